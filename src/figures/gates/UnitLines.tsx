// One unit through the sentence: all that its gates and states did, as lines with their names at the ends.

import type { Trace } from '../../experiment/lab/trace.ts';
import { roundExtent } from '../../geometry/diverging.ts';
import { unitLines } from '../../geometry/lab/traces.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { placed } from '../frame/placed.ts';
import { type Quantity, tensorAt } from '../lab/quantities.ts';

interface UnitLinesProps {
  readonly trace: Trace;
  readonly quantities: readonly Quantity[];
  readonly unit: number;
  readonly beat: number;
  readonly width: number;
}

const height = 224;
/** A second cue beside colour. */
const dashes = ['', '6 3', '2 3', '8 3 2 3', '', '4 2'];

export function UnitLines({ trace, quantities, unit, beat, width }: UnitLinesProps) {
  const { gates: m, quantities: names } = useLabMessages();
  const numbers = useNumbers();
  const series = quantities.map(({ steps }) =>
    steps.slice(0, beat + 1).map((id) => tensorAt(trace, id).values[unit] ?? Number.NaN),
  );
  const whole = quantities.flatMap(({ steps }) => steps.map((id) => tensorAt(trace, id).values[unit] ?? 0));
  const plan = unitLines(series, trace.labels, roundExtent(whole), { width, height });
  const left = plan.steps[0] ?? 0;
  const right = plan.steps.at(-1) ?? width;
  return (
    <>
      <h4 className="gates-name gates-followed">{m.lines(unit)}</h4>
      <svg className="gates-lines" width={width} height={height} role="img" aria-label={m.lines(unit)}>
        {plan.rules.map(({ value, y }) => (
          <g key={value}>
            <line className="gates-rule" x1={left} x2={right} y1={y} y2={y} />
            <text className="gates-tick" x={left - 8} y={y} dy="0.35em" textAnchor="end">
              {numbers.rate(value)}
            </text>
          </g>
        ))}
        {plan.names.map(({ step, text, x }) => (
          <text
            key={step}
            className={step === beat ? 'gates-word gates-word-now' : 'gates-word'}
            x={x}
            y={plan.nameY}
            textAnchor="middle"
          >
            {text}
          </text>
        ))}
        {placed(quantities).map(({ item: { id, role, symbol }, at }) => (
          <g key={id} style={{ color: roleColour(role) }}>
            <path className="gates-line" d={plan.paths[at]} strokeDasharray={dashes[at % dashes.length]} />
            <text className="gates-end" x={right + 8} y={plan.ends[at]} dy="0.35em">
              {symbol} {names[id]}
            </text>
          </g>
        ))}
      </svg>
    </>
  );
}
