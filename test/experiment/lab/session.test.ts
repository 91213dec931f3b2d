// A lab run: reproducible, resumable, honest about what went wrong.

import { describe, expect, it } from 'vitest';
import { spectralRadius } from '../../../src/engine/init.ts';
import type { Initialisation, LabConfig, OptimiserId } from '../../../src/experiment/lab/config.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfigFor, settings } from '../../../src/experiment/lab/settings.ts';

const small: LabConfig = { ...defaultLabConfigFor('firstToken'), length: 6, hiddenSize: 8, batchSize: 8 };

function trained(steps: number, overrides: Partial<LabConfig> = {}): LabSession {
  const session = LabSession.create({ ...small, ...overrides });
  for (let i = 0; i < steps; i++) session.step();
  return session;
}

/** A parameter's numbers. */
function weight(session: LabSession, name: string): Float32Array {
  const { last, all, parameters } = partsOf(session);
  let from = 0;
  for (const tensor of all) {
    if (tensor.name === name) return parameters.slice(from, from + tensor.size);
    from += tensor.size;
  }
  throw new Error(`${name} is not among ${last.gradient.length} numbers`);
}

function partsOf(session: LabSession) {
  const snapshot = session.snapshot();
  return { ...snapshot, all: session.parameters };
}

describe('a lab session', () => {
  it('gives the same weights, bit for bit, for the same config and steps, and others for another seed', () => {
    expect(trained(4).fingerprint()).toBe(trained(4).fingerprint());
    expect(trained(4, { seed: 8 }).fingerprint()).not.toBe(trained(4).fingerprint());
    expect(trained(3).fingerprint()).not.toBe(trained(4).fingerprint());
  });

  it('goes on from a snapshot exactly as the original does', () => {
    for (const optimiser of settings.optimiser.choices) {
      const original = trained(5, { optimiser });
      original.evaluate();
      const copy = LabSession.restore(original.snapshot());
      expect(copy.stepCount).toBe(5);
      expect(copy.evaluations).toEqual(original.evaluations);
      expect(copy.snapshot()).toEqual(original.snapshot());
      for (let i = 0; i < 3; i++) expect(copy.step()).toEqual(original.step());
      expect(copy.snapshot()).toEqual(original.snapshot());
    }
  });

  it('is not changed by looking at it: evaluation, answers and snapshots leave the run alone', () => {
    const watched = trained(0);
    for (let i = 0; i < 6; i++) {
      watched.evaluate();
      watched.answer({ kind: 'samples', count: 3 });
      watched.step();
      watched.snapshot();
    }
    expect(watched.fingerprint()).toBe(trained(6).fingerprint());
  });

  it('judges held-out examples slice by slice with the same result as at once, at fixed steps', () => {
    const session = trained(0, { task: 'sine', length: 64, hiddenSize: 64 });
    expect(session.evaluationDue).toBe(true);
    const slices = session.evaluateSlices();
    let yields = 0;
    let next = slices.next();
    while (!next.done) {
      yields += 1;
      next = slices.next();
    }
    expect(yields).toBeGreaterThan(1);
    expect(session.evaluationDue).toBe(false);
    expect(session.evaluate()).toEqual(next.value);
    expect(session.evaluations).toHaveLength(1);
    session.step();
    expect(session.evaluationDue).toBe(false);
  });

  it('repeats a learning rate that was changed on the way', () => {
    const steered = trained(3);
    steered.setLearningRate(0.001);
    steered.step();
    expect(steered.config.changes).toEqual([{ step: 3, learningRate: 0.001 }]);
    const repeated = LabSession.create(steered.config);
    for (let i = 0; i < 4; i++) repeated.step();
    expect(repeated.fingerprint()).toBe(steered.fingerprint());
    expect(() => steered.setLearningRate(-1)).toThrow('positive number');
  });

  it('does not apply an update that is not finite, and goes back to the last good step', () => {
    const session = trained(22, { optimiser: 'sgd', learningRate: 0.1 });
    const before = session.snapshot();
    session.setLearningRate(1e38);
    let result = session.step();
    for (let i = 0; i < 5 && !result.diverged; i++) result = session.step();
    expect(result.diverged).toBe(true);
    const stuck = session.fingerprint();
    expect(session.step()).toMatchObject({ diverged: true });
    expect(session.fingerprint()).toBe(stuck);
    expect(session.lastGoodStep).toBe(20);
    expect(session.goBack()).toBe(20);
    session.step();
    session.step();
    expect(session.snapshot()).toEqual(before);
  });

  it('may begin far worse than guessing and still learn: that is not divergence', () => {
    const session = LabSession.create({
      ...defaultLabConfigFor('adding'),
      cell: 'rnn_relu',
      initialisation: 'spectral',
      spectralRadius: 1.1,
      length: 40,
      learningRate: 1e-4,
    });
    const first = session.step();
    expect(first.loss).toBeGreaterThan(10 * session.blindLoss);
    expect(first.diverged).toBe(false);
    for (let i = 0; i < 20; i++) expect(session.step().diverged).toBe(false);
  });

  it('keeps the last gradient before clipping, and what the update added', () => {
    const session = trained(2, { optimiser: 'sgd', learningRate: 0.5, clipNorm: 0.01 });
    const before = session.snapshot();
    const { gradientNorm } = session.step();
    const after = session.snapshot();
    const norm = (values: Float32Array) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
    expect(gradientNorm).toBeGreaterThan(0.01);
    expect(norm(after.last.gradient)).toBeCloseTo(gradientNorm, 5);
    expect(norm(after.last.update)).toBeCloseTo(0.5 * 0.01, 5);
    after.last.update.forEach((update, i) => {
      // The update is a difference of float32 numbers: exact to half a unit in their last place.
      const change = (after.parameters[i] as number) - (before.parameters[i] as number);
      expect(update).toBe(Math.fround(change));
    });
    expect(norm(trained(0).snapshot().last.gradient)).toBe(0);
  });

  it('clips only where it is told to', () => {
    const step = (clipNorm: number) =>
      trained(1, { optimiser: 'sgd', learningRate: 1, clipNorm }).snapshot().last;
    const free = step(0);
    free.update.forEach((update, i) => {
      expect(update).toBeCloseTo(-(free.gradient[i] as number), 5);
    });
    expect(Math.hypot(...step(1e-3).update)).toBeCloseTo(1e-3, 6);
  });

  it.each(settings.optimiser.choices.map((optimiser: OptimiserId) => [optimiser]))(
    'trains with %s',
    (optimiser) => {
      const session = trained(3, { optimiser });
      expect(session.losses.every(Number.isFinite)).toBe(true);
      expect(session.fingerprint()).not.toBe(trained(0).fingerprint());
    },
  );

  describe('begins its recurrent weights', () => {
    const start = (initialisation: Initialisation, cell: LabConfig['cell']) =>
      trained(0, { initialisation, cell, spectralRadius: 1.3 });
    const blocks = (session: LabSession) => {
      const values = weight(session, 'rnn.weight_hh_l0');
      return Array.from({ length: values.length / 64 }, (_, gate) =>
        values.slice(gate * 64, (gate + 1) * 64),
      );
    };

    it.each(settings.cell.choices)('%s: as the identity with zero biases', (cell) => {
      const session = start('identity', cell);
      for (const block of blocks(session)) {
        expect([...block]).toEqual(Array.from(block, (_, i) => (i % 9 === 0 ? 1 : 0)));
      }
      for (const bias of ['bias_ih_l0', 'bias_hh_l0'])
        expect([...weight(session, `rnn.${bias}`)].every((value) => value === 0)).toBe(true);
    });

    it.each(settings.cell.choices)('%s: orthogonal, gate by gate', (cell) => {
      for (const block of blocks(start('orthogonal', cell))) {
        for (let a = 0; a < 8; a++) {
          for (let b = 0; b < 8; b++) {
            let dot = 0;
            for (let i = 0; i < 8; i++) dot += (block[a * 8 + i] as number) * (block[b * 8 + i] as number);
            expect(dot).toBeCloseTo(a === b ? 1 : 0, 6);
          }
        }
      }
    });

    it.each(settings.cell.choices)('%s: with the spectral radius that is asked for, gate by gate', (cell) => {
      for (const block of blocks(start('spectral', cell)))
        expect(spectralRadius(block, 8)).toBeCloseTo(1.3, 4);
    });
  });

  it.each(settings.cell.choices)(
    '%s: with truncation, the gradient reaches no embedding of an early noise token',
    (cell) => {
      const reached = (truncation: number) => {
        const session = trained(1, { cell, truncation, length: 6 });
        const { last } = session.snapshot();
        return last.gradient.subarray(0, 4 * small.embeddingSize).some((value) => value !== 0); // A, B, C, D
      };
      expect(reached(0)).toBe(true);
      expect(reached(6)).toBe(true);
      expect(reached(4)).toBe(false); // the answer's window is steps 4 and 5; the letter stands at 0
    },
  );

  it('answers with samples: what is wanted, what is said, and whether that is right', () => {
    const session = trained(0, { task: 'sentiment' });
    const { step, samples, continued } = session.answer({ kind: 'samples', count: 4 });
    expect(step).toBe(0);
    expect(samples).toHaveLength(4);
    expect(samples[0]).toMatchObject({
      labels: ['the', 'main', 'character', 'sucked'],
      wanted: [null, null, null, 'bad'],
    });
    for (const { wanted, said, right } of samples) expect(right).toBe(wanted.at(-1) === said.at(-1));
    expect(continued).toBeNull();
    const numbers = trained(0, { task: 'adding', length: 8 }).answer({ kind: 'samples', count: 1 });
    expect(numbers.samples[0]?.right).toBeNull();
    expect(numbers.samples[0]?.wanted.at(-1)).toMatch(/^\d\.\d\d$/);
  });

  it('writes answers in the unit that the labels are in, though the network says them normalised', () => {
    const [first] = trained(0, { task: 'series', length: 12 }).answer({ kind: 'samples', count: 1 }).samples;
    // What the next month brought, as its own label writes it.
    for (const [t, wanted] of (first?.wanted.slice(0, -1) ?? []).entries())
      expect(wanted).toBe(`${first?.labels[t + 1]?.split(' ')[1]} ppm`);
    expect(first?.said.at(-1)).toMatch(/^[+−]\d\.\d\d ppm$/);
  });
});
