import { describe, expect, test } from 'vitest';
import { helpText, readCommand } from '../../scripts/bench/commandLine.ts';
import type { Mode } from '../../scripts/bench/mode.ts';
import { Refused } from '../../scripts/bench/options.ts';
import { labFigures } from '../../src/figures/registry.ts';

const mode = (flag: string, takes: Mode['takes']): Mode => ({
  flag,
  help: `what ${flag} does`,
  takes,
  run: () => Promise.resolve(0),
});
const modes = [
  mode('speed', ['shapes', 'secs', 'variant']),
  mode('memory', ['updates']),
  mode('frames', ['pages']),
];
/** What someone reads who wrote that: one sentence, as bench.ts ends it. */
const refusal = (words: string[]) => {
  try {
    readCommand(words, modes);
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
  return undefined;
};
const read = (...words: string[]) => readCommand(words, modes);

describe('the command line', () => {
  test('without a flag means the first measurement, with all defaults', () => {
    expect(read()).toMatchObject({
      mode: { flag: 'speed' },
      options: { shapes: ['a', 'b', 'c', 'd', 'e', 'f'], secs: 5, variant: ['plain'] },
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

  test('names one build, or both in turns', () => {
    expect(read('--variant', 'relaxed')).toMatchObject({ options: { variant: ['relaxed'] } });
    expect(read('--variant', 'both')).toMatchObject({ options: { variant: ['plain', 'relaxed'] } });
  });

  test('names pages, all figures of the lab, or some of them', () => {
    const addresses = (...words: string[]) => {
      const command = read('--frames', ...words);
      return command === 'help' ? [] : command.options.pages.map(({ address }) => address);
    };
    expect(addresses('--pages', 'loss,home')).toEqual(['', 'lab.html#figure=loss']);
    expect(addresses('--pages', 'lab')).toHaveLength(labFigures.length);
    expect(addresses()).toHaveLength(1 + labFigures.length);
  });

  test('asks for help whatever else it says', () => {
    expect(read('--help')).toBe('help');
    expect(read('--memory', '--help')).toBe('help');
  });

  test.each([
    ['an unknown flag', ['--fast'], /--fast/],
    ['a flag given twice', ['--secs', '1', '--secs', '2'], /--secs is given twice/],
    ['a flag given twice in two ways', ['--secs=1', '--secs', '2'], /--secs is given twice/],
    ['a flag of Object', ['--constructor'], /no flag --constructor/],
    ['a short flag', ['-s'], /no flag -s/],
    ['a word without a flag', ['a'], /"a" stands behind no flag/],
    ['a flag without its value', ['--secs'], /--secs needs a value: --secs N/],
    ['a flag where a value should be', ['--secs', '--shapes', 'a'], /--secs needs a value/],
    ['a value where there is none', ['--memory=yes'], /--memory takes no value/],
    ['negative time', ['--secs', '-1'], /--secs "-1": it must be a number of seconds above 0/],
    ['negative updates', ['--memory', '--updates', '-100'], /--updates "-100": it must be a multiple of 100/],
    ['no shape', ['--shapes', ''], /--shapes "": a name is missing; there are a, b/],
    ['a gap between shapes', ['--shapes', 'a,,b'], /--shapes "a,,b": a name is missing/],
    ['an unknown shape', ['--shapes', 'a,g'], /"g" is not one of a, b, c, d, e, f/],
    ['no time', ['--secs', '0'], /--secs "0": it must be a number of seconds above 0/],
    ['time without an end', ['--secs', 'Infinity'], /--secs/],
    ['an empty number', ['--secs', ''], /--secs/],
    ['updates that end between two lengths', ['--memory', '--updates', '250'], /multiple of 100/],
    ['an unknown build', ['--variant', 'fast'], /"fast" is not one of plain, relaxed, both/],
    ['builds in a list', ['--variant', 'plain,relaxed'], /one word, or both/],
    ['an unknown page', ['--frames', '--pages', 'home,gate'], /"gate" is not one of home, lab, /],
    ['an option of another measurement', ['--memory', '--secs', '1'], /--secs has no meaning with --memory/],
    ['an option of a measurement not asked for', ['--updates', '500'], /--updates has no meaning without/],
  ])('refuses %s in a sentence', (_what, words, says) => {
    expect(refusal(words)).toMatch(says);
    expect(refusal(words)).not.toMatch(/\n|\.$|undefined/);
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
