// The curves themselves: two panels, two lines, their names at their ends; the step that is read, and where the run
// broke down. One path for each line, however long the run.
import type { LearningCurvePlan, Panel, Tick } from '../../geometry/learningCurve.ts';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
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
    value: lossEnd === undefined ? '' : curve.lossValue(lossEnd),
  };
  const measured = now.accuracy;
  return (
    <svg className="lc-picture" width={plan.width} height={plan.height} aria-hidden="true">
      <Grid plan={plan} panel={loss} ticks={loss.ticks} words={(value) => numbers.rate(value)} />
      <Grid plan={plan} panel={accuracy} ticks={accuracy.ticks} words={(value) => numbers.percent(value)} />
      {plan.steps.map(({ value, at }) => (
        <text key={value} className="lc-tick" x={at} y={plan.height - 6} textAnchor="middle">
          {numbers.integer(value)}
        </text>
      ))}
      <text className="lc-tick" x={plan.width} y={plan.height - 6} textAnchor="end">
        {curve.steps}
      </text>
      <text className="lc-note" x={plan.left + 6} y={loss.bottom - 7}>
        {curve.scale}
      </text>
      {diverged !== undefined && <Divergence plan={plan} step={diverged} words={curve.diverged(diverged)} />}
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

const finite = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;

interface GridProps {
  readonly plan: LearningCurvePlan;
  readonly panel: Panel;
  readonly ticks: readonly Tick[];
  words(value: number): string;
}

function Grid({ plan, panel, ticks, words }: GridProps) {
  return (
    <g>
      {ticks.map(({ value, at }) => (
        <g key={value}>
          <line className="lc-grid" x1={plan.left} x2={plan.right} y1={at} y2={at} />
          <text className="lc-tick" x={plan.left - 8} y={at + 4.5} textAnchor="end">
            {words(value)}
          </text>
        </g>
      ))}
      <line className="lc-axis" x1={plan.left} x2={plan.right} y1={panel.bottom} y2={panel.bottom} />
    </g>
  );
}

const EndDot = ({ of, x, y }: { of: 'loss' | 'accuracy'; x: number; y: number }) => (
  <circle className={`lc-dot lc-${of}`} cx={x} cy={y} r={3.5} />
);

/** The step that is read: a line through both panels, and a ring on each curve. */
function Read({ plan, shown }: { plan: LearningCurvePlan; shown: Reading }) {
  const x = plan.x(shown.step);
  const loss = finite(shown.loss);
  return (
    <g>
      <line className="lc-read" x1={x} x2={x} y1={plan.loss.top} y2={plan.accuracy.bottom} />
      {loss !== undefined && <circle className="lc-ring lc-loss" cx={x} cy={plan.lossY(loss)} r={5} />}
      {shown.accuracy !== undefined && (
        <circle
          className="lc-ring lc-accuracy"
          cx={plan.x(shown.accuracy.step)}
          cy={plan.accuracyY(shown.accuracy.value)}
          r={5}
        />
      )}
    </g>
  );
}

/** Pixels that its words take, about. */
const breakWidth = 176;

function Divergence({ plan, step, words }: { plan: LearningCurvePlan; step: number; words: string }) {
  const x = plan.x(step);
  const late = x + breakWidth > plan.width;
  return (
    <g>
      <line className="lc-break" x1={x} x2={x} y1={plan.loss.top} y2={plan.accuracy.bottom} />
      <path className="lc-cross" d={`M${x - 4},${plan.loss.top}l8,8m0,-8l-8,8`} />
      <text
        className="lc-break-words"
        x={late ? x - 8 : x + 8}
        y={plan.accuracy.top - 7}
        textAnchor={late ? 'end' : 'start'}
      >
        {words}
      </text>
    </g>
  );
}

interface NameProps {
  readonly of: string;
  readonly name: string;
  readonly value: string;
  readonly x: number;
  readonly y: number;
  readonly panel: Panel;
}

/** A line's name and present value, beside its end. */
function Name({ of, name, value, x, y, panel }: NameProps) {
  const top = Math.min(panel.bottom - 20, Math.max(panel.top + 10, y - 4));
  return (
    <text className={`lc-name lc-${of}`} x={x + 10} y={top}>
      <tspan>{name}</tspan>
      <tspan className="lc-value" x={x + 10} dy={17}>
        {value}
      </tspan>
    </text>
  );
}
