// The figure's own controls: unrolled or folded, how far gradients go back, which state is drawn, whose weights.
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { Choice } from '../frame/Choice.tsx';
import { Slider } from '../frame/Slider.tsx';
import { type Drawn, type StateId, statesOf } from './drawn.ts';

export const views = ['unfolded', 'folded'] as const;
export type View = (typeof views)[number];

interface ControlsProps {
  readonly drawn: Drawn;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly onState: (state: StateId) => void;
  readonly truncation: number;
  readonly onTruncation: (steps: number) => void;
  readonly place: number;
  readonly onPlace: (row: number) => void;
}

export function Controls(props: ControlsProps) {
  const { drawn, place } = props;
  const { unrolled: m, quantities } = useLabMessages();
  const states = statesOf(drawn.trace);
  const { steps, gradients } = drawn.shape;
  // From a window as long as the sequence on, nothing is cut off: that end of the slider is all the way.
  const reach = props.truncation === 0 ? steps : Math.min(steps, props.truncation);
  return (
    <>
      <Choice
        id="unrolled-view"
        label={m.view}
        value={props.view}
        options={views.map((id) => ({ id, words: m.views[id] }))}
        onChoose={props.onView}
      />
      {states.length > 1 && (
        <Choice
          id="unrolled-state"
          label={m.state}
          value={drawn.state}
          options={states.map((id) => ({ id, words: quantities[id] }))}
          onChoose={props.onState}
        />
      )}
      {drawn.rows.length > 1 && gradients && (
        <Choice
          id="unrolled-layer"
          label={m.layer}
          value={String(place)}
          options={drawn.rows.map(({ traced }, row) => ({
            id: String(row),
            words: m.layerName(traced.layer, traced.direction === 'backward'),
          }))}
          onChoose={(row) => props.onPlace(Number(row))}
        />
      )}
      {gradients && steps > 1 && (
        <Slider
          label={m.truncation}
          min={1}
          max={steps}
          step={1}
          value={reach}
          onChange={(value) => props.onTruncation(value >= steps ? 0 : value)}
          words={(value) => (value >= steps ? m.allTheWay : m.window(value))}
        />
      )}
    </>
  );
}
