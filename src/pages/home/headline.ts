// Which one line says where the run stands: derived from the run's own numbers, so that it cannot flatter.
import type { Messages } from '../../i18n/messages.ts';
import type { RunState } from '../../stores/runStore.ts';

/** Share of held-out phrases from which the model may be called fluent. */
const fluentFrom = 0.99;

type Facts = Pick<RunState, 'status' | 'step' | 'evaluations' | 'split' | 'replayTarget' | 'divergence'>;

/** Held-out phrases right at the last evaluation; null before any training or without an evaluation of it. */
function scoreOf(
  facts: Facts,
): { readonly right: number; readonly total: number; readonly fluent: boolean } | null {
  const last = facts.evaluations.at(-1);
  if (last === undefined || facts.split === null || facts.step === 0) return null;
  const total = facts.split.heldOut;
  return { right: Math.round(last.exactMatch * total), total, fluent: last.exactMatch >= fluentFrom };
}

function standing(facts: Facts, m: Messages['home']['headline']): string {
  if (facts.step === 0) return m.untrained;
  const score = scoreOf(facts);
  if (score === null) return m.paused(facts.step);
  return score.fluent
    ? m.pausedFluent(score.right, score.total)
    : m.pausedAt(facts.step, score.right, score.total);
}

function moving(facts: Facts, m: Messages['home']['headline']): string {
  const score = scoreOf(facts);
  if (score === null) return m.starting;
  return score.fluent ? m.fluent(score.right, score.total) : m.learning(score.right, score.total);
}

/** The sentence for this moment. */
export function headline(facts: Facts, m: Messages['home']['headline']): string {
  switch (facts.status) {
    case 'loading':
      return m.loading;
    case 'replaying':
      return m.replaying(facts.step, facts.replayTarget ?? facts.step);
    case 'paused':
      return standing(facts, m);
    case 'running':
      return moving(facts, m);
    case 'diverged':
      return m.diverged(facts.divergence?.step ?? facts.step);
    case 'failed':
      return m.failed;
    case 'unsupported':
      return m.unsupported;
  }
}

/** The short words that assistive technology speaks; they change with the state, not with every number. */
export function announcement(facts: Facts, m: Messages['home']): string {
  if (facts.status === 'running') return scoreOf(facts)?.fluent ? m.announce.fluent : m.announce.running;
  if (facts.status === 'paused') return facts.step === 0 ? '' : m.announce.paused;
  return '';
}
