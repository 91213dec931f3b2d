// The two ways on from a past step: back to the newest, or a new run from there. Always in their place, so that whoever
// has just used one by keys is not lost.
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabActions } from '../definition.ts';

interface MachineWaysProps extends Pick<LabActions, 'showStep' | 'fork'> {
  /** Where the time machine was asked to stand; null: at the newest step. */
  readonly asked: number | null;
  /** The newest step. */
  readonly last: number;
}

export function MachineWays({ asked, last, showStep, fork }: MachineWaysProps) {
  const m = useLabMessages().machine;
  const isNewest = asked === null;
  const isEmpty = last === 0;
  return (
    <>
      <button
        type="button"
        className="button"
        aria-disabled={isNewest}
        onClick={() => isNewest || showStep(null)}
      >
        {m.back}
      </button>
      <button type="button" className="button" aria-disabled={isEmpty} onClick={() => isEmpty || fork()}>
        {m.fork}
      </button>
    </>
  );
}
