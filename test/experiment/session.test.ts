// A whole run: reproducible, resumable, honest about what went wrong, and able to learn the task.

import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/experiment/config.ts';
import { Session } from '../../src/experiment/session.ts';
import { transformer } from '../../src/models/transformer/definition.ts';

const config = defaultConfig;

function trained(steps: number, overrides: Partial<typeof config> = {}): Session {
  const session = Session.create({ ...config, ...overrides }, transformer);
  for (let i = 0; i < steps; i++) session.step();
  return session;
}

describe('a session', () => {
  it('gives the same weights, bit for bit, for the same config and steps, and others for another seed', () => {
    expect(trained(5).fingerprint()).toBe(trained(5).fingerprint());
    expect(trained(5, { seed: 8 }).fingerprint()).not.toBe(trained(5).fingerprint());
    expect(trained(4).fingerprint()).not.toBe(trained(5).fingerprint());
  });

  it('has the fingerprints that links already shared rest on (golden)', () => {
    expect(Session.create(config, transformer).fingerprint()).toMatchInlineSnapshot(`"ead4dc333f4bbb70"`);
    expect(trained(200).fingerprint()).toMatchInlineSnapshot(`"1dd63ab95f1d5123"`);
  });

  it('learns to translate at least 99 % of the phrases it never saw, the example among them', () => {
    const session = trained(0);
    let best = 0;
    while (session.stepCount < 200 && best < 0.99) {
      session.step();
      if (session.evaluationDue) best = Math.max(best, session.evaluate().exactMatch);
    }
    expect(best).toBeGreaterThanOrEqual(0.99);
    const prediction = session.predict('the big red dog');
    expect(prediction?.steps.map((step) => step.chosen.word)).toEqual([
      'le',
      'gros',
      'chien',
      'rouge',
      '<eos>',
    ]);
    expect(prediction?.origin).toBe('heldOut');
  }, 60_000);

  it('can say "I love you" once it is fluent', () => {
    const words = trained(200)
      .predict('I love you')
      ?.steps.map((step) => step.chosen.word);
    expect(words).toEqual(['je', "t'aime", '<eos>']);
  });

  it('goes on from a snapshot exactly as the original does', () => {
    const original = trained(7);
    original.evaluate();
    const copy = Session.restore(original.snapshot(), transformer);
    expect(copy.stepCount).toBe(7);
    expect([...copy.losses]).toEqual([...original.losses]);
    expect(copy.evaluations).toEqual(original.evaluations);
    for (let i = 0; i < 3; i++) expect(copy.step()).toEqual(original.step());
    expect(copy.fingerprint()).toBe(original.fingerprint());
  });

  it('is not changed by looking at it: evaluation, prediction and snapshots leave the run alone', () => {
    const watched = trained(0);
    for (let i = 0; i < 6; i++) {
      watched.evaluate();
      watched.predict('a green turtle');
      watched.step();
      watched.snapshot();
    }
    expect(watched.fingerprint()).toBe(trained(6).fingerprint());
  });

  it('repeats a learning rate that was changed on the way', () => {
    const steered = trained(3);
    steered.setLearningRate(0.001);
    steered.step();
    steered.step();
    expect(steered.config.changes).toEqual([{ step: 3, learningRate: 0.001 }]);
    const repeated = Session.create(steered.config, transformer);
    for (let i = 0; i < 5; i++) repeated.step();
    expect(repeated.fingerprint()).toBe(steered.fingerprint());
    expect(repeated.fingerprint()).not.toBe(trained(5).fingerprint());
  });

  it('writes down only changes that change something', () => {
    const session = trained(0);
    session.setLearningRate(0.01);
    expect(session.config).toMatchObject({ learningRate: 0.01, changes: [] });
    session.step();
    session.setLearningRate(0.02);
    session.setLearningRate(0.01);
    expect(session.config.changes).toEqual([]);
    expect(() => session.setLearningRate(0)).toThrow('positive number');
    expect(() => session.setLearningRate(Number.NaN)).toThrow('positive number');
  });

  it('does not apply an update that is not finite, and goes back to the last good step', () => {
    const session = trained(25);
    const before = session.fingerprint();
    session.setLearningRate(1e38);
    let result = session.step();
    for (let i = 0; i < 5 && !result.diverged; i++) result = session.step();
    expect(result.diverged).toBe(true);
    expect(Number.isFinite(result.loss) && Number.isFinite(result.gradientNorm)).toBe(false);
    const stuck = session.fingerprint();
    expect(session.step()).toMatchObject({ diverged: true });
    expect(session.fingerprint()).toBe(stuck);
    expect(session.lastGoodStep).toBe(20);
    expect(session.goBack()).toBe(20);
    expect(session.losses.length).toBe(20);
    for (let i = 0; i < 5; i++) expect(session.step().diverged).toBe(false);
    expect(session.fingerprint()).toBe(before);
  });

  it('has diverged too when the loss is a number but ten times that of guessing', () => {
    const session = trained(3);
    session.setLearningRate(100);
    let result = session.step();
    for (let i = 0; i < 20 && !result.diverged; i++) result = session.step();
    expect(result.diverged).toBe(true);
    expect(result.loss).toBeGreaterThan(10 * Math.log(60));
    expect(result.loss).toBeLessThan(Infinity);
    expect(session.goBack()).toBe(0);
  });

  it('has nowhere to go back to before the first step', () => {
    expect(trained(0).goBack()).toBeNull();
  });

  it('judges held-out phrases slice by slice with the same result as at once, at fixed steps', () => {
    const session = trained(10);
    expect(session.evaluationDue).toBe(true);
    const slices = session.evaluateSlices();
    let count = 1;
    let next = slices.next();
    for (; !next.done; next = slices.next()) count++;
    expect(count).toBeGreaterThan(3);
    expect(session.evaluationDue).toBe(false);
    expect(next.value).toEqual(trained(10).evaluate());
    session.step();
    expect(session.evaluationDue).toBe(false);
  });

  it('owns as much memory after many steps as after a few', () => {
    const session = trained(20);
    session.evaluate();
    session.predict('my old cat sleeps');
    const early = session.memoryBytes;
    for (let i = 0; i < 150; i++) session.step();
    session.evaluate();
    expect(session.memoryBytes).toBe(early);
  });

  it('builds every size the page offers', () => {
    for (const sizes of [
      { layers: 1, heads: 8, width: 16 },
      { layers: 3, heads: 1, width: 64 },
      { layers: 2, heads: 4, width: 32 },
    ]) {
      const session = trained(1, sizes);
      expect(session.predict('the cat')?.attention.length).toBe(3 * sizes.layers);
      expect(Number.isFinite(session.losses[0])).toBe(true);
    }
  });
});

describe('a prediction', () => {
  const session = trained(30);

  it('has five candidates for each word, most probable first, with probabilities that belong together', () => {
    const prediction = session.predict('the big red dog');
    expect(prediction?.steps.length).toBeGreaterThan(0);
    for (const { chosen, best } of prediction?.steps ?? []) {
      expect(best.length).toBe(5);
      expect(best[0]).toEqual(chosen);
      const probabilities = best.map((choice) => choice.probability);
      expect([...probabilities].sort((a, b) => b - a)).toEqual(probabilities);
      expect(probabilities.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1 + 1e-6);
    }
  });

  it('never gives a place in the translation to what is no word', () => {
    const untrained = trained(0).predict('the big red dog');
    const shown = untrained?.steps.flatMap(({ best }) => best.map((choice) => choice.word)) ?? [];
    for (const token of ['<pad>', '<bos>', '<unk>']) expect(shown).not.toContain(token);
  });

  it('has attention of every kind whose rows sum to 1, and no look at later words', () => {
    const prediction = session.predict('the big red dog');
    expect(prediction?.attention.map((map) => map.kind).sort()).toEqual([
      'cross',
      'decoderSelf',
      'encoderSelf',
    ]);
    for (const { kind, heads, queries, keys, weights } of prediction?.attention ?? []) {
      expect(weights.length).toBe(heads * queries.length * keys.length);
      for (let row = 0; row < heads * queries.length; row++) {
        const own = weights.slice(row * keys.length, (row + 1) * keys.length);
        expect(own.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
        if (kind === 'decoderSelf')
          expect([...own.slice((row % queries.length) + 1)].every((w) => w === 0)).toBe(true);
      }
    }
  });

  it('labels its pictures with the words that were read and written', () => {
    const prediction = session.predict('the cat');
    const written = prediction?.steps.map((step) => step.chosen.word);
    const map = (kind: string) => prediction?.attention.find((one) => one.kind === kind);
    expect(map('cross')).toMatchObject({ queries: written, keys: ['the', 'cat'] });
    expect(map('encoderSelf')).toMatchObject({ queries: ['the', 'cat'], keys: ['the', 'cat'] });
    expect(map('decoderSelf')?.keys).toEqual(['<bos>', ...(written ?? []).slice(0, -1)]);
  });

  it('says which words it does not know, and how many it did not read', () => {
    const prediction = session.predict('the zebra');
    expect(prediction?.source).toEqual([
      { word: 'the', known: true },
      { word: 'zebra', known: false },
    ]);
    expect(prediction?.reference).toBeNull();
    expect(prediction?.origin).toBe('own');
    expect(session.predict('dog '.repeat(500))?.dropped).toBe(488);
  });

  it('is null when no word is left', () => {
    for (const phrase of ['', '   ', '\n\t', '?!']) expect(session.predict(phrase)).toBeNull();
  });
});
