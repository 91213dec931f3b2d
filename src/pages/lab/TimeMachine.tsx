// The time machine: any past step of the run, shown again exactly, by every figure; and a new run from there.
import { MachineWays } from '../../figures/lab/MachineWays.tsx';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { hasEnded, useLab, useLabStore } from './labContext.ts';

export function TimeMachine() {
  const { page, machine } = useLabMessages();
  const m = page.machine;
  const store = useLabStore();
  const asked = useLab((state) => state.asked);
  const step = useLab((state) => state.view.step);
  const last = useLab((state) => state.view.lastStep);
  const target = useLab((state) => (hasEnded(state.status) ? null : state.replayTarget));
  const place = asked ?? last;
  const idle = last === 0 || target !== null;
  const words = () => {
    if (target !== null) return machine.replaying(target);
    if (last === 0) return m.empty;
    if (asked === null) return m.newest(last);
    return step === asked ? m.past(step, last) : m.going(asked);
  };
  return (
    <section className="lab-machine" aria-labelledby="lab-machine-title">
      <h2 id="lab-machine-title" className="lab-small-title">
        {m.title}
      </h2>
      <input
        type="range"
        aria-label={machine.scrub}
        aria-valuetext={m.of(place, last)}
        min={0}
        max={Math.max(1, last)}
        value={last === 0 ? 1 : place}
        disabled={idle}
        onChange={(event) => store.getState().showStep(Number(event.target.value))}
      />
      <div className="lab-machine-row">
        <p className="field-note lab-machine-note">{words()}</p>
        {asked !== null && (
          <MachineWays
            brief
            asked={asked}
            idle={idle}
            showStep={store.getState().showStep}
            fork={store.getState().fork}
          />
        )}
      </div>
    </section>
  );
}
