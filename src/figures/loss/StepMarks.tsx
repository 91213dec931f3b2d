// The steps that stand out on the curve: the one that figures show, the one under the pointer, the one a fork began at.
import type { LossCurvePlan } from '../../geometry/lab/lossCurve.ts';
import { textWidth } from '../../geometry/textWidth.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { finite, Ring } from '../curves/CurveMarks.tsx';
import type { StepReading } from './reading.ts';

interface MarkProps {
  readonly plan: LossCurvePlan;
}

/** What the curves say at a step: a ring on each. */
function Rings({ plan, read }: MarkProps & { readonly read: StepReading }) {
  const loss = finite(read.loss);
  const heldOut = finite(read.judged?.loss);
  const judgedAt = plan.x(read.judged?.step ?? 0);
  return (
    <>
      {heldOut !== undefined && <Ring of="loss" x={judgedAt} y={plan.lossY(heldOut)} />}
      {loss !== undefined && <Ring of="loss" x={plan.x(read.step)} y={plan.lossY(loss)} />}
      {plan.share && read.judged && <Ring of="accuracy" x={judgedAt} y={plan.shareY(read.judged.metric)} />}
    </>
  );
}

/** Of its words, and of the handle around them; pixels. */
const fontSize = 13;
const handleHeight = 24;

interface ShownMarkProps extends MarkProps {
  readonly shown: StepReading;
  readonly goal: number;
}

/** The step that every figure shows, and the handle that moves it; dashed, the step that is still being recomputed. */
export function ShownMark({ plan, shown, goal }: ShownMarkProps) {
  const { loss: m } = useLabMessages();
  const at = plan.x(shown.step);
  const handle = plan.x(goal);
  const words = m.shown(goal);
  const half = (textWidth(words) * fontSize) / 2 + 10;
  return (
    <g>
      <line
        className="loss-shown"
        x1={at}
        x2={at}
        y1={plan.loss.top}
        y2={plan.bottom + (goal === shown.step ? 4 : 0)}
      />
      {goal !== shown.step && (
        <line className="loss-asked" x1={handle} x2={handle} y1={plan.loss.top} y2={plan.bottom + 4} />
      )}
      <Rings plan={plan} read={shown} />
      <rect
        className="loss-handle"
        x={handle - half}
        y={plan.bottom + 4}
        width={half * 2}
        height={handleHeight}
        rx={handleHeight / 2}
      />
      <text className="loss-handle-step" x={handle} y={plan.bottom + 20} textAnchor="middle">
        {words}
      </text>
    </g>
  );
}

/** The step under the pointer: a preview. */
export function ReadMark({ plan, read }: MarkProps & { readonly read: StepReading }) {
  const x = plan.x(read.step);
  return (
    <g className="loss-preview">
      <line className="lc-read" x1={x} x2={x} y1={plan.loss.top} y2={plan.bottom} />
      <Rings plan={plan} read={read} />
    </g>
  );
}

/** Where the present run was forked from another. */
export function ForkMark({ plan, from }: MarkProps & { readonly from: number }) {
  const x = plan.x(from);
  return <line className="loss-fork" x1={x} x2={x} y1={plan.loss.top} y2={plan.bottom} />;
}
