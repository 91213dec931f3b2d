// The curves: every update's loss, held-out loss and the loss of guessing; below them the share of right answers. One
// path for each line, however long the run.
import type { LossCurvePlan } from '../../geometry/lab/lossCurve.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { Divergence, EndDot, finite, Grid } from '../curves/CurveMarks.tsx';
import type { LabView } from '../definition.ts';
import { EndName } from './EndName.tsx';
import type { StepReading } from './reading.ts';
import { ForkMark, ReadMark, ShownMark } from './StepMarks.tsx';

interface LossPictureProps {
  readonly plan: LossCurvePlan;
  readonly view: LabView;
  /** Where the lines end. */
  readonly now: StepReading;
  /** The step that figures show. */
  readonly shown: StepReading;
  /** The step they are to show: where the handle is. */
  readonly goal: number;
  /** The step under the pointer. */
  readonly hovered: StepReading | undefined;
  readonly brokeAt: number | null;
  /** The step at which the run parted from another, if it did. */
  readonly forkedFrom: number | undefined;
}

export function LossPicture({
  plan,
  view,
  now,
  shown,
  goal,
  hovered,
  brokeAt,
  forkedFrom,
}: LossPictureProps) {
  const { loss: m } = useLabMessages();
  const { curve } = useMessages().figures;
  const numbers = useNumbers();
  const { loss, share, stacked } = plan;
  const powers = loss.ticks.some(({ value }) => value < 0.001 || value > 1000);
  const lossEnd = finite(now.loss);
  const heldOutEnd = finite(now.judged?.loss);
  const blind = finite(view.blindLoss);
  const end = plan.x(now.step);
  const handle = plan.x(goal);
  const isFree = ({ at }: { at: number }) => Math.abs(at - handle) > 44;
  // Beside the last number of the axis, or beside the handle where that is.
  const beside = plan.right + 28;
  const unit = beside - handle > 44 ? beside : handle + 44;
  return (
    <svg className="lc-picture" width={plan.width} height={plan.height} aria-hidden="true">
      <Grid plan={plan} panel={loss} ticks={loss.ticks} words={(value) => curve.lossTick(value, powers)} />
      <text className="lc-note" x={plan.left} y={loss.top - 9}>
        {share ? m.scale.share : m.scale.error}
      </text>
      {share && (
        <>
          <Grid plan={plan} panel={share} ticks={share.ticks} words={(value) => numbers.percent(value)} />
          <text className="lc-note" x={plan.left} y={share.top - 9}>
            {m.shareScale}
          </text>
        </>
      )}
      {plan.steps.filter(isFree).map(({ value, at }) => (
        <text key={value} className="lc-tick" x={at} y={plan.bottom + 20} textAnchor="middle">
          {numbers.integer(value)}
        </text>
      ))}
      <text className="lc-tick" x={unit} y={plan.bottom + 20}>
        {curve.steps}
      </text>
      {blind !== undefined && (
        <line
          className="loss-blind"
          x1={plan.left}
          x2={plan.right}
          y1={plan.lossY(blind)}
          y2={plan.lossY(blind)}
        />
      )}
      <path className="loss-earlier" d={loss.earlier} />
      {forkedFrom !== undefined && <ForkMark plan={plan} from={forkedFrom} />}
      <path className="loss-every lc-loss" d={loss.path} />
      <path className="loss-held lc-loss" d={loss.heldOut} />
      <path className="loss-judged lc-loss" d={loss.judged} />
      {share && <path className="lc-line lc-accuracy" d={share.path} />}
      {brokeAt !== null && (
        <Divergence
          x={plan.x(brokeAt)}
          top={loss.top}
          bottom={plan.bottom}
          y={loss.top - 9}
          width={plan.width}
          words={curve.diverged(brokeAt)}
        />
      )}
      {goal < now.step &&
        [loss, ...(share ? [share] : [])].map(({ top, bottom }) => (
          <rect
            key={top}
            className="loss-future"
            x={handle}
            y={top - 1}
            width={plan.right - handle}
            height={bottom - top}
          />
        ))}
      <ShownMark plan={plan} shown={shown} goal={goal} />
      {hovered && <ReadMark plan={plan} read={hovered} />}
      {lossEnd !== undefined && <EndDot of="loss" x={end} y={plan.lossY(lossEnd)} />}
      {heldOutEnd !== undefined && now.judged && (
        <EndDot of="loss" x={plan.x(now.judged.step)} y={plan.lossY(heldOutEnd)} />
      )}
      {share && now.judged && (
        <EndDot of="accuracy" x={plan.x(now.judged.step)} y={plan.shareY(now.judged.metric)} />
      )}
      {blind !== undefined && (
        <EndName
          of="blind"
          name={m.names.blind}
          value={m.value(blind)}
          x={plan.right}
          y={loss.names.blind}
          stacked={stacked}
        />
      )}
      {now.loss !== undefined && (
        <EndName
          of="loss"
          name={m.names.loss}
          value={m.value(now.loss)}
          x={end}
          y={loss.names.loss}
          stacked={stacked}
        />
      )}
      {heldOutEnd !== undefined && (
        <EndName
          of="loss loss-held-name"
          name={m.names.heldOut}
          value={m.value(heldOutEnd)}
          x={end}
          y={loss.names.heldOut}
          stacked={stacked}
        />
      )}
      {share && now.judged && (
        <EndName
          of="accuracy"
          name={m.names.share}
          value={m.share(now.judged.metric)}
          x={end}
          y={Math.min(plan.shareY(now.judged.metric), share.bottom - (stacked ? 24 : 8))}
          stacked={stacked}
        />
      )}
    </svg>
  );
}
