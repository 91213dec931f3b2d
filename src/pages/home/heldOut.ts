// What is known of the held-out phrases: how many came out right, when that was measured, and whether the model may
// still be called fluent. Measurements are some steps old most of the time; nothing here makes them look newer.
import type { RunState } from '../../stores/runStore.ts';

/** Share of held-out phrases from which the model may be called fluent. */
const fluentFrom = 0.99;

export type HeldOutFacts = Pick<RunState, 'status' | 'step' | 'loss' | 'config' | 'evaluations' | 'split'>;

export interface HeldOutScore {
  readonly right: number;
  readonly total: number;
  /** The step it was measured at; null where that is the present one and will stay so. */
  readonly measuredAt: number | null;
  readonly fluent: boolean;
}

/**
 * Whether the model may have become much worse since it was judged: its loss has risen far, or updates were made with
 * another learning rate (their own loss was taken before them, so it cannot tell).
 */
function mayBeWorse(facts: HeldOutFacts, judged: { readonly step: number; readonly loss: number }): boolean {
  const { status, step, loss, config } = facts;
  if (status === 'diverged') return true;
  if (step === judged.step) return false;
  const changed = config.changes.some((change) => change.step >= judged.step && change.step < step);
  return changed || (loss !== null && !(loss <= judged.loss * 1.5 + 0.5));
}

/** The step of the last judgement; null without one, or where it is the present step of a run that stands still. */
export function measuredAt({ status, step, evaluations }: HeldOutFacts): number | null {
  const last = evaluations.at(-1);
  if (last === undefined) return null;
  return last.step === step && status !== 'running' ? null : last.step;
}

/** Null before any training, and without a judgement. */
export function scoreOf(facts: HeldOutFacts): HeldOutScore | null {
  const last = facts.evaluations.at(-1);
  if (last === undefined || facts.split === null || facts.step === 0) return null;
  const total = facts.split.heldOut;
  return {
    right: Math.round(last.exactMatch * total),
    total,
    measuredAt: measuredAt(facts),
    fluent: last.exactMatch >= fluentFrom && !mayBeWorse(facts, last),
  };
}
