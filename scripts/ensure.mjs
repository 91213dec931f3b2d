// Runs before every npm script: installs what is missing, then compiles the kernels. Silent when there is nothing to
// do; all it says goes to stderr, so that `npm run train -- --json` stays clean. Node's own modules only, because on a
// fresh clone nothing else is there yet.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Unrolled needs Node 20.19 or newer; this is ${process.versions.node}.`);

const read = (path) => {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
};

/** Is every package of the lock file installed as locked? npm writes its own list last, so half an install has none. */
function installed() {
  const wanted = read('package-lock.json');
  const present = read('node_modules/.package-lock.json');
  if (!wanted) fail('package-lock.json is missing or unreadable.');
  if (!present) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === version && found.integrity === integrity : optional === true;
  });
}

if (!installed()) {
  process.stderr.write('Installing what is missing (once, about a minute).\n');
  const cli = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : undefined;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const { status } = cli
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) fail('The packages could not be installed: see the lines above.');
}

const { buildKernels } = await import('./build-wasm.mjs');
await buildKernels().catch((error) => fail(error.message));
