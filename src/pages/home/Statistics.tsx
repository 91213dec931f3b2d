// The numbers of the moment: step, loss, held-out phrases right, examples a second.
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { useRun } from '../run/runContext.ts';
import { Loss, Rate, Statistic, StepCount } from '../run/Statistic.tsx';
import { measuredAt } from './heldOut.ts';

function HeldOut() {
  const m = useMessages().controls.statistics;
  const numbers = useNumbers();
  const value = useRun((state) => {
    const last = state.evaluations.at(-1);
    return last === undefined ? m.none : numbers.percent(last.exactMatch);
  });
  const when = useRun((state) => {
    const step = measuredAt(state);
    return step === null ? '' : m.measuredAt(step);
  });
  return (
    <Statistic
      className="statistic-right"
      name={m.heldOut}
      shortName={m.heldOutShort}
      value={value}
      when={when}
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
