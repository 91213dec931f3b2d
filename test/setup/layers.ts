// The rules of the house as data, and the checker that reads one source file against them. It knows nothing of the
// disk: layers.test.ts gives it the real sources, and made-up ones that must fail.
import { posix } from 'node:path';
import { parseSync } from 'vite';

/** From the foundation up: a layer may import from itself and from any layer before it. */
const order = ['engine', 'models', 'tasks', 'experiment', 'worker', 'stores', 'figures', 'lessons', 'pages'];

/** Layers beside that order: what they may import, and who may import them. */
const beside: Record<string, { readonly uses: readonly string[]; readonly usedBy: readonly string[] }> = {
  geometry: { uses: order.slice(0, 4), usedBy: ['figures', 'pages'] },
  i18n: { uses: [], usedBy: ['stores', 'figures', 'lessons', 'pages'] },
  styles: { uses: [], usedBy: ['figures', 'lessons', 'pages'] },
};

const headless = ['engine', 'models', 'tasks', 'experiment'];
const reactLayers = ['i18n', 'figures', 'lessons', 'pages'];
const headlessPackages = ['@noble/hashes'];

/** What gives the same bits in every browser; the rest of Math is left to each to approximate. */
const exactMath = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(
    ' ',
  ),
);

interface NameRule {
  readonly names: readonly string[];
  readonly applies: (layer: string) => boolean;
  readonly because: string;
}

const nameRules: readonly NameRule[] = [
  {
    names: ['Date', 'performance', 'crypto', 'setTimeout', 'setInterval', 'Intl'],
    applies: (layer) => headless.includes(layer),
    because: 'no clock and no chance but the seed below worker/, or a run could not be repeated',
  },
  {
    names: ['document', 'window', 'navigator', 'location', 'localStorage', 'sessionStorage', 'indexedDB'],
    applies: (layer) => layer === 'geometry' || headless.includes(layer),
    because: 'this layer never touches the page: it runs the same in a worker, in Node and in a test',
  },
  {
    names: ['Worker', 'SharedWorker', 'postMessage', 'MessageChannel', 'MessagePort'],
    applies: (layer) => layer !== 'worker',
    because: 'only worker/ knows threads',
  },
];

type Node = { readonly type: string; readonly [key: string]: unknown };
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
const children = (node: Node): Node[] => Object.values(node).flat().filter(isNode);
const named = (value: unknown, name: string) =>
  isNode(value) && value.type === 'Identifier' && value.name === name;
const textOf = (value: unknown): string | undefined => {
  if (!isNode(value)) return undefined;
  if (value.type === 'Literal' && typeof value.value === 'string') return value.value;
  if (value.type === 'TSLiteralType') return textOf(value.literal);
  return undefined;
};

interface Import {
  readonly target: string | undefined; // undefined: only known when it runs
  readonly typeOnly: boolean;
}

/** What a node imports, if it does: every way that TypeScript and Vite know. */
function importsOf(node: Node): readonly Import[] {
  const of = (source: unknown, kind?: unknown): readonly Import[] => [
    { target: textOf(source), typeOnly: kind === 'type' },
  ];
  if (node.type === 'ImportDeclaration') return of(node.source, node.importKind);
  if (node.type === 'ExportAllDeclaration') return of(node.source, node.exportKind);
  if (node.type === 'ExportNamedDeclaration') return node.source ? of(node.source, node.exportKind) : [];
  if (node.type === 'ImportExpression') return of(node.source);
  if (node.type === 'TSImportType') return of(node.source, 'type');
  const args = (Array.isArray(node.arguments) ? node.arguments : []).filter(isNode);
  const callee = isNode(node.callee) ? node.callee : undefined;
  if (node.type === 'NewExpression' && named(callee, 'URL') && args[1] && isMetaUrl(args[1]))
    return of(args[0]);
  if (
    node.type === 'CallExpression' &&
    callee?.type === 'MemberExpression' &&
    named(callee.property, 'glob')
  ) {
    const patterns = args[0]?.type === 'ArrayExpression' ? children(args[0]) : args.slice(0, 1);
    return patterns.map((pattern) => ({ target: textOf(pattern)?.replace(/^!/, ''), typeOnly: false }));
  }
  return [];
}

const isMetaUrl = (node: Node) =>
  node.type === 'MemberExpression' && isNode(node.object) && node.object.type === 'MetaProperty';

/** The layer that a path under src/ belongs to; a file at the root of src/ starts the page and counts as one. */
const layerOf = (path: string) => {
  const [folder, rest] = path.split('/', 2);
  return rest === undefined ? 'pages' : (folder ?? '');
};
const known = (layer: string) => order.includes(layer) || layer in beside;

function ruleAgainst(from: string, to: string, typeOnly: boolean): string | undefined {
  if (from === to) return undefined;
  if (!known(to)) return `${to}/ is no layer of this house`;
  // The catalogue words what a lower layer can report, so it may know the shapes of that, and nothing more.
  if (from === 'i18n' && typeOnly && order.indexOf(to) <= order.indexOf('stores')) return undefined;
  const inner = beside[to];
  if (inner) {
    return inner.usedBy.includes(from) ? undefined : `${to}/ is for ${inner.usedBy.join(', ')} only`;
  }
  const outer = beside[from];
  if (outer) {
    return outer.uses.includes(to)
      ? undefined
      : `${from}/ may import ${outer.uses.join(', ') || 'no other layer'}`;
  }
  return order.indexOf(to) < order.indexOf(from)
    ? undefined
    : `imports run ${order.join(' ← ')}, and ${from}/ comes before ${to}/`;
}

const isReact = (name: string) =>
  /^(react|react-dom)(\/|$)|^zustand(\/(react.*|shallow|traditional))?$/.test(name);

function problemOfImport(path: string, layer: string, { target, typeOnly }: Import): string | undefined {
  if (target === undefined) return 'imports something that is only known when it runs: write the path out';
  const says = `imports "${target}"`;
  if (target.startsWith('.')) {
    const resolved = posix.normalize(posix.join(posix.dirname(path), target.replace(/\?.*$/, '')));
    if (resolved.startsWith('..')) return `${says}: nothing outside src/ belongs in the page`;
    const rule = ruleAgainst(layer, layerOf(resolved), typeOnly);
    return rule && `${says}: ${rule}`;
  }
  if (/^(node:|https?:|\/)/.test(target)) return `${says}: only packages and relative paths`;
  if (isReact(target) && !reactLayers.includes(layer))
    return `${says}: only ${reactLayers.join(', ')} know React (a store takes "zustand/vanilla")`;
  if (
    headless.includes(layer) &&
    !headlessPackages.some((name) => target === name || target.startsWith(`${name}/`))
  )
    return `${says}: below worker/ only ${headlessPackages.join(' and ')} are let in`;
  return undefined;
}

/** Is this identifier the global of that name, and not the name of a property or a key? */
const isReference = (node: Node, parent: Node | undefined) => {
  if (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed)
    return ['globalThis', 'self', 'window'].some((name) => named(parent.object, name));
  if (parent?.type === 'TSQualifiedName' && parent.right === node) return false;
  const isKey = parent && 'key' in parent && parent.key === node && parent.value !== node;
  return !(isKey && !parent.computed && !parent.shorthand);
};

/** A power that is not of two whole numbers written out, such as 2 ** 20, which is exact everywhere. */
const isPower = ({ operator, left, right }: Node) =>
  operator === '**=' ||
  (operator === '**' && ![left, right].every((side) => isNode(side) && Number.isInteger(side.value)));

function problemOfName(layer: string, node: Node, parent: Node | undefined): string | undefined {
  if (headless.includes(layer) && isPower(node))
    return `uses ${String(node.operator)}: powers are approximated, and differently from one browser to the next`;
  if (node.type !== 'Identifier') return undefined;
  const name = String(node.name);
  const member = parent?.type === 'MemberExpression' && parent.property === node && !parent.computed;
  if (name === 'postMessage' && member && layer !== 'worker')
    return 'mentions postMessage: only worker/ knows threads';
  if (!isReference(node, parent)) return undefined;
  if (name === 'Math' && headless.includes(layer)) {
    const property =
      parent?.type === 'MemberExpression' && parent.object === node ? parent.property : undefined;
    const used =
      isNode(property) && property.type === 'Identifier' && !parent?.computed ? String(property.name) : '';
    if (exactMath.has(used)) return undefined;
    const what = used ? `Math.${used}` : 'Math other than by one of its names';
    return `uses ${what}: it may differ from one browser to the next (src/engine/numeric.ts has what you need)`;
  }
  const rule = nameRules.find((each) => each.names.includes(name) && each.applies(layer));
  return rule && `mentions ${name}: ${rule.because}`;
}

/**
 * Reads one file against the rules.
 * @param path below src/, with forward slashes, such as `engine/ops/linear.ts`
 * @returns a sentence for each breach; none when all is well
 */
export function breaches(path: string, source: string): string[] {
  const layer = layerOf(path);
  const found = new Set<string>();
  const say = (problem: string | undefined) => problem && found.add(`src/${path} ${problem}.`);
  if (!known(layer)) say(`is in ${layer}/, which is no layer of this house (the list: test/setup/layers.ts)`);
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) say(`cannot be read: ${errors[0]?.message}`);
  const walk = (node: Node, parent: Node | undefined) => {
    for (const each of importsOf(node)) say(problemOfImport(path, layer, each));
    say(problemOfName(layer, node, parent));
    for (const child of children(node)) walk(child, node);
  };
  walk(program as unknown as Node, undefined);
  return [...found];
}

/** The kernels are AssemblyScript, which no parser of ours reads: two rules on their text. */
export function kernelBreaches(path: string, source: string): string[] {
  const found: string[] = [];
  for (const [, target = ''] of source.matchAll(/\bfrom\s+['"]([^'"]+)['"]/g))
    if (!/^\.\/[\w-]+(\.ts)?$/.test(target))
      found.push(`src/${path} imports "${target}": a kernel knows only the kernels.`);
  // What only the relaxed build compiles may round as the processor likes; nothing else may.
  const exact = source.replace(/if \(ASC_FEATURE_RELAXED_SIMD\) return [^;]*;/g, '');
  if (/\brelaxed_|\b(Math|Mathf|NativeMath\w?)\./.test(exact))
    found.push(
      `src/${path} uses relaxed SIMD or a library's Math: the bits must be ours, and the same everywhere.`,
    );
  return found;
}
