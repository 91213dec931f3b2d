// Compiles src/engine/kernels (AssemblyScript) to modules in src/engine/generated that export the bytes as printable text
// (pack.mjs): they load the same in a worker, on the page, in Node and under any sub-path. Does nothing when the inputs
// are unchanged. `node scripts/build-wasm.mjs` runs it; vite.config.ts runs it before serving and building.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pack } from './pack.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const kernelsFolder = join(root, 'src/engine/kernels');
const generated = join(root, 'src/engine/generated');
export const relaxedFlags = ['--enable', 'relaxed-simd'];
/** What the app trains with, the rest, which works on the memory of the first, and the first again with relaxed SIMD. */
const modules = [
  { entry: join(kernelsFolder, 'index.ts'), output: join(generated, 'kernels.ts'), flags: [] },
  {
    entry: join(kernelsFolder, 'more.ts'),
    output: join(generated, 'moreKernels.ts'),
    flags: ['--importMemory'],
  },
  {
    entry: join(kernelsFolder, 'index.ts'),
    output: join(generated, 'relaxedKernels.ts'),
    flags: relaxedFlags,
  },
];
const generator = join(root, 'scripts/generate-gemm.mjs');
// Plain SIMD for all: with the relaxed extension the same seed would not give the same weights in every browser. The one
// module that has it is an extra that a visitor chooses (src/engine/relaxed.ts).
// Shrink level 1: what is inlined is what the sources say, and no other loop is copied or function inlined; as fast, half the bytes.
const flags = [
  '-O3',
  '--shrinkLevel',
  '1',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd',
];

const sources = () =>
  readdirSync(kernelsFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') || name.endsWith('.json'))
    .sort();

/** The hash of everything that decides a module's bytes: flags, compiler, generator and sources. */
function keyOfInputs(own) {
  const hash = createHash('sha256').update([...flags, ...own].join(' '));
  hash.update(readFileSync(join(root, 'node_modules/assemblyscript/package.json')));
  hash.update(readFileSync(join(root, 'scripts/pack.mjs')));
  if (existsSync(generator)) hash.update(readFileSync(generator));
  for (const name of sources()) hash.update(name).update(readFileSync(join(kernelsFolder, name)));
  return hash.digest('hex').slice(0, 16);
}

const isCurrent = (key, output) =>
  existsSync(output) && readFileSync(output, 'utf8').startsWith(`// ${key} `);

let last = Promise.resolve();

/** Brings the generated modules up to date. Rejects with an Error that says what is missing or did not compile. */
export function buildKernels() {
  last = last.catch(() => {}).then(bringUpToDate); // one after another: the second finds nothing to do
  return last;
}

async function bringUpToDate() {
  if (existsSync(generator)) {
    const { generate } = await import(pathToFileURL(generator).href);
    if (typeof generate !== 'function')
      throw new Error(`${relative(root, generator)} must export generate().`);
    await generate();
  }
  for (const module of modules) {
    const key = keyOfInputs(module.flags);
    if (!isCurrent(key, module.output)) await compile(module, key);
  }
}

/** The packed module of one of the entries. @param {string[]} own flags beside those that all have */
export async function packedKernels(entry, own) {
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const options = [relative(root, entry), '--outFile', 'kernels.wasm', ...flags, ...own];
  const { error, stderr } = await asc.main(options, {
    readFile: (name, base) => {
      const file = join(root, base === '.' ? '' : relative(root, base), name);
      return existsSync(file) ? readFileSync(file, 'utf8') : null;
    },
    writeFile: (_name, contents) => {
      binary = contents;
    },
  });
  if (error) throw new Error(`The kernels do not compile.\n${stderr}${error.message}`);
  return pack(binary);
}

async function compile({ entry, output, flags: own }, key) {
  if (!existsSync(entry))
    throw new Error(`The kernels are missing: there is no ${relative(root, entry)} to compile.`);
  const start = performance.now();
  const packed = await packedKernels(entry, own);
  mkdirSync(generated, { recursive: true });
  const name = relative(root, entry);
  const text = `// ${key} made by scripts/build-wasm.mjs from ${name}: do not edit\nexport const packed =\n  '${packed}';\n`;
  writeFileSync(`${output}.${process.pid}`, text);
  renameSync(`${output}.${process.pid}`, output); // two runs at once never read half a file
  process.stderr.write(
    `${[name, ...own].join(' ')}: ${packed.length} characters in ${Math.round(performance.now() - start)} ms\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildKernels().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
