// From the words of the command line to a mode and its options.

import { parseArgs } from 'node:util';
import type { Mode, OptionName } from './mode.ts';
import { type BenchOptions, options, Refused } from './options.ts';

export interface Command {
  readonly mode: Mode;
  readonly options: BenchOptions;
}

const names = Object.keys(options) as OptionName[];

/**
 * @param modes the first is taken when no flag names one
 * @returns 'help' when that is all that is asked for
 * @throws Refused for a flag that is unknown, doubled, without its value or of no use to the mode
 */
export function readCommand(words: readonly string[], modes: readonly Mode[]): Command | 'help' {
  const values = parsed(words, modes);
  if (values.help) return 'help';
  const wanted = modes.filter(({ flag }) => values[flag]);
  const [mode = modes[0], second] = wanted;
  if (!mode) throw new Refused('there is nothing to measure');
  if (second)
    throw new Refused(`--${mode.flag} and --${second.flag} are two measurements: ask for one at a time`);
  const stray = names.find((name) => values[name] !== undefined && !mode.takes.includes(name));
  if (stray) throw new Refused(`--${stray} has no meaning ${place(mode, modes)}`);
  const read = names.map((name) => {
    const text = values[name];
    return [name, text === undefined ? options[name].fallback : options[name].parse(String(text))];
  });
  return { mode, options: Object.fromEntries(read) as unknown as BenchOptions };
}

/** The text of --help. */
export function helpText(modes: readonly Mode[]): string {
  const entry = (flag: string, help: string) =>
    `  ${flag.padEnd(30)}${help.replaceAll('\n', `\n${' '.repeat(32)}`)}`;
  return [
    'npm run bench -- [one of the measurements] [options]',
    '',
    'Measurements; results are JSON lines on standard output, words go to the error stream:',
    ...modes.map((mode, index) => entry(index === 0 ? '(none)' : `--${mode.flag}`, mode.help)),
    '',
    'Options:',
    ...names.map((name) =>
      entry(`--${name} ${options[name].value}`, `${options[name].help}${users(name, modes)}`),
    ),
  ].join('\n');
}

function users(name: OptionName, modes: readonly Mode[]): string {
  const taking = modes.flatMap((mode, index) =>
    mode.takes.includes(name) ? [index === 0 ? 'default' : `--${mode.flag}`] : [],
  );
  return `\nfor: ${taking.join(' ')}`;
}

function place(mode: Mode, modes: readonly Mode[]): string {
  return mode === modes[0] ? 'without a flag that wants it' : `with --${mode.flag}`;
}

/** What stands behind each flag; true behind one that takes no value. */
function parsed(words: readonly string[], modes: readonly Mode[]) {
  const flags = ['help', ...modes.slice(1).map(({ flag }) => flag)];
  // Not strict: Node's own refusals speak of its options and not of ours, and take "--secs -1" for two flags.
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    tokens: true,
    options: {
      ...Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }])),
      ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    },
  });
  const values: Record<string, string | true | undefined> = {};
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') throw new Refused(`"${token.value}" stands behind no flag`);
    const { name, rawName, value } = token;
    const takesValue = Object.hasOwn(options, name);
    if (!takesValue && !flags.includes(name)) throw new Refused(`there is no flag ${rawName}`);
    if (Object.hasOwn(values, name)) throw new Refused(`${rawName} is given twice`);
    if (!takesValue && value !== undefined) throw new Refused(`${rawName} takes no value`);
    if (takesValue && (value === undefined || value.startsWith('--')))
      throw new Refused(`${rawName} needs a value: ${rawName} ${options[name as OptionName].value}`);
    values[name] = value ?? true;
  }
  return values;
}
