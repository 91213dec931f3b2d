// The same network folded: one cell a layer and a loop, with the numbers of the present beat. The sentence stands below
// it, so that the order of evaluation is not lost.
import { useCallback, useMemo } from 'react';
import { divergingScale } from '../../geometry/diverging.ts';
import { planFolded } from '../../geometry/lab/folded.ts';
import { fitted } from '../../geometry/lab/unrolled.ts';
import { beatTime } from '../../geometry/lab/unrolledBeats.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { type Paint, Picture } from '../frame/Picture.tsx';
import { DrawnPowers } from '../frame/Powers.tsx';
import { placed } from '../frame/placed.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { useWidth } from '../lab/useWidth.ts';
import { columnState } from './columnState.ts';
import { type Drawn, isCut } from './drawn.ts';
import { saidAt } from './said.ts';

interface FoldedProps {
  readonly drawn: Drawn;
  readonly beat: number;
  readonly direction: 'forward' | 'backward';
}

export function FoldedStage({ drawn, beat, direction }: FoldedProps) {
  const { box, width } = useWidth();
  const { unrolled: m } = useLabMessages();
  const scheme = useColourScheme();
  const { trace, shape, rows, units, strokes } = drawn;
  const plan = useMemo(() => planFolded(rows.length, units, width), [rows.length, units, width]);
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
      plan.cells.forEach(({ y }, row) => {
        if (!there[row]?.states[row]) return;
        drawn.rows[row]?.values[at[row] ?? 0]?.forEach((value, unit) => {
          context.fillStyle = scale(value);
          context.fillRect(
            plan.x - block.width / 2 + Math.floor(unit / block.rows) * block.cellWidth,
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
  const role = drawn.state === 'cell' ? 'cell' : 'hidden';
  const symbol = m.symbol[drawn.state];
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
          {placed(plan.cells).map(({ item: cell, at: row }) => {
            const own = rows[row];
            const step = at[row] ?? 0;
            if (!own) return null;
            const backward = own.traced.direction === 'backward';
            const gradient = there[row]?.gradients[row];
            const norm = own.parts.throughTime[step] ?? 0;
            const edge = backward ? step : step + 1;
            const cut = edge <= last && isCut(trace.request.truncation, edge);
            const stroke = gradient && !cut ? strokes.stroke(norm) : null;
            const before = backward ? step + 1 : step - 1;
            return (
              <g key={row}>
                <g style={{ color: roleColour(row === 0 ? 'input' : role) }}>
                  <path className="unrolled-line" d={cell.up} />
                  <path className="unrolled-head" d={cell.upHead} />
                </g>
                <rect
                  className={there[row]?.states[row] ? 'unrolled-node' : 'unrolled-node unrolled-future'}
                  style={{ color: roleColour(role) }}
                  x={plan.x - block.width / 2 - 0.5}
                  y={cell.y - 0.5}
                  width={block.width + 1}
                  height={block.height + 1}
                />
                <g style={{ color: roleColour(role) }}>
                  <path className="unrolled-line" d={cell.loop} />
                  <path className="unrolled-head" d={cell.loopHead} />
                  <text className="unrolled-small" x={cell.noteX} y={cell.middle - 16} dy="0.35em">
                    {before >= 0 && before <= last
                      ? m.folded.from(symbol, fitted(trace.labels[before] ?? '', 96, 13))
                      : m.folded.none(symbol)}
                  </text>
                </g>
                {gradient && (
                  <g style={{ color: roleColour('gradient') }}>
                    {stroke && (
                      <path
                        className="unrolled-line unrolled-dashed"
                        data-mark="time"
                        strokeWidth={stroke.width}
                        opacity={stroke.opacity}
                        d={cell.backLoop}
                      />
                    )}
                    {stroke && <path className="unrolled-head" opacity={stroke.opacity} d={cell.backHead} />}
                    <text className="unrolled-norm" x={cell.noteX} y={cell.middle + 4} dy="0.35em">
                      <DrawnPowers text={`∂L/∂${symbol} ${m.value(own.parts.whole[step] ?? 0)}`} />
                    </text>
                    {cut && (
                      <text className="unrolled-small" x={cell.noteX} y={cell.middle + 24} dy="0.35em">
                        {m.cut}
                      </text>
                    )}
                  </g>
                )}
                <text
                  className="unrolled-small"
                  x={plan.x - block.width / 2 - 16}
                  y={cell.middle}
                  dy="0.35em"
                  textAnchor="end"
                >
                  {m.layerName(own.traced.layer, backward)}
                </text>
              </g>
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
      <p className="unrolled-note">
        {m.folded.step(t, shape.steps)}. {m.folded.note}
      </p>
    </div>
  );
}
