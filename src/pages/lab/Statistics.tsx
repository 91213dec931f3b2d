// The numbers of the moment: step, loss, how it does on held-out examples, examples a second.
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { Loss, Rate, Statistic, StepCount } from '../run/Statistic.tsx';
import { useLab } from './labContext.ts';
import { taskFacts } from './tasks.ts';

function HeldOut() {
  const m = useLabMessages().page.statistics;
  const { none, measuredAt } = useMessages().controls.statistics;
  const numbers = useNumbers();
  const { metric } = taskFacts[useLab((state) => state.view.config.task)];
  const last = useLab((state) => state.view.evaluations.at(-1));
  const now = useLab(({ view }) => view.lastStep === last?.step && !view.running);
  const value = last && (metric === 'share' ? numbers.percent(last.metric) : numbers.loss(last.metric));
  return (
    <Statistic
      className="statistic-right"
      name={m[metric]}
      shortName={m[metric]}
      value={value ?? none}
      when={last && !now ? measuredAt(last.step) : ''}
    />
  );
}

export function Statistics() {
  return (
    <dl className="statistics">
      <StepCount />
      <Loss />
      <HeldOut />
      <Rate />
    </dl>
  );
}
