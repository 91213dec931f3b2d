// The way back in one picture: norms on a log scale, pinned ones and theory beside them, and the factor of every hop,
// whose product the curve is.
import type { DrawnGradient, FactorPanel, GradientPlan } from '../../geometry/lab/gradientCurve.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { DrawnPowers } from '../frame/Powers.tsx';
import { placed } from '../frame/placed.ts';
import type { State } from './present.ts';
import { curveClass, dashOf, memoryDash, type Pin } from './usePins.ts';

interface GradientCurvesProps {
  readonly plan: GradientPlan;
  readonly pins: readonly Pin[];
  /** Whether the second curve is the present one of the cell state. */
  readonly hasCell: boolean;
  /** The hop that is read, if one is. */
  readonly read: number | undefined;
  /** What the curve that is judged has there. */
  readonly readNorm: number | undefined;
  readonly names: readonly string[];
  readonly title: string;
}

const broken = 'M-3.5,-3.5l7,7m0,-7l-7,7';

function Grid({ plan }: { readonly plan: GradientPlan }) {
  const { 'gradient-lab': m } = useLabMessages();
  const { left, right, bottom, zeroLane, brokenLane } = plan;
  return (
    <>
      {plan.norms.map(({ value, at }) => (
        <g key={value}>
          <line className="glab-grid" x1={left} x2={right} y1={at} y2={at} />
          <text className="glab-tick" x={right + 8} y={at} dy="0.35em">
            <DrawnPowers text={m.normTick(value)} />
          </text>
        </g>
      ))}
      {brokenLane !== undefined && (
        <text className="glab-tick" x={right + 8} y={brokenLane} dy="0.35em">
          {m.brokenLane}
        </text>
      )}
      {zeroLane !== undefined && (
        <g>
          <line className="glab-lane" x1={left} x2={right} y1={zeroLane} y2={zeroLane} />
          <text className="glab-tick" x={right + 8} y={zeroLane} dy="0.35em">
            {m.zeroLane}
          </text>
        </g>
      )}
      <line className="glab-axis" x1={left} x2={right} y1={bottom} y2={bottom} />
    </>
  );
}

interface FactorsProps {
  readonly plan: GradientPlan;
  readonly factors: FactorPanel;
  /** Whose they are. */
  readonly state: State;
}

function Factors({ plan, factors, state }: FactorsProps) {
  const { 'gradient-lab': m } = useLabMessages();
  const { left, right } = plan;
  const ticks = [
    { value: factors.extent, at: factors.top },
    { value: 1, at: factors.middle },
    { value: 1 / factors.extent, at: factors.bottom },
  ];
  return (
    <g className={curveClass(false, state)}>
      <text className="glab-title" x={left} y={factors.top - 12}>
        {m.factors[state]}
      </text>
      {ticks.map(({ value, at }) => (
        <g key={value}>
          <line className={value === 1 ? 'glab-axis' : 'glab-grid'} x1={left} x2={right} y1={at} y2={at} />
          <text className="glab-tick" x={right + 8} y={at} dy="0.35em">
            {m.factorTick(value)}
          </text>
        </g>
      ))}
      {factors.bars.map(({ hop, beyond, ...box }) => (
        <rect key={hop} className={beyond ? 'glab-bar glab-beyond' : 'glab-bar'} data-hop={hop} {...box} />
      ))}
      {factors.theory !== undefined && (
        <line className="glab-theory" x1={left} x2={right} y1={factors.theory} y2={factors.theory} />
      )}
    </g>
  );
}

/** Exact zeros, and what is no finite number. */
function Odd({ curve, radius }: { readonly curve: DrawnGradient; readonly radius: number }) {
  return (
    <>
      {curve.zeros.map(({ x, y }) => (
        <circle key={x} className="glab-zero" cx={x} cy={y} r={radius} />
      ))}
      {curve.broken.map(({ x, y }) => (
        <path key={x} className="glab-broken" d={broken} transform={`translate(${x},${y})`} />
      ))}
    </>
  );
}

export function GradientCurves({ plan, pins, hasCell, read, readNorm, names, title }: GradientCurvesProps) {
  const { 'gradient-lab': m } = useLabMessages();
  const { width, height, left, right, curves, theory } = plan;
  const [present, ...rest] = curves;
  const memory = hasCell ? rest[0] : undefined;
  const others = hasCell ? rest.slice(1) : rest;
  const firstPin = curves.length - others.length;
  const narrow = width < 520;
  const { axis } = plan;
  const end = present?.end;
  const state: State = hasCell ? 'cell' : 'hidden';
  return (
    <svg className="glab-picture" width={width} height={height} aria-hidden="true">
      <text className="glab-title" x={left} y={14}>
        {title}
      </text>
      <Grid plan={plan} />
      {plan.factors && <Factors plan={plan} factors={plan.factors} state={state} />}
      {plan.hops.map(({ value, at }) => (
        <text key={value} className="glab-tick" x={at} y={axis + 18} textAnchor="middle">
          {value}
        </text>
      ))}
      {present && plan.hopAt(left) === plan.longest && (
        <text className="glab-title" x={left} y={axis + 37}>
          {m.firstStep}
        </text>
      )}
      <path className="glab-way" d={`M${right},${axis + 33}H${right - 24}m5,-4l-5,4l5,4`} />
      <text className="glab-title" x={right - 32} y={axis + 37} textAnchor="end">
        {narrow ? m.hopsAxisShort : m.hopsAxis}
      </text>
      {theory && (
        <g>
          <path className="glab-theory" d={theory.path} clipPath="url(#glab-clip)" />
          {theory.end && (
            <text
              className="glab-end glab-muted"
              x={theory.end.x - 8}
              y={theory.end.name}
              dy="0.35em"
              textAnchor="end"
            >
              {names.at(-1)}
            </text>
          )}
        </g>
      )}
      <clipPath id="glab-clip">
        <rect x={left} y={plan.top} width={right - left} height={plan.bottom - plan.top} />
      </clipPath>
      {placed(plan.behind).map(({ item, at }) => (
        <path key={at} className="glab-line glab-behind" d={item} />
      ))}
      {placed(others).map(({ item: curve, at }) => {
        const pin = pins[at];
        if (!pin) return null;
        return (
          <g key={pin.letter} className={curveClass(true, pin.state)} data-pin={pin.letter}>
            <path className="glab-line" d={curve.path} strokeDasharray={dashOf(pin.letter)} />
            <Odd curve={curve} radius={2} />
            {curve.end && (
              <text className="glab-end" x={curve.end.x - 8} y={curve.end.name} dy="0.35em" textAnchor="end">
                {names[firstPin + at]}
              </text>
            )}
          </g>
        );
      })}
      {memory && (
        <g className="glab-memory">
          <path className="glab-line" d={memory.path} strokeDasharray={memoryDash} />
          <Odd curve={memory} radius={2.5} />
          {memory.end && (
            <>
              <rect className="glab-dot" x={memory.end.x - 4} y={memory.end.y - 4} width={8} height={8} />
              <text
                className="glab-end glab-strong"
                x={memory.end.x - 10}
                y={memory.end.name}
                dy="0.35em"
                textAnchor="end"
              >
                {names[1]}
              </text>
            </>
          )}
        </g>
      )}
      {present && (
        <g className="glab-present">
          <path className="glab-line" d={present.path} />
          {present.dots.map(({ x, y }) => (
            <circle key={x} className="glab-dot" cx={x} cy={y} r={narrow ? 1.8 : 2.2} />
          ))}
          <Odd curve={present} radius={2.5} />
          {end && (
            <>
              <circle className="glab-head" transform={`translate(${end.x},${end.y})`} r={4.5} />
              <text className="glab-end glab-strong" x={end.x - 10} y={end.name} dy="0.35em" textAnchor="end">
                {names[0]}
              </text>
            </>
          )}
        </g>
      )}
      {read !== undefined && (
        <g className={curveClass(false, state)}>
          <line className="glab-read" x1={plan.x(read)} x2={plan.x(read)} y1={plan.top} y2={axis} />
          {readNorm !== undefined && (
            <circle className="glab-ring" cx={plan.x(read)} cy={plan.y(readNorm)} r={5} />
          )}
        </g>
      )}
    </svg>
  );
}
