// How fast the run is to go.
import { Choice } from '../../figures/frame/Choice.tsx';
import { useMessages } from '../../i18n/useMessages.ts';
import { speeds } from '../../stores/speeds.ts';
import { useAnyRun, useAnyRunContext } from './anyRun.ts';

export function Speed() {
  const m = useMessages().controls;
  const { store } = useAnyRunContext();
  const speed = useAnyRun((state) => state.speed);
  return (
    <Choice
      id="speed"
      className="field-wide"
      label={m.speed}
      value={speed}
      options={speeds.map(({ id }) => ({ id, words: m.speeds[id] }))}
      onChoose={(id) => store.getState().setSpeed(id)}
    />
  );
}
