// Where one thing is said at the end of all, a layer that reads backwards ends at the first step: the way from there to
// the output, over all the steps.
import { columnX, type UnrolledPlan } from '../../geometry/lab/unrolled.ts';
import { gradientBeat, outputBeat } from '../../geometry/lab/unrolledBeats.ts';
import { roleColour } from '../../geometry/palette.ts';
import type { Drawn } from './drawn.ts';

interface FinalLaneProps {
  readonly drawn: Drawn;
  readonly plan: UnrolledPlan;
  readonly beat: number;
}

export function FinalLane({ drawn, plan, beat }: FinalLaneProps) {
  const { shape, rows, strokes } = drawn;
  const last = shape.steps - 1;
  const top = plan.rows.at(-1);
  if (shape.speaks !== 'end' || shape.directions === 1 || !top || beat < outputBeat(shape, last)) return null;
  const from = columnX(plan, 0) + top.x;
  const to = columnX(plan, last) + 14;
  const above = rows.at(-1)?.parts.fromAbove[0] ?? 0;
  const back = strokes.stroke(above);
  const { laneY, outputBottom } = plan;
  const reached =
    drawn.state === 'hidden' && shape.gradients && beat >= gradientBeat(shape, top.layer, 'backward', 0);
  return (
    <>
      <g style={{ color: roleColour('hidden') }}>
        <path className="unrolled-line" d={`M${from} ${top.y - 3}V${laneY}H${to}V${outputBottom + 3}`} />
        <path className="unrolled-head" d={`M${to} ${outputBottom - 1}l3.5 6h-7Z`} />
      </g>
      {reached && back && (
        <path
          className="unrolled-line unrolled-dashed"
          data-mark="lane"
          style={{ color: roleColour('gradient'), opacity: back.opacity }}
          strokeWidth={back.width}
          d={`M${to - 8} ${laneY + 9}H${from + 9}V${top.y - 4}`}
        />
      )}
    </>
  );
}
