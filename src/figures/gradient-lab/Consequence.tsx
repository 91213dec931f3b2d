// What comes of it: how well held-out examples are answered, over the updates, beside what guessing comes to.
import { memo, useMemo } from 'react';
import { planConsequence } from '../../geometry/lab/consequence.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import type { LabEvaluation } from '../definition.ts';
import { placed } from '../frame/placed.ts';
import type { Task } from './present.ts';
import { dashOf, type Pin } from './usePins.ts';

interface ConsequenceProps {
  readonly width: number;
  readonly task: Task;
  readonly evaluations: readonly LabEvaluation[];
  readonly pins: readonly Pin[];
  /** The step that is shown, and the newest. */
  readonly step: number;
  readonly lastStep: number;
}

/** Not drawn again with every beat. */
export const Consequence = memo(function Consequence(props: ConsequenceProps) {
  const { width, task, evaluations, pins, step, lastStep } = props;
  const { 'gradient-lab': m } = useLabMessages();
  const numbers = useNumbers();
  const plan = useMemo(
    () =>
      planConsequence({
        width,
        lines: [evaluations, ...pins.map((pin) => pin.evaluations)],
        names: [m.now, m.consequence.chance[task.metric]],
        metric: task.metric,
        chance: task.chance,
        until: lastStep,
      }),
    [width, evaluations, pins, task.metric, task.chance, lastStep, m],
  );
  const [present, ...others] = plan.lines;
  const { left, right, chance } = plan;
  return (
    <svg
      className="glab-picture"
      width={width}
      height={plan.height}
      role="img"
      aria-label={m.consequence[task.metric]}
    >
      <text className="glab-title" x={left} y={14}>
        {m.consequence[task.metric]}
      </text>
      {plan.values.map(({ value, at }) => (
        <g key={value}>
          <line className="glab-grid" x1={left} x2={right} y1={at} y2={at} />
          <text className="glab-tick" x={left - 8} y={at} dy="0.35em" textAnchor="end">
            {m.consequence.tick[task.metric](value)}
          </text>
        </g>
      ))}
      <line className="glab-axis" x1={left} x2={right} y1={plan.bottom} y2={plan.bottom} />
      {plan.steps.map(({ value, at }) => (
        <text key={value} className="glab-tick" x={at} y={plan.bottom + 18} textAnchor="middle">
          {numbers.integer(value)}
        </text>
      ))}
      <text className="glab-title" x={right} y={plan.bottom + 37} textAnchor="end">
        {m.consequence.axis}
      </text>
      {chance !== undefined && (
        <g>
          <line className="glab-chance" x1={left} x2={right} y1={chance} y2={chance} />
          <text className="glab-end glab-muted" x={right + 6} y={chance} dy="0.35em">
            {m.consequence.chance[task.metric]}
          </text>
        </g>
      )}
      {step < lastStep && (
        <line className="glab-read" x1={plan.x(step)} x2={plan.x(step)} y1={plan.top} y2={plan.bottom} />
      )}
      {placed(others).map(({ item: { path, end }, at }) => {
        const pin = pins[at];
        if (!pin) return null;
        return (
          <g key={pin.letter} className="glab-result glab-pinned" data-pin={pin.letter}>
            <path className="glab-line" d={path} strokeDasharray={dashOf(pin.letter)} />
            {end && <circle className="glab-dot" cx={end.x} cy={end.y} r={2.5} />}
          </g>
        );
      })}
      {present && (
        <g className="glab-result">
          <path className="glab-line" d={present.path} />
          {present.end && <circle className="glab-dot" cx={present.end.x} cy={present.end.y} r={3.5} />}
        </g>
      )}
      {placed(plan.lines).map(
        ({ item: { end }, at }) =>
          end && (
            <g key={at} className="glab-result">
              {end.led && (
                <path className="glab-leader" d={`M${end.x},${end.y}L${end.name.x - 3},${end.name.y}`} />
              )}
              <text
                className={at === 0 ? 'glab-end glab-strong' : 'glab-end'}
                x={end.name.x}
                y={end.name.y}
                dy="0.35em"
              >
                {at === 0 ? m.now : pins[at - 1]?.letter}
              </text>
            </g>
          ),
      )}
      {evaluations.length === 0 && (
        <text className="glab-end glab-muted" x={(left + right) / 2} y={plan.top + 40} textAnchor="middle">
          {m.consequence.empty}
        </text>
      )}
    </svg>
  );
});
