// How a run broke down, in words: told from the numbers of the update that was not applied.
import type { Messages } from '../../i18n/messages.ts';
import type { RunState } from '../../stores/runStore.ts';

type Facts = Pick<RunState, 'loss' | 'gradientNorm' | 'divergence' | 'step'>;

/** ∞ for both infinities: which one it was tells a learner nothing. */
const named = (value: number): string => (Number.isNaN(value) ? 'NaN' : '∞');

/** The sentence that says at which step, and what stopped being usable. */
export function divergenceWords(facts: Facts, m: Messages['status']['diverged']): string {
  const { loss, gradientNorm } = facts;
  const step = facts.divergence?.step ?? facts.step;
  if (loss !== null && !Number.isFinite(loss)) return m.notANumber(step, named(loss));
  if (gradientNorm !== null && !Number.isFinite(gradientNorm)) return m.gradient(step, named(gradientNorm));
  return m.exploded(step, loss ?? Number.NaN);
}
