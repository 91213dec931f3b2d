// The numbers of the moment: step, loss, held-out phrases right, examples a second.

import { Powers } from '../../figures/frame/Powers.tsx';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { useRun } from '../run/runContext.ts';
import { measuredAt } from './heldOut.ts';

function Statistic({
  name,
  shortName,
  value,
  when = '',
  className,
}: {
  readonly name: string;
  readonly shortName: string;
  readonly value: string;
  /** Said behind the value, in small. */
  readonly when?: string;
  readonly className: string;
}) {
  return (
    <div className={`statistic ${className}`}>
      <dt>
        <span className="long">{name}</span>
        <span className="short">{shortName}</span>
      </dt>
      <dd>
        <Powers text={value} />
        {when !== '' && <small className="statistic-when"> {when}</small>}
      </dd>
    </div>
  );
}

function StepCount() {
  const m = useMessages().controls.statistics;
  const numbers = useNumbers();
  const value = useRun((state) => numbers.integer(state.step));
  return <Statistic className="statistic-step" name={m.step} shortName={m.step} value={value} />;
}

function Loss() {
  const m = useMessages().controls.statistics;
  const numbers = useNumbers();
  const value = useRun(({ loss }) =>
    loss === null ? m.none : Number.isFinite(loss) ? numbers.loss(loss) : m.notANumber,
  );
  return <Statistic className="statistic-loss" name={m.loss} shortName={m.loss} value={value} />;
}

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

function Rate() {
  const m = useMessages().controls.statistics;
  const numbers = useNumbers();
  const value = useRun(({ examplesPerSecond }) =>
    examplesPerSecond === null ? m.none : numbers.integer(examplesPerSecond),
  );
  return <Statistic className="statistic-rate" name={m.rate} shortName={m.rateShort} value={value} />;
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
