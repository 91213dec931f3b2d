// One step of the unrolled network: what goes into its cells and out of them, forward and back. Coordinates are from the
// column's middle. The states themselves are painted on a canvas below.
import { memo } from 'react';
import type { Stroke } from '../../geometry/lab/gradientStroke.ts';
import { fitted, type UnrolledPlan } from '../../geometry/lab/unrolled.ts';
import {
  type Arrow,
  arrowOf,
  columnLines,
  type ForwardLine,
  type Line,
} from '../../geometry/lab/unrolledLines.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { DrawnPowers } from '../frame/Powers.tsx';
import { placed } from '../frame/placed.ts';
import type { ColumnState } from './columnState.ts';
import { type Drawn, isCut } from './drawn.ts';
import { saidAt } from './said.ts';
import { WeightMark } from './WeightMark.tsx';

/** A weight, all of whose copies are lit. */
export interface Lit {
  readonly row: number;
  readonly which: 'ih' | 'hh';
}

interface ColumnProps {
  readonly drawn: Drawn;
  readonly plan: UnrolledPlan;
  readonly t: number;
  readonly x: number;
  readonly state: ColumnState;
  readonly lit: Lit | null;
}

function Column({ drawn, plan, t, x, state, lit }: ColumnProps) {
  const { unrolled: m } = useLabMessages();
  const { trace, rows, shape, strokes } = drawn;
  const lines = columnLines(plan, shape, t);
  const isLit = (row: number, which: 'ih' | 'hh') => lit?.row === row && lit.which === which;
  const role = drawn.state === 'cell' ? 'cell' : 'hidden';
  return (
    <g transform={`translate(${x} 0)`}>
      {forwardPaths(lines.forward, state).map(({ from, shaft, head }) => (
        <g key={from} style={{ color: roleColour(from === 'state' ? role : from) }}>
          <path className="unrolled-line" d={shaft} />
          <path className="unrolled-head" d={head} />
        </g>
      ))}
      {placed(lines.tags).map(
        ({ item, at }) =>
          // W_hh reads the hidden state: on the way of the cell state there is none.
          (item.which === 'ih' || role === 'hidden') &&
          state.states[item.row] && (
            <WeightMark
              key={at}
              {...item}
              side={item.x < 0 ? 'end' : 'start'}
              lit={isLit(item.row, item.which)}
            />
          ),
      )}
      {placed(rows).map(({ item: { parts }, at }) => {
        const place = plan.rows[at];
        const back = lines.back[at];
        if (!place || !back) return null;
        const cut = back.later !== null && isCut(trace.request.truncation, Math.max(t, back.later));
        const time = strokes.stroke(parts.throughTime[t] ?? 0);
        const above = strokes.stroke(parts.fromAbove[t] ?? 0);
        const left = place.x - plan.block.width / 2;
        return (
          <g key={at}>
            <rect
              className={state.states[at] ? 'unrolled-node' : 'unrolled-node unrolled-future'}
              style={{ color: roleColour(role) }}
              x={left - 0.5}
              y={place.y - 0.5}
              width={plan.block.width + 1}
              height={plan.block.height + 1}
            />
            {state.now[at] && (
              <rect
                className="unrolled-now"
                x={left - 4}
                y={place.y - 4}
                width={plan.block.width + 8}
                height={plan.block.height + 8}
              />
            )}
            {state.gradients[at] && (
              <g className="unrolled-back" style={{ color: roleColour('gradient') }}>
                {back.hop && time && !cut && <BackArrow line={back.hop} stroke={time} mark="time" />}
                {back.hop && cut && <path className="unrolled-cut" d={cutMark(back.hop)} />}
                {/* What comes to a cell state through h came from above or along time: no arrow of its own. */}
                {back.above && above && role === 'hidden' && (
                  <BackArrow line={back.above} stroke={above} mark="above" />
                )}
                <text
                  className="unrolled-norm"
                  x={back.number.x}
                  y={back.number.y}
                  textAnchor={back.number.anchor}
                >
                  <DrawnPowers text={m.value(parts.whole[t] ?? 0)} />
                </text>
              </g>
            )}
          </g>
        );
      })}
      {state.output && <Said drawn={drawn} plan={plan} t={t} />}
      <text
        className={state.states.includes(true) ? 'unrolled-word' : 'unrolled-word unrolled-unread'}
        {...(state.states.includes(true) ? { style: { color: roleColour('input') } } : {})}
        y={plan.inputY}
        dy="0.35em"
        textAnchor="middle"
      >
        {fitted(trace.labels[t] ?? '', plan.pitch - 8, 14)}
      </text>
    </g>
  );
}

const isThere = ({ output, states }: ColumnState, needs: number | null) =>
  needs === null ? output : needs < 0 ? states.includes(true) : states[needs];

/** One pair of paths for each colour: a column has few elements, however many layers there are. */
function forwardPaths(lines: readonly ForwardLine[], state: ColumnState) {
  const paths = new Map<ForwardLine['from'], Arrow>();
  for (const { line, from, needs } of lines) {
    if (!isThere(state, needs)) continue;
    const { shaft, head } = arrowOf(line, 6);
    const known = paths.get(from);
    paths.set(from, { shaft: (known?.shaft ?? '') + shaft, head: (known?.head ?? '') + head });
  }
  return [...paths].map(([from, arrow]) => ({ from, ...arrow }));
}

const cutMark = ([x1, y, x2]: Line) => {
  const middle = (x1 + x2) / 2;
  return `M${middle - 5} ${y + 7}L${middle + 1} ${y - 7}M${middle} ${y + 7}L${middle + 6} ${y - 7}`;
};

interface BackArrowProps {
  readonly line: Line;
  readonly stroke: Stroke;
  readonly mark: 'time' | 'above';
}

/** Dashed, as thick as its norm. */
function BackArrow({ line, stroke, mark }: BackArrowProps) {
  const { shaft, head } = arrowOf(line, 5 + stroke.width * 0.6);
  return (
    <g opacity={stroke.opacity} data-mark={mark}>
      <path className="unrolled-line unrolled-dashed" d={shaft} strokeWidth={stroke.width} />
      <path className="unrolled-head" d={head} />
    </g>
  );
}

/** What the network says at a step, what it should say, and the loss. */
function Said({ drawn: { trace }, plan, t }: Pick<ColumnProps, 'drawn' | 'plan' | 't'>) {
  const { unrolled: m } = useLabMessages();
  const said = saidAt(trace, t, m);
  const loss = trace.losses[t] ?? Number.NaN;
  const target = trace.targets[t] ?? null;
  const room = plan.pitch - 8;
  return (
    <g className="unrolled-said" textAnchor="middle">
      {!Number.isNaN(loss) && (
        <text className="unrolled-text" style={{ color: roleColour('loss') }} y={plan.lossY} dy="0.35em">
          <DrawnPowers text={m.value(loss)} />
        </text>
      )}
      {target !== null && (
        <text className="unrolled-text" style={{ color: roleColour('target') }} y={plan.targetY} dy="0.35em">
          {fitted(target, room, 13)}
        </text>
      )}
      {said && (
        <text className="unrolled-word" style={{ color: roleColour('output') }} y={plan.outputY} dy="0.35em">
          {fitted(said.word, room, 14)}
        </text>
      )}
      {said?.note && (
        <text
          className="unrolled-text"
          style={{ color: roleColour('output') }}
          y={plan.outputY + 18}
          dy="0.35em"
        >
          {said.note}
        </text>
      )}
    </g>
  );
}

export const MemoColumn = memo(
  Column,
  (before, after) =>
    before.drawn === after.drawn &&
    before.plan === after.plan &&
    before.t === after.t &&
    before.x === after.x &&
    before.lit === after.lit &&
    before.state.key === after.state.key,
);
