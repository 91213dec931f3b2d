// The parts of the curves' picture: grid, names, the step that is read, the place where the run broke down.
import type { Panel, StepsAxis, Tick } from '../../geometry/curveAxes.ts';
import type { LearningCurvePlan } from '../../geometry/learningCurve.ts';
import { DrawnPowers } from '../frame/Powers.tsx';
import type { Reading } from './reading.ts';

/** A loss that has a place on a log scale. */
export const finite = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;

interface GridProps {
  readonly plan: Pick<StepsAxis, 'left' | 'right'>;
  readonly panel: Panel;
  readonly ticks: readonly Tick[];
  words(value: number): string;
}

export function Grid({ plan, panel, ticks, words }: GridProps) {
  return (
    <g>
      {ticks.map(({ value, at }) => (
        <g key={value}>
          <line className="lc-grid" x1={plan.left} x2={plan.right} y1={at} y2={at} />
          <text className="lc-tick" x={plan.left - 8} y={at + 4.5} textAnchor="end">
            <DrawnPowers text={words(value)} />
          </text>
        </g>
      ))}
      <line className="lc-axis" x1={plan.left} x2={plan.right} y1={panel.bottom} y2={panel.bottom} />
    </g>
  );
}

/** A ring on a curve, where it is read. */
export const Ring = ({ of, x, y }: { of: string; x: number; y: number }) => (
  <circle className={`lc-ring lc-${of}`} cx={x} cy={y} r={5} />
);

export const EndDot = ({ of, x, y }: { of: string; x: number; y: number }) => (
  <circle className={`lc-dot lc-${of}`} cx={x} cy={y} r={3.5} />
);

/** The step that is read: a line through both panels, and a ring on each curve. */
export function Read({ plan, shown }: { plan: LearningCurvePlan; shown: Reading }) {
  const x = plan.x(shown.step);
  const loss = finite(shown.loss);
  return (
    <g>
      <line className="lc-read" x1={x} x2={x} y1={plan.loss.top} y2={plan.accuracy.bottom} />
      {loss !== undefined && <Ring of="loss" x={x} y={plan.lossY(loss)} />}
      {shown.accuracy !== undefined && (
        <Ring of="accuracy" x={plan.x(shown.accuracy.step)} y={plan.accuracyY(shown.accuracy.value)} />
      )}
    </g>
  );
}

/** Pixels that its words take, about. */
const breakWidth = 176;

interface DivergenceProps {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** Where its words stand. */
  readonly y: number;
  /** Of the whole picture. */
  readonly width: number;
  readonly words: string;
}

export function Divergence({ x, top, bottom, y, width, words }: DivergenceProps) {
  const late = x + breakWidth > width;
  return (
    <g>
      <line className="lc-break" x1={x} x2={x} y1={top} y2={bottom} />
      <path className="lc-cross" d={`M${x - 4},${top}l8,8m0,-8l-8,8`} />
      <text className="lc-break-words" x={late ? x - 8 : x + 8} y={y} textAnchor={late ? 'end' : 'start'}>
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
export function Name({ of, name, value, x, y, panel }: NameProps) {
  const top = Math.min(panel.bottom - 20, Math.max(panel.top + 10, y - 4));
  return (
    <text className={`lc-name lc-${of}`} x={x + 10} y={top}>
      <tspan>{name}</tspan>
      <tspan className="lc-value" x={x + 10} dy="1.31em">
        <DrawnPowers text={value} />
      </tspan>
    </text>
  );
}
