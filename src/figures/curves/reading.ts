// Reads one step off the curves: its loss, and the last accuracy measured by then. And picks the steps of the table.
import { lastUntil, type Series } from '../../geometry/curve.ts';

/** Held-out accuracy at a step, 0 to 1. */
export interface Measured {
  readonly step: number;
  readonly value: number;
}

export interface Reading {
  readonly step: number;
  /** Undefined at step 0, before any update. */
  readonly loss: number | undefined;
  readonly accuracy: Measured | undefined;
}

/** The loss shown at a step is that of the update which led to it. */
export function readAt(losses: Series, accuracy: readonly Measured[], step: number): Reading {
  const loss = step >= 1 && step <= losses.length ? losses.values[step - 1] : undefined;
  return { step, loss, accuracy: lastUntil(accuracy, step) };
}

/** At most `most` readings, evenly spread over the measurements, the first and the last among them. */
export function tableOf(losses: Series, accuracy: readonly Measured[], most: number): Reading[] {
  const every = Math.max(1, Math.ceil((accuracy.length - 1) / (most - 1)));
  const kept = accuracy.filter((_, at) => at % every === 0 || at === accuracy.length - 1);
  return kept.map(({ step }) => readAt(losses, accuracy, step));
}
