// Measures the engine: npm run bench -- --help says what and how.

import { helpText, readCommand } from './bench/commandLine.ts';
import { modes } from './bench/modes.ts';
import { Refused } from './bench/options.ts';

try {
  const command = readCommand(process.argv.slice(2), modes);
  if (command === 'help') console.log(helpText(modes));
  else process.exitCode = await command.mode.run(command.options);
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`npm run bench: ${error.message}. See npm run bench -- --help`);
  process.exitCode = 1;
}
