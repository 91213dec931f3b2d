// The curves themselves: two panels, two lines, their names at their ends; the step that is read, and where the run
// broke down. One path for each line, however long the run.
import type { LearningCurvePlan } from '../../geometry/learningCurve.ts';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { Divergence, EndDot, finite, Grid, Name, Read } from './CurveMarks.tsx';
import type { Reading } from './reading.ts';

interface CurvePictureProps {
  readonly plan: LearningCurvePlan;
  /** Where the lines end. */
  readonly now: Reading;
  /** The step that is read, if one is. */
  readonly shown: Reading | undefined;
  readonly diverged: number | undefined;
}

export function CurvePicture({ plan, now, shown, diverged }: CurvePictureProps) {
  const { curve } = useMessages().figures;
  const numbers = useNumbers();
  const { loss, accuracy } = plan;
  const empty = now.step === 0;
  const lossEnd = finite(now.loss);
  const lossName = {
    of: 'loss',
    name: curve.loss,
    value: now.loss === undefined ? '' : curve.lossValue(now.loss),
  };
  const measured = now.accuracy;
  const powers = loss.ticks.some(({ value }) => value < 0.001 || value > 1000);
  return (
    <svg className="lc-picture" width={plan.width} height={plan.height} aria-hidden="true">
      <Grid plan={plan} panel={loss} ticks={loss.ticks} words={(value) => curve.lossTick(value, powers)} />
      <Grid plan={plan} panel={accuracy} ticks={accuracy.ticks} words={(value) => numbers.percent(value)} />
      {plan.steps.map(({ value, at }) => (
        <text key={value} className="lc-tick" x={at} y={plan.height - 6} textAnchor="middle">
          {numbers.integer(value)}
        </text>
      ))}
      <text className="lc-tick" x={plan.width} y={plan.height - 6} textAnchor="end">
        {curve.steps}
      </text>
      <text className="lc-note" x={plan.left} y={loss.top - 9}>
        {curve.scale}
      </text>
      {diverged !== undefined && (
        <Divergence
          x={plan.x(diverged)}
          top={loss.top}
          bottom={accuracy.bottom}
          y={accuracy.top - 7}
          width={plan.width}
          words={curve.diverged(diverged)}
        />
      )}
      {shown !== undefined && <Read plan={plan} shown={shown} />}
      <path className="lc-line lc-loss" d={loss.path} />
      <path className="lc-line lc-accuracy" d={accuracy.path} />
      {empty ? (
        <text
          className="lc-empty"
          x={(plan.left + plan.right) / 2}
          y={loss.top + (loss.bottom - loss.top) * 0.28 + 4}
          textAnchor="middle"
        >
          {curve.empty}
        </text>
      ) : (
        lossEnd !== undefined && <EndDot of="loss" x={plan.x(now.step)} y={plan.lossY(lossEnd)} />
      )}
      {measured !== undefined && (
        <EndDot of="accuracy" x={plan.x(measured.step)} y={plan.accuracyY(measured.value)} />
      )}
      <Name
        {...lossName}
        x={plan.x(now.step)}
        y={lossEnd === undefined ? loss.bottom - 40 : plan.lossY(lossEnd)}
        panel={loss}
      />
      <Name
        of="accuracy"
        name={curve.accuracy}
        value={measured === undefined ? '' : curve.accuracyValue(measured.value)}
        x={plan.x(measured?.step ?? 0)}
        y={plan.accuracyY(measured?.value ?? 0)}
        panel={accuracy}
      />
    </svg>
  );
}
