// What every prediction task promises, whichever it is: shapes, determinism, and that nothing held out is ever shown.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../src/experiment/fingerprint.ts';
import { predictionTasks } from '../../../src/tasks/prediction/registry.ts';
import type { Example, PredictionTask } from '../../../src/tasks/prediction/task.ts';

const all: readonly PredictionTask[] = Object.values(predictionTasks);
const named = all.map((task) => [task.id, task] as const);

/** Lengths at the ends of a task's range, and its default. */
function lengthsOf({ length }: PredictionTask): readonly number[] {
  return length.kind === 'fixed' ? [0] : [length.min, length.default, length.max];
}

/** Two examples with the same name are the same to a network. */
const nameOf = (example: Example) => example.input.join(' ');

const cases = all.flatMap((task) => lengthsOf(task).map((length) => [task.id, length, task] as const));

/** A change of these is a change of the data: links shared before would show another run. */
const GOLDEN: Readonly<Record<string, string>> = {
  sentiment: 'b6c0e56d8cf3cbd5',
  nextCharacter: 'ae0cdbc4ebcf1291',
  nextWord: 'fac5b8e0cd2f1cf8',
  firstToken: '43743cee84796360',
  adding: '791c80237655f111',
  sine: 'bb07a9a740490316',
  series: 'f1b6178f5794b415',
};

function dataOf(task: PredictionTask): string {
  const length = lengthsOf(task)[1] ?? 0;
  const examples = [...task.batch(7, 3, 16, length), ...task.heldOut(7, length)];
  const text = JSON.stringify(examples.map(({ labels, input, target }) => [labels, [...input], [...target]]));
  return fingerprintOf(new TextEncoder().encode(text));
}

describe.each(named)('%s', (id, task) => {
  it('has the data that links rest on (golden)', () => {
    expect(dataOf(task)).toBe(GOLDEN[id]);
  });

  it('is registered under its own name', () => {
    expect(Object.keys(predictionTasks)).toContain(id);
  });
});

describe.each(cases)('%s at length %i', (_id, length, task) => {
  const { input, output } = task;
  const heldOut = task.heldOut(7, length);
  const worked = task.example(length);

  it('gives examples whose labels, inputs and targets fit each other', () => {
    for (const { labels, input: read, target } of [...task.batch(1, 0, 20, length), ...heldOut]) {
      if (task.length.kind === 'chosen') expect(labels.length).toBe(length);
      else expect(labels.length).toBeLessThanOrEqual(task.length.max);
      expect(labels.length).toBeGreaterThan(0);
      const asked = output.at === 'end' ? 1 : labels.length;
      if (input.kind === 'tokens') {
        expect(read).toBeInstanceOf(Int32Array);
        expect(read.length).toBe(labels.length);
        expect([...read].every((token) => token >= 0 && token < input.vocabulary.length)).toBe(true);
        expect([...read].map((token) => input.vocabulary[token])).toEqual(labels);
      } else {
        expect(read).toBeInstanceOf(Float32Array);
        expect(read.length).toBe(labels.length * input.channels.length);
        expect([...read].every(Number.isFinite)).toBe(true);
      }
      if (output.kind === 'classes') {
        expect(target).toBeInstanceOf(Int32Array);
        expect(target.length).toBe(asked);
        expect([...target].every((answer) => answer >= 0 && answer < output.classes.length)).toBe(true);
      } else {
        expect(target).toBeInstanceOf(Float32Array);
        expect(target.length).toBe(asked * output.names.length);
        expect([...target].every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('gives the same batch for the same seed and step, another for another', () => {
    const text = (seed: number, step: number) => task.batch(seed, step, 8, length).map(nameOf).join('|');
    expect(text(3, 5)).toBe(text(3, 5));
    expect(text(3, 5)).not.toBe(text(3, 6));
    expect(text(3, 5)).not.toBe(text(4, 5));
    expect(task.heldOut(3, length)).toEqual(task.heldOut(3, length));
  });

  it('opens with its worked example, and holds out no example twice', () => {
    expect(heldOut[0]).toEqual(worked);
    expect(new Set(heldOut.map(nameOf)).size).toBe(heldOut.length);
    expect(heldOut.length).toBeGreaterThanOrEqual(5);
  });

  it('never shows in training what it holds out', () => {
    const kept = new Set([7, 8].flatMap((seed) => task.heldOut(seed, length)).map(nameOf));
    for (let step = 0; step < 40; step++) {
      for (const example of task.batch(7, step, 32, length)) expect(kept.has(nameOf(example))).toBe(false);
    }
  });

  it('has a blind loss that is what guessing costs on its training data', () => {
    const examples = Array.from({ length: 60 }, (_, step) => task.batch(11, step, 32, length)).flat();
    const targets = examples.flatMap(({ target }) => [...target]);
    let measured = 0;
    if (output.kind === 'classes') {
      const counts = new Map<number, number>();
      for (const answer of targets) counts.set(answer, (counts.get(answer) ?? 0) + 1);
      for (const count of counts.values())
        measured -= (count / targets.length) * Math.log(count / targets.length);
    } else {
      const mean = targets.reduce((sum, x) => sum + x, 0) / targets.length;
      measured = targets.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / targets.length;
    }
    // 1920 sequences: the sampling error of these estimates is about 2 %; 6 % is three times that.
    expect(Math.abs(measured / task.blindLoss(length) - 1)).toBeLessThan(0.06);
  });
});

describe('typed text', () => {
  const reading = all.filter((task) => task.read);

  it.each(reading.map((task) => [task.id, task] as const))(
    '%s reads any text as an example that fits, or says why not, and never throws',
    (_id, task) => {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 120 }),
            fc.string({ unit: fc.constantFrom(...'ABCuvwxyz the film was not bad. walks?'), maxLength: 90 }),
          ),
          (text) => {
            const read = task.read?.(text);
            if (!read) throw new Error('read is gone');
            if ('problem' in read) {
              expect(['empty', 'tooLong', 'unknown']).toContain(read.problem);
              return;
            }
            const steps = read.labels.length;
            expect(steps).toBeGreaterThan(0);
            expect(steps).toBeLessThanOrEqual(task.length.max);
            expect(read.input.length).toBe(steps);
            expect(read.target.length).toBe(task.output.at === 'end' ? 1 : steps);
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  it.each(reading.map((task) => [task.id, task] as const))(
    '%s reads its own worked example back',
    (_id, task) => {
      const length = lengthsOf(task)[1] ?? 0;
      const worked = task.example(length);
      const text = worked.labels
        .join(task.id === 'nextCharacter' ? '' : ' ')
        .replaceAll('·', ' ')
        .replaceAll('¶', '\n');
      const read = task.read?.(task.id === 'nextWord' ? `${text}.` : text);
      expect(read).toMatchObject({ labels: worked.labels, input: worked.input });
      if (task.id !== 'nextCharacter') expect(read).toEqual(worked); // a text's last character has nothing after it
    },
  );
});
