// safetensors, the format that PyTorch's checkpoints travel in: u64 length of the header (little-endian), a JSON header
// { name: { dtype, shape, data_offsets: [begin, end] }, __metadata__?: { text: text } }, then the tensors' bytes, back to
// back. Reading trusts nothing: every claim of the header is held against the bytes before anything is used.
// https://huggingface.co/docs/safetensors

import { widenBfloat, widenHalf } from './halfPrecision.ts';
import { type Entry, entriesOf } from './safetensorsHeader.ts';
import { formatShape, sizeOf } from './shape.ts';

/** The bytes are no safetensors file, or their header does not tell the truth. */
export class SafetensorsError extends Error {
  override name = 'SafetensorsError';
}

/** A copy of its own, aligned for any type. (Not slice(): a Node Buffer's slice shares its memory.) */
const copyOf = (bytes: Uint8Array) => new Uint8Array(bytes);

/** What can be read. 16-bit floats come as float32, I64 as bigints, BOOL as 0 and 1. */
const readers = {
  F64: (bytes: Uint8Array) => new Float64Array(copyOf(bytes).buffer),
  F32: (bytes: Uint8Array) => new Float32Array(copyOf(bytes).buffer),
  F16: (bytes: Uint8Array) => widenHalf(new Uint16Array(copyOf(bytes).buffer)),
  BF16: (bytes: Uint8Array) => widenBfloat(new Uint16Array(copyOf(bytes).buffer)),
  I64: (bytes: Uint8Array) => new BigInt64Array(copyOf(bytes).buffer),
  I32: (bytes: Uint8Array) => new Int32Array(copyOf(bytes).buffer),
  U8: copyOf,
  BOOL: copyOf,
} as const;

export type SafetensorsDtype = keyof typeof readers;

const BYTES: Readonly<Record<SafetensorsDtype, number>> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  U8: 1,
  BOOL: 1,
};

export interface SafetensorsTensor {
  readonly dtype: SafetensorsDtype;
  /** [] for a scalar; a size may be 0. */
  readonly shape: readonly number[];
  /** Row-major, a copy. */
  readonly data: Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array;
}

export interface SafetensorsFile {
  /** By name, in the order of their bytes. */
  readonly tensors: ReadonlyMap<string, SafetensorsTensor>;
  /** Free text that a writer may add, for example `format: 'pt'`. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** Bytes before the header. */
const PREFIX = 8;
/** The longest header that the format allows. */
const MAX_HEADER = 100_000_000;

/** @throws SafetensorsError that names what is wrong, the tensor where it is one, and what was expected */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { header, data } = split(bytes);
  const { entries, metadata } = entriesOf(header, (problem) => new SafetensorsError(problem));
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  requireBackToBack(entries, data.length);
  const tensors = new Map<string, SafetensorsTensor>();
  for (const entry of entries) tensors.set(entry.name, readTensor(entry, data));
  return { tensors, metadata };
}

/**
 * A file that PyTorch's safetensors loads. Names keep their order.
 * @throws SafetensorsError when a shape does not hold a tensor's numbers, or for the name `__metadata__`
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>,
  metadata: Readonly<Record<string, string>> = { format: 'pt' },
): Uint8Array {
  const fields: [string, unknown][] = [['__metadata__', metadata]];
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    if (name === '__metadata__') throw new SafetensorsError('no tensor can be called __metadata__');
    if (sizeOf(shape) !== data.length)
      throw new SafetensorsError(`${name}: ${data.length} numbers for the shape ${formatShape(shape)}`);
    fields.push([name, { dtype: 'F32', shape, data_offsets: [end, end + data.length * 4] }]);
    end += data.length * 4;
  }
  const text = new TextEncoder().encode(objectText(fields));
  const length = Math.ceil(text.length / 8) * 8; // padded with spaces, so that the numbers lie at a multiple of 8
  const bytes = new Uint8Array(PREFIX + length + end);
  new DataView(bytes.buffer).setUint32(0, length, true);
  bytes.fill(0x20, PREFIX, PREFIX + length).set(text, PREFIX);
  let offset = PREFIX + length;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}

/** JSON of an object in the order given: an object's own order puts names like "3" first. */
function objectText(fields: readonly (readonly [string, unknown])[]): string {
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}

function split(bytes: Uint8Array): { header: string; data: Uint8Array } {
  if (bytes.length < PREFIX)
    throw new SafetensorsError(
      `a safetensors file begins with ${PREFIX} bytes; this one has ${bytes.length}`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > MAX_HEADER)
    throw new SafetensorsError(`the header claims ${length} bytes; at most ${MAX_HEADER} are allowed`);
  const rest = bytes.length - PREFIX;
  if (length > rest)
    throw new SafetensorsError(
      `the header claims ${length} bytes, but only ${rest} follow: the file is cut short`,
    );
  let header: string;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    header = decoder.decode(bytes.subarray(PREFIX, PREFIX + length));
  } catch (cause) {
    throw new SafetensorsError('the header is not UTF-8 text', { cause });
  }
  return { header, data: bytes.subarray(PREFIX + length) };
}

/** Every byte of the data belongs to exactly one tensor. @param entries sorted by their bytes */
function requireBackToBack(entries: readonly Entry[], length: number): void {
  let end = 0;
  let before = 'the header';
  for (const entry of entries) {
    const place = `${entry.name}: its bytes ${entry.begin} to ${entry.end}`;
    if (entry.end > length)
      throw new SafetensorsError(`${place} end behind the data, which has ${length} bytes`);
    if (entry.begin < end)
      throw new SafetensorsError(`${place} overlap those of ${before}, which end at ${end}`);
    if (entry.begin > end)
      throw new SafetensorsError(`${place} leave a hole after those of ${before}, which end at ${end}`);
    end = entry.end;
    before = entry.name;
  }
  if (end !== length)
    throw new SafetensorsError(`the tensors end at byte ${end} of the data, which has ${length} bytes`);
}

function readTensor({ name, dtype, shape, begin, end }: Entry, data: Uint8Array): SafetensorsTensor {
  if (!isDtype(dtype)) {
    const known = Object.keys(readers).join(', ');
    throw new SafetensorsError(`${name}: the type ${dtype} is none of ${known}`);
  }
  const needed = sizeOf(shape) * BYTES[dtype];
  if (end - begin !== needed) {
    throw new SafetensorsError(
      `${name}: ${dtype} ${formatShape(shape)} takes ${needed} bytes, but its offsets hold ${end - begin}`,
    );
  }
  const bytes = data.subarray(begin, end);
  const wrong = dtype === 'BOOL' ? bytes.findIndex((byte) => byte > 1) : -1;
  if (wrong >= 0)
    throw new SafetensorsError(`${name}: element ${wrong} of a BOOL tensor is ${bytes[wrong]}, not 0 or 1`);
  return { dtype, shape, data: readers[dtype](bytes) };
}

function isDtype(dtype: string): dtype is SafetensorsDtype {
  return Object.hasOwn(readers, dtype);
}
