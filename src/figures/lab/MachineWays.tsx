// The two ways on from a past step: back to the newest, or a new run from there.
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabActions } from '../definition.ts';

interface MachineWaysProps extends Pick<LabActions, 'showStep' | 'fork'> {
  /** Where the time machine was asked to stand; null: at the newest step. */
  readonly asked: number | null;
  /** Whether there is nothing to fork yet, or the run is still on its way to where it begins. */
  readonly idle: boolean;
  /** In fewer words, where there is little room. */
  readonly brief?: boolean;
}

export function MachineWays({ asked, idle, brief = false, showStep, fork }: MachineWaysProps) {
  const { machine } = useLabMessages();
  const m = brief ? machine.brief : machine;
  const isNewest = asked === null;
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
      <button type="button" className="button" aria-disabled={idle} onClick={() => idle || fork()}>
        {m.fork}
      </button>
    </>
  );
}
