// The JSON header of a safetensors file: what is in it, checked field by field, before its claims are held against the
// bytes (safetensors.ts).

/** What the header says about one tensor. */
export interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First byte, counted from the end of the header. */
  readonly begin: number;
  /** The byte after its last. */
  readonly end: number;
}

type Problem = (text: string) => Error;
type Fields = Readonly<Record<string, unknown>>;

/** @throws what `problem` makes of a description of the first thing that is wrong */
export function entriesOf(
  header: string,
  problem: Problem,
): { readonly entries: Entry[]; readonly metadata: Map<string, string> } {
  if (!header.startsWith('{')) throw problem('the header must begin with {');
  let parsed: unknown;
  try {
    parsed = JSON.parse(header);
  } catch {
    throw problem('the header is not JSON');
  }
  if (!isFields(parsed)) throw problem('the header must be a JSON object');
  const repeated = repeatedKey(header);
  if (repeated !== undefined) throw problem(`${repeated}: stands twice in the header`);
  const entries: Entry[] = [];
  const metadata = new Map<string, string>();
  for (const [name, value] of Object.entries(parsed)) {
    if (name === '__metadata__') readMetadata(value, metadata, problem);
    else entries.push(readEntry(name, value, problem));
  }
  return { entries, metadata };
}

function readMetadata(value: unknown, metadata: Map<string, string>, problem: Problem): void {
  if (!isFields(value)) throw problem('__metadata__ must be an object of texts');
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw problem(`__metadata__.${key} must be a text`);
    metadata.set(key, text);
  }
}

function readEntry(name: string, value: unknown, problem: Problem): Entry {
  if (!isFields(value))
    throw problem(`${name}: its entry must be an object with dtype, shape and data_offsets`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string') throw problem(`${name}: dtype must be a text`);
  if (!isCounts(shape)) throw problem(`${name}: shape must be a list of whole numbers, 0 or more`);
  let size = 1;
  for (const length of shape) size *= length;
  if (!Number.isSafeInteger(size * 8))
    throw problem(`${name}: a shape of (${shape.join(', ')}) is too large`);
  if (!isCounts(offsets) || offsets.length !== 2)
    throw problem(`${name}: data_offsets must be two whole numbers, 0 or more`);
  const [begin = 0, end = 0] = offsets;
  if (begin > end) throw problem(`${name}: data_offsets begin at ${begin}, after their end at ${end}`);
  return { name, dtype, shape, begin, end };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

/** The first key that an object of this JSON text (which parses) has twice; JSON.parse would keep only the last. */
function repeatedKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  const colon = /\s*:/y;
  // By hand: a regular expression for strings runs out of stack in one of a million escapes.
  for (let at = 0; at < json.length; at++) {
    if (json[at] === '{') open.push(new Set());
    else if (json[at] === '}') open.pop();
    else if (json[at] === '"') {
      const start = at++;
      while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
      colon.lastIndex = at + 1;
      if (!colon.test(json)) continue; // a value, no key
      const key = JSON.parse(json.slice(start, at + 1)) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}
