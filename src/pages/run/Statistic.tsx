// The numbers of the moment that every run has: step, loss, examples a second.
import { Powers } from '../../figures/frame/Powers.tsx';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { useAnyRun, useStepCount } from './anyRun.ts';

export function Statistic({
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

export function StepCount() {
  const m = useMessages().controls.statistics;
  const numbers = useNumbers();
  const value = numbers.integer(useStepCount());
  return <Statistic className="statistic-step" name={m.step} shortName={m.step} value={value} />;
}

export function Loss() {
  const m = useMessages().controls.statistics;
  const numbers = useNumbers();
  const value = useAnyRun(({ loss }) =>
    loss === null ? m.none : Number.isFinite(loss) ? numbers.loss(loss) : m.notANumber,
  );
  return <Statistic className="statistic-loss" name={m.loss} shortName={m.loss} value={value} />;
}

export function Rate() {
  const m = useMessages().controls.statistics;
  const numbers = useNumbers();
  const value = useAnyRun(({ examplesPerSecond }) =>
    examplesPerSecond === null ? m.none : numbers.integer(examplesPerSecond),
  );
  return <Statistic className="statistic-rate" name={m.rate} shortName={m.rateShort} value={value} />;
}
