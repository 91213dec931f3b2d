// Holds the engine against PyTorch: npm run parity -- FOLDER runs every fixture in it (default: test/reference).
// Failures first, then each kind's worst error over its tolerance; the last line is `N passed, M failed`.

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFolder } from './parity/run.ts';

const [given = fileURLToPath(new URL('../test/reference', import.meta.url)), ...rest] = process.argv.slice(2);
if (rest.length > 0 || given.startsWith('-')) {
  console.error('npm run parity -- FOLDER');
  process.exit(2);
}
// npm runs scripts in the project's folder; what is typed is meant from where it is typed.
const folder = resolve(process.env.INIT_CWD ?? '.', given);
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`${folder} is not a folder.`);
  process.exit(2);
}
process.exitCode = runFolder(folder, console.log) ? 0 : 1;
