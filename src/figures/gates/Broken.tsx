// What is said in place of maps of numbers that are none, and the way on: the step before the one whose update broke down.
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabActions } from '../definition.ts';

interface BrokenProps extends Pick<LabActions, 'showStep'> {
  /** The step that is drawn. */
  readonly step: number;
}

export function Broken({ step, showStep }: BrokenProps) {
  const { gates: m } = useLabMessages();
  const before = Math.max(0, step - 1);
  return (
    <div className="gates-broken">
      <p>{m.broken(step)}</p>
      {step > 0 && (
        <button type="button" className="button" onClick={() => showStep(before)}>
          {m.showBefore(before)}
        </button>
      )}
    </div>
  );
}
