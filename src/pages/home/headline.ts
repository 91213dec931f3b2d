// Which one line says where the run stands: derived from the run's own numbers, so that it cannot flatter.
import type { Messages } from '../../i18n/messages.ts';
import type { RunState } from '../../stores/runStore.ts';
import { type HeldOutFacts, scoreOf } from './heldOut.ts';

type Facts = HeldOutFacts & Pick<RunState, 'replayTarget' | 'divergence'>;

function standing(facts: Facts, m: Messages['home']['headline']): string {
  if (facts.step === 0) return m.untrained;
  const score = scoreOf(facts);
  if (score === null) return m.paused(facts.step);
  const { right, total, measuredAt, fluent } = score;
  return fluent ? m.pausedFluent(right, total, measuredAt) : m.pausedAt(facts.step, right, total, measuredAt);
}

function moving(facts: Facts, m: Messages['home']['headline']): string {
  const score = scoreOf(facts);
  if (score === null) return m.starting;
  const { right, total, measuredAt, fluent } = score;
  return fluent ? m.fluent(right, total, measuredAt) : m.learning(right, total, measuredAt);
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
