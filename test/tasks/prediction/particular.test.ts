// What is particular to single prediction tasks.

import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/random.ts';
import { adding } from '../../../src/tasks/prediction/adding.ts';
import { firstToken } from '../../../src/tasks/prediction/firstToken.ts';
import { nextWord } from '../../../src/tasks/prediction/nextWord/nextWord.ts';
import { sentence, verdictOf } from '../../../src/tasks/prediction/sentiment/grammar.ts';
import { sentiment } from '../../../src/tasks/prediction/sentiment/sentiment.ts';
import { concentrations } from '../../../src/tasks/prediction/series/maunaLoa.ts';
import { series } from '../../../src/tasks/prediction/series/series.ts';
import type { Example, PredictionTask } from '../../../src/tasks/prediction/task.ts';

function read(task: PredictionTask, text: string): Example {
  const found = task.read?.(text);
  if (!found || 'problem' in found) throw new Error(`${text} was not read: ${JSON.stringify(found)}`);
  return found;
}

describe('sentiment', () => {
  it.each([
    ['The main character sucked', 'bad'],
    ['the main character did not suck', 'good'],
    ['The film was not great.', 'bad'],
    ['this movie was never dull', 'good'],
    ['the plot was dull but the ending was brilliant', 'good'],
    ['although the music was great, the film sucked', 'bad'],
    ['i did not like the plot', undefined],
    ['i did not enjoy the plot', 'bad'],
    ['the soundtrack was really wonderful', 'good'],
    ['the the the', undefined],
    ['was', undefined],
    ['but', undefined],
    ['although', undefined],
  ])('knows that "%s" is %s', (text, verdict) => {
    const { target } = read(sentiment, text);
    expect([...target]).toEqual([verdict === undefined ? -1 : ['bad', 'good'].indexOf(verdict)]);
  });

  it('agrees with its own grammar on whatever the grammar says', () => {
    const random = new Random(5, 'test');
    for (let i = 0; i < 500; i++) {
      const verdict = i % 2 === 0 ? 'bad' : 'good';
      const said = sentence(random, verdict);
      expect(verdictOf(said), said.join(' ')).toBe(verdict);
    }
  });

  it('is balanced, in batches and in what is held out', () => {
    const share = (examples: readonly Example[]) =>
      examples.filter(({ target }) => target[0] === 1).length / examples.length;
    expect(share(sentiment.batch(1, 1, 32, 0))).toBe(0.5);
    expect(share(sentiment.heldOut(1, 0))).toBe(0.5);
  });

  it('reads words that it does not know as <unk>, and shows <unk> in training', () => {
    expect(read(sentiment, 'the xylophone sucked').input[1]).toBe(0);
    const batches = Array.from({ length: 10 }, (_, step) => sentiment.batch(1, step, 32, 0)).flat();
    expect(batches.some(({ input }) => input.includes(0))).toBe(true);
  });

  it('says what is wrong with a text that is empty or too long', () => {
    expect(sentiment.read?.('  ?')).toEqual({ problem: 'empty', detail: '' });
    expect(sentiment.read?.('film '.repeat(25))).toEqual({ problem: 'tooLong', detail: '24' });
  });
});

describe('firstToken', () => {
  it('asks for what came first', () => {
    for (const { labels, target } of firstToken.batch(3, 3, 50, 9))
      expect(['A', 'B', 'C', 'D'][target[0] as number]).toBe(labels[0]);
  });

  it('reads typed symbols, and asks nothing where the first is noise', () => {
    expect([...read(firstToken, 'B u v').target]).toEqual([1]);
    expect([...read(firstToken, 'uBv').target]).toEqual([-1]);
    expect(firstToken.read?.('AE')).toEqual({ problem: 'unknown', detail: 'E' });
    expect(firstToken.read?.(`A${'u'.repeat(64)}`)).toMatchObject({ problem: 'tooLong' });
  });
});

describe('adding', () => {
  it.each([4, 5, 17, 64])('marks one number in each half of %i, and asks for their sum', (steps) => {
    for (const { labels, input, target } of adding.batch(1, 1, 30, steps)) {
      const marked = labels.flatMap((label, t) => (label.startsWith('+') ? [t] : []));
      expect(marked).toHaveLength(2);
      expect(marked[0]).toBeLessThan(Math.floor(steps / 2));
      expect(marked[1]).toBeGreaterThanOrEqual(Math.floor(steps / 2));
      const sum = marked.reduce((all, t) => all + Number(labels[t]), 0);
      expect(target[0]).toBeCloseTo(sum, 6);
      labels.forEach((label, t) => {
        expect(input[2 * t]).toBeCloseTo(Number(label), 6);
        expect(input[2 * t + 1]).toBe(marked.includes(t) ? 1 : 0);
      });
    }
  });
});

describe('nextWord', () => {
  it('asks after each word for the next, and at the end for the full stop', () => {
    const { labels, target } = nextWord.example(0);
    const { output } = nextWord;
    if (output.kind !== 'classes') throw new Error('nextWord has classes');
    expect(labels.join(' ')).toBe('she takes the dog for a walk');
    expect(Array.from(target, (id) => output.classes[id])).toEqual([...labels.slice(1), '.']);
  });

  it('reads a beginning, whose last word asks nothing', () => {
    const { labels, target } = read(nextWord, 'on Sundays we walk the');
    expect(labels).toEqual(['on', 'sundays', 'we', 'walk', 'the']);
    expect(target[4]).toBe(-1);
  });
});

describe('series', () => {
  const { units } = series;
  if (!units) throw new Error('series has units');

  it('has the numbers of Mauna Loa', () => {
    expect(concentrations).toHaveLength(55 * 12);
    expect(concentrations[0]).toBe(319.44);
    expect(concentrations.at(-1)).toBe(411.85);
    // Monthly means lie within what was ever measured there, and neighbours within a few ppm.
    concentrations.forEach((value, k) => {
      expect(value).toBeGreaterThan(315);
      expect(value).toBeLessThan(416);
      if (k > 0) expect(Math.abs(value - (concentrations[k - 1] as number))).toBeLessThan(4);
    });
  });

  it('is normalised, and its units lead back to what the labels say', () => {
    const { labels, input, target } = series.example(24);
    labels.forEach((label, t) => {
      const change = (input[t] as number) * units.deviation + units.mean;
      expect(change).toBeCloseTo(Number(label.slice(4).replace('−', '-')), 1);
      if (t > 0) expect(target[t - 1]).toBe(input[t]);
    });
    const last = concentrations.slice(-2) as [number, number];
    expect((target.at(-1) as number) * units.deviation + units.mean).toBeCloseTo(last[1] - last[0], 4);
    expect(labels[0]?.slice(0, 3)).toBe('Dec'); // the window ends with November, and December 2019 is asked for
    expect(labels.at(-1)?.slice(0, 3)).toBe('Nov');
  });

  it('never learns from the held-out years, normalisation included', () => {
    const taught = concentrations.slice(0, (2008 - 1965) * 12);
    const changes = taught.slice(1).map((value, k) => value - (taught[k] as number));
    expect(units.mean).toBeCloseTo(changes.reduce((sum, x) => sum + x, 0) / changes.length, 10);
  });
});
