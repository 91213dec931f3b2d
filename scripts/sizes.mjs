// What the built site may weigh, gzipped, for size-limit (`size-limit --config scripts/sizes.mjs`). What is loaded at
// first is read from dist/index.html; test/e2e/smoke.spec.ts measures the same in a browser.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const html = readFileSync(`${dist}index.html`, 'utf8');
const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag);
const address = (tag) => /\b(?:src|href)="(?:\.\/)?([^"]+)"/.exec(tag)?.[1];
const paths = (wanted) =>
  tags
    .filter(wanted)
    .map(address)
    .filter((path) => path !== undefined)
    .map((path) => dist + path);

const script = paths((tag) => tag.startsWith('<script') || tag.includes('"modulepreload"'));
const style = paths((tag) => tag.includes('"stylesheet"'));
const fonts = paths((tag) => tag.includes('as="font"'));
const worker = readdirSync(`${dist}assets`)
  .filter((name) => /worker-[\w-]+\.js$/.test(name))
  .map((name) => `${dist}assets/${name}`);

const check = (name, limit, path) => ({ name, limit, path, gzip: true });
export default [
  check('initial JavaScript', '120 kB', script),
  check('worker with kernels', '40 kB', worker),
  check('first load', '300 kB', [`${dist}index.html`, ...script, ...style, ...fonts, ...worker]),
];
