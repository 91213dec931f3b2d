// The home page: its title, the one line that says where the run stands, and the row at the foot.
import { counted, format } from './format.ts';

/** What came out right at an earlier step. */
const wasRight = (right: number, total: number, step: number): string => {
  const some = right === 0 ? 'none of' : right === total ? 'all' : `${format.integer(right)} of`;
  return `At step ${format.integer(step)}, ${some} ${format.integer(total)} unseen phrases came out right.`;
};

/** What comes out right now (`measuredAt` null), or did at an earlier step. */
const outOf = (right: number, total: number, measuredAt: number | null): string =>
  measuredAt !== null ? wasRight(right, total, measuredAt) : isRight(right, total);

const isRight = (right: number, total: number): string =>
  right === 0
    ? `None of the ${format.integer(total)} phrases it has never seen come out right yet.`
    : right === total
      ? `All ${format.integer(total)} phrases it has never seen come out right.`
      : `${format.integer(right)} of the ${format.integer(total)} phrases it has never seen ${right === 1 ? 'comes' : 'come'} out right.`;

export const home = {
  title: 'Watch a Transformer learn to translate.',
  headline: {
    loading: 'Setting up a small Transformer in your browser.',
    replaying: (step: number, target: number) =>
      `Working out step ${format.integer(step)} of ${format.integer(target)} again, from the same seed.`,
    untrained: 'It starts knowing nothing: every number in it is random. Press Train.',
    starting: 'It has begun to learn.',
    learning: (right: number, total: number, measuredAt: number | null) =>
      `Learning. ${outOf(right, total, measuredAt)}`,
    fluent: (right: number, total: number, measuredAt: number | null) =>
      `Fluent. ${outOf(right, total, measuredAt)}`,
    paused: (step: number) => `Paused at step ${format.integer(step)}.`,
    pausedAt: (step: number, right: number, total: number, measuredAt: number | null) =>
      `Paused at step ${format.integer(step)}. ${outOf(right, total, measuredAt)}`,
    pausedFluent: (right: number, total: number, measuredAt: number | null) =>
      `Fluent. ${outOf(right, total, measuredAt)} Try your own.`,
    diverged: (step: number) => `Training broke down at step ${format.integer(step)}.`,
    failed: 'The run has stopped.',
    unsupported: 'This browser cannot run it.',
  },
  announce: {
    running: 'Learning.',
    paused: 'Paused.',
    fluent: 'Fluent: nearly every phrase it has never seen comes out right.',
  },
  translation: 'Translation',
  waiting: 'Its translation appears here in a moment.',
  progress: 'Progress',
  attention: {
    title: 'Where it looks',
    typeFirst: 'Type a phrase to see this.',
    lead: 'A Transformer reads and writes by looking: each word it works on gathers from other words, a little from one, much from another. Those shares are its attention, and each row of a picture adds up to 1.',
    kinds: [
      {
        name: 'Cross',
        words:
          'While it writes a French word, which English words does it look at? These are the arcs above.',
      },
      { name: 'Encoder', words: 'While it reads, which English words does each English word gather from?' },
      {
        name: 'Decoder',
        words:
          'Which of its own words does it look back at? Later ones are masked: it has not written them yet.',
      },
    ],
  },
  about: {
    data: 'What it learns from',
    split: (train: number, heldOut: number, seed: number) =>
      `${format.integer(train)} pairs to learn from, ${format.integer(heldOut)} held out, by seed ${seed}.`,
    splitWhy:
      'Held-out pairs are never shown to it in training; they say whether it has learnt the language or only the list.',
    showHeldOut: 'Some of the held-out phrases',
    model: 'What it is',
    parameters: (count: number) =>
      `${counted(count, 'number', 'numbers')}, all random at the start, all set by training.`,
    shape: (layers: number, heads: number, width: number) =>
      `Encoder and decoder of ${counted(layers, 'layer', 'layers')} each, ${counted(heads, 'head', 'heads')}, width ${format.integer(width)}.`,
    fingerprint: 'Fingerprint',
    fingerprintWhy:
      'Made from every bit of every parameter. The same settings give the same fingerprint at the same step, in any browser: the same run, bit for bit.',
    fingerprintNone: 'Not reproducible: fast arithmetic.',
    fingerprintNoneWhy:
      'The last bits of this run depend on the processor. Others would not get the same fingerprint, so none is shown.',
    fingerprintPending: 'Shown when the run is paused.',
    link: 'Keep it, share it',
    linkWhy:
      'One link holds the settings, the step and the phrase. Whoever opens it computes the same run again.',
    linkSettingsWhy:
      'With fast arithmetic nobody else would get this very run, so the link holds the settings and the phrase, not the step. Whoever opens it begins at step 0, with plain arithmetic.',
    linkField: 'Link to this run',
  },
};
