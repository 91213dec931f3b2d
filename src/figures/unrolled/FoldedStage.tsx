// The same network folded: one cell a layer and a loop, with the numbers of the present beat. The sentence stands below
// it, so that the order of evaluation is not lost.
import { useCallback, useMemo } from 'react';
import { divergingScale } from '../../geometry/diverging.ts';
import { planFolded } from '../../geometry/lab/folded.ts';
import { fitted } from '../../geometry/lab/unrolled.ts';
import { beatTime, shareBeat } from '../../geometry/lab/unrolledBeats.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { type Paint, Picture } from '../frame/Picture.tsx';
import { DrawnPowers } from '../frame/Powers.tsx';
import { placed } from '../frame/placed.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { useWidth } from '../lab/useWidth.ts';
import { columnState } from './columnState.ts';
import type { Drawn } from './drawn.ts';
import { FoldedCell } from './FoldedCell.tsx';
import { saidAt } from './said.ts';
import type { AlongGradient } from './shares.ts';
import { Totals } from './Totals.tsx';

interface FoldedProps {
  readonly drawn: Drawn;
  readonly beat: number;
  readonly direction: 'forward' | 'backward';
  readonly shares: readonly AlongGradient[];
}

export function FoldedStage({ drawn, beat, direction, shares }: FoldedProps) {
  const { box, width } = useWidth();
  const { unrolled: m } = useLabMessages();
  const scheme = useColourScheme();
  const { trace, shape, rows, units } = drawn;
  const { layers, directions } = shape;
  const plan = useMemo(
    () => planFolded(layers, directions, units, width),
    [layers, directions, units, width],
  );
  const scale = useMemo(() => divergingScale(drawn.extent, scheme), [drawn.extent, scheme]);
  const last = shape.steps - 1;
  // Each direction is at its own step of the same beat; between the passes they stand where they ended.
  const at = rows.map(
    ({ traced }) => beatTime(shape, beat, traced.direction) ?? (traced.direction === 'forward' ? last : 0),
  );
  const there = rows.map((_, row) => columnState(drawn, at[row] ?? 0, beat, row));
  const key = rows.map((_, row) => `${at[row]}${there[row]?.states[row]}`).join();
  const { block } = plan;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says all of `at` and `there` that is painted.
  const paint = useCallback<Paint>(
    (context) => {
      plan.cells.forEach(({ x, y }, row) => {
        if (!there[row]?.states[row]) return;
        drawn.rows[row]?.values[at[row] ?? 0]?.forEach((value, unit) => {
          context.fillStyle = scale(value);
          context.fillRect(
            x - block.width / 2 + Math.floor(unit / block.rows) * block.cellWidth,
            y + (unit % block.rows) * block.cellHeight,
            block.cellWidth,
            block.cellHeight,
          );
        });
      });
    },
    [drawn, plan, block, scale, key],
  );
  const t = beatTime(shape, beat, direction) ?? last;
  const state = columnState(drawn, t, beat, 0);
  const said = state.output ? saidAt(trace, t, m) : null;
  const loss = trace.losses[t] ?? Number.NaN;
  return (
    <div className="unrolled-folded" ref={box}>
      <div
        className="unrolled-field"
        role="img"
        aria-label={m.folded.name(t, shape.steps)}
        style={{ width, height: plan.height }}
      >
        <div className="unrolled-strips" style={{ left: 0, top: 0 }}>
          <Picture paint={paint} width={width} height={plan.height} />
        </div>
        <svg className="unrolled-lines" width={width} height={plan.height} aria-hidden="true">
          {said && (
            <g textAnchor="middle">
              {!Number.isNaN(loss) && (
                <text
                  className="unrolled-text"
                  style={{ color: roleColour('loss') }}
                  x={plan.x}
                  y={plan.lossY}
                  dy="0.35em"
                >
                  {m.rows.loss} <DrawnPowers text={m.value(loss)} />
                </text>
              )}
              <text
                className="unrolled-word"
                style={{ color: roleColour('output') }}
                x={plan.x}
                y={plan.outputY}
                dy="0.35em"
              >
                {fitted(said.word, width / 2, 14)} {said.note}
              </text>
            </g>
          )}
          {placed(plan.cells).map(({ item, at: row }) => {
            const own = rows[row];
            return (
              own && (
                <FoldedCell
                  key={row}
                  drawn={drawn}
                  own={own}
                  place={item}
                  block={block}
                  step={at[row] ?? 0}
                  there={there[row]?.states[row] ?? false}
                  back={there[row]?.gradients[row] ?? false}
                />
              )
            );
          })}
        </svg>
      </div>
      <p className="unrolled-ribbon">
        {placed(trace.labels).map(({ item, at: step }) => (
          <span
            key={step}
            className={step === t ? 'unrolled-ribbon-now' : ''}
            aria-current={step === t ? 'step' : undefined}
          >
            {item}
          </span>
        ))}
      </p>
      {shape.gradients && (
        <Totals
          shares={shares}
          shown={trace.labels.map((_, step) => beat >= shareBeat(shape, direction, step))}
        />
      )}
      <p className="unrolled-note">
        {m.folded.step(t, shape.steps)}. {m.folded.note}
      </p>
    </div>
  );
}
