// What stands in place of a figure whose numbers are none, and the way on: the step before the one that broke down.
import './broken.css';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabActions } from '../definition.ts';

interface BrokenProps extends Pick<LabActions, 'showStep'> {
  /** The step that is drawn. */
  readonly step: number;
}

export function Broken({ step, showStep }: BrokenProps) {
  const { frame: m } = useLabMessages();
  const before = Math.max(0, step - 1);
  return (
    <div className="lab-broken">
      <p>{m.brokeAt(step)}</p>
      {step > 0 && (
        <button type="button" className="button" onClick={() => showStep(before)}>
          {m.showBefore(before)}
        </button>
      )}
    </div>
  );
}
