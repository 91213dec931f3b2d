// The steps that stand out on the curve: the one that figures show, the one under the pointer, the one a fork began at.
import type { LossCurvePlan } from '../../geometry/lab/lossCurve.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { finite, Ring } from '../curves/CurveMarks.tsx';
import type { StepReading } from './reading.ts';
import type { ForkedRun } from './useFork.ts';

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

/** The step that every figure shows, with the handle that moves it; dashed, the one that is still being recomputed. */
export function ShownMark({
  plan,
  shown,
  asked,
}: MarkProps & { readonly shown: StepReading; readonly asked: number | undefined }) {
  const { loss: m } = useLabMessages();
  const at = plan.x(shown.step);
  const goal = plan.x(asked ?? shown.step);
  return (
    <g>
      <line className="loss-shown" x1={at} x2={at} y1={plan.loss.top} y2={plan.bottom} />
      {goal !== at && <line className="loss-asked" x1={goal} x2={goal} y1={plan.loss.top} y2={plan.bottom} />}
      <Rings plan={plan} read={shown} />
      <circle className="loss-handle" cx={goal} cy={plan.bottom} r={7} />
      <text className="loss-handle-step" x={goal} y={plan.height - 4} textAnchor="middle">
        {m.shown(asked ?? shown.step)}
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

/** Pixels that the words take, about. */
const wordsWidth = 150;

/** The run that the present one was forked from goes on behind it. */
export function ForkMark({
  plan,
  origin,
  now,
}: MarkProps & { readonly origin: ForkedRun; readonly now: number }) {
  const { loss: m } = useLabMessages();
  const { losses, from } = origin;
  const x = plan.x(from);
  const late = x + wordsWidth > plan.right;
  const last = finite(losses.at(-1));
  return (
    <g>
      <path className="loss-earlier" d={plan.loss.earlier} />
      <line className="loss-fork" x1={x} x2={x} y1={plan.loss.top} y2={plan.bottom} />
      <text
        className="loss-fork-words"
        x={late ? x - 6 : x + 6}
        y={plan.loss.bottom - 8}
        textAnchor={late ? 'end' : 'start'}
      >
        {m.forked(from)}
      </text>
      {last !== undefined && losses.length > now && (
        <text
          className="loss-fork-words"
          x={plan.x(losses.length)}
          y={plan.lossY(last) + 20}
          textAnchor="end"
        >
          {m.names.earlier}
        </text>
      )}
    </g>
  );
}
