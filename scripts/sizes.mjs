// What the built site may weigh, gzipped, for size-limit (`size-limit --config scripts/sizes.mjs`). What a page loads at
// first is read from its HTML; test/e2e/smoke.spec.ts measures the same in a browser.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/** The files that a page of the site asks for at once, by what they are. */
function firstOf(page) {
  const html = readFileSync(dist + page, 'utf8');
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag);
  const address = (tag) => /\b(?:src|href)="(?:\.\/)?([^"]+)"/.exec(tag)?.[1];
  const paths = (wanted) =>
    tags
      .filter(wanted)
      .map(address)
      .filter((path) => path !== undefined)
      .map((path) => dist + path);
  return {
    page: dist + page,
    script: paths((tag) => tag.startsWith('<script') || tag.includes('"modulepreload"')),
    style: paths((tag) => tag.includes('"stylesheet"')),
    fonts: paths((tag) => tag.includes('as="font"')),
  };
}

/** The files of a worker's entry, `trainer.worker` or `lab.worker`. */
const workerOf = (entry) =>
  readdirSync(`${dist}assets`)
    .filter((name) => name.startsWith(`${entry}-`) && name.endsWith('.js'))
    .map((name) => `${dist}assets/${name}`);

const home = firstOf('index.html');
const lab = firstOf('lab.html');
const trainer = workerOf('trainer.worker');
const labWorker = workerOf('lab.worker');
const all = ({ page, script, style, fonts }) => [page, ...script, ...style, ...fonts];

const check = (name, limit, path) => ({ name, limit, path, gzip: true });
export default [
  check('home: initial JavaScript', '120 kB', home.script),
  check('home: worker with kernels', '40 kB', trainer),
  check('home: first load', '300 kB', [...all(home), ...trainer]),
  check('lab: initial JavaScript', '160 kB', lab.script),
  check('lab: worker with kernels', '60 kB', labWorker),
];
