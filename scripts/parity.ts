// Holds the engine against PyTorch: npm run parity -- FOLDER runs every fixture in it (default: test/reference).
// Failures first, then each kind's worst error over its tolerance; the last line is `N passed, M failed`.

import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runFolder } from './parity/run.ts';

const [folder = fileURLToPath(new URL('../test/reference', import.meta.url)), ...rest] =
  process.argv.slice(2);
if (rest.length > 0 || folder.startsWith('-')) {
  console.error('npm run parity -- FOLDER');
  process.exit(2);
}
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`${folder} is not a folder.`);
  process.exit(2);
}
process.exitCode = runFolder(folder, console.log) ? 0 : 1;
