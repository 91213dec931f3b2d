// Words of the figure `loss`.
import { format } from '../format.ts';

const notANumber = 'not a number';
const value = (loss: number): string => (Number.isFinite(loss) ? format.loss(loss) : notANumber);

/** A judgement in words; `share` is null where the task's metric is its loss. */
const judged = (loss: number, share: number | null, at: number | null): string => {
  const words = `held-out loss ${value(loss)}${share === null ? '' : `, ${format.percent(share)} right`}`;
  return at === null ? words : `${words} (judged at step ${format.integer(at)})`;
};

export const loss = {
  title: 'Loss and time machine',
  tab: 'Loss',
  scale: { share: 'cross-entropy, log scale', error: 'mean squared error, log scale' },
  shareScale: 'held-out answers that are right',
  names: {
    loss: 'training loss',
    heldOut: 'held-out loss',
    share: 'held-out right',
    blind: 'guessing blindly',
  },
  value,
  share: (share: number) => format.percent(share),
  earlier: 'training loss of the run it was forked from',
  forked: (step: number) => `forked at step ${format.integer(step)}`,
  shown: (step: number) => format.integer(step),
  beat: (step: number) => `step ${format.integer(step)}`,
  empty: 'Nothing has been trained yet, so there is no loss to draw.',
  brokeAtOnce:
    'Training broke down at its very first update, so there is no loss to draw. Take a smaller learning rate.',
  train: 'Train',
  readStart: 'no update yet',
  readLoss: (loss: number) => `loss ${value(loss)}`,
  judged,
  /** `what` is the loss and the judgement, `newest` whether the step is the newest there is. */
  read: (step: number, last: number, what: string) =>
    step === last
      ? `Step ${format.integer(step)}, the newest: ${what}.`
      : `Step ${format.integer(step)} of ${format.integer(last)}: ${what}.`,
  fingerprint: (read: string, fingerprint: string) => `${read} Fingerprint ${fingerprint}.`,
  preview: (read: string) => `${read} Press to go there.`,
  table: (blind: number) =>
    Number.isFinite(blind)
      ? `Loss of every step, and judgements on held-out examples. Guessing blindly loses ${value(blind)}.`
      : 'Loss of every step, and judgements on held-out examples.',
  columns: { step: 'step', loss: 'training loss', heldOut: 'held-out loss', share: 'held-out right' },
};
