import { describe, expect, test } from 'vitest';
import { helpText, readCommand } from '../../scripts/bench/commandLine.ts';
import type { Mode } from '../../scripts/bench/mode.ts';
import { Refused } from '../../scripts/bench/options.ts';

const mode = (flag: string, takes: Mode['takes']): Mode => ({
  flag,
  help: `what ${flag} does`,
  takes,
  run: () => Promise.resolve(0),
});
const modes = [mode('speed', ['shapes', 'secs', 'variant']), mode('memory', ['updates'])];
const read = (...words: string[]) => readCommand(words, modes);

describe('the command line', () => {
  test('without a flag means the first measurement, with all defaults', () => {
    expect(read()).toMatchObject({
      mode: { flag: 'speed' },
      options: { shapes: ['a', 'b', 'c', 'd', 'e', 'f'], secs: 5, variant: 'plain' },
    });
  });

  test('names a measurement and its options', () => {
    expect(read('--memory', '--updates', '700')).toMatchObject({
      mode: { flag: 'memory' },
      options: { updates: 700 },
    });
    expect(read('--shapes', 'f, a,f', '--secs=0.5')).toMatchObject({
      options: { shapes: ['f', 'a'], secs: 0.5 },
    });
  });

  test('asks for help whatever else it says', () => {
    expect(read('--help')).toBe('help');
    expect(read('--memory', '--help')).toBe('help');
  });

  test.each([
    ['an unknown flag', ['--fast'], /--fast/],
    ['a flag given twice', ['--secs', '1', '--secs', '2'], /--secs is given twice/],
    ['a word without a flag', ['a'], /'a'/],
    ['a flag without its value', ['--secs'], /--secs/],
    ['an unknown shape', ['--shapes', 'a,g'], /"g" is not one of a, b, c, d, e, f/],
    ['no time', ['--secs', '0'], /--secs 0: it must be a number of seconds above 0/],
    ['time without an end', ['--secs', 'Infinity'], /--secs/],
    ['an empty number', ['--secs', ''], /--secs/],
    ['updates that end between two lengths', ['--memory', '--updates', '250'], /multiple of 100/],
    ['an unknown build', ['--variant', 'fast'], /"fast" is not one of plain, relaxed/],
    ['two builds at once', ['--variant', 'plain,relaxed'], /one at a time/],
    ['an option of another measurement', ['--memory', '--secs', '1'], /--secs has no meaning with --memory/],
    ['an option of a measurement not asked for', ['--updates', '500'], /--updates has no meaning without/],
  ])('refuses %s in a sentence', (_what, words, says) => {
    expect(() => readCommand(words, modes)).toThrow(Refused);
    expect(() => readCommand(words, modes)).toThrow(says);
  });

  test('refuses two measurements at once', () => {
    const three = [...modes, mode('growth', [])];
    expect(() => readCommand(['--memory', '--growth'], three)).toThrow(/--memory and --growth/);
  });
});

describe('the text of --help', () => {
  test('has every measurement, and every option with those that it is for', () => {
    const text = helpText(modes);
    for (const part of ['what speed does', '--memory', 'what memory does', '--secs N', '--updates N'])
      expect(text).toContain(part);
    expect(text).toMatch(/--updates N.*\n +for: --memory/);
  });
});
