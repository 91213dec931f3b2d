// Holds the engine against PyTorch: npm run parity -- FOLDER runs every fixture in it (default: test/reference).
// Failures first, then each kind's worst error over its tolerance; the last line is `N passed, M failed`.

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFolder } from './parity/run.ts';

const [given = fileURLToPath(new URL('../test/reference', import.meta.url)), ...rest] = process.argv.slice(2);
const usage = `npm run parity -- FOLDER
Runs every case (*.json) that lies in FOLDER itself, not in sub-folders; what is not looked at is named.`;
if (given === '--help') {
  console.log(usage);
  process.exit(0);
}
if (rest.length > 0 || given.startsWith('-')) {
  console.error(usage);
  process.exit(2);
}
// npm runs scripts in the project's folder; what is typed is meant from where it is typed.
const folder = resolve(process.env.INIT_CWD ?? '.', given);
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.log(`${folder} is not a folder.\n0 passed, 1 failed`);
  process.exit(1);
}
process.exitCode = runFolder(folder, console.log) ? 0 : 1;
