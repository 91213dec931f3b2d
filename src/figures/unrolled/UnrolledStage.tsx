// The unrolled network: names of the rows on the left, columns of steps in a strip that scrolls where there are many.
import { useMemo } from 'react';
import { divergingScale } from '../../geometry/diverging.ts';
import { columnX, planUnrolled, type UnitSpot, unitRect } from '../../geometry/lab/unrolled.ts';
import { beatTime, shareBeat, stepsThere } from '../../geometry/lab/unrolledBeats.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { placed } from '../frame/placed.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { useWidth } from '../lab/useWidth.ts';
import { type Lit, MemoColumn } from './Column.tsx';
import { columnState } from './columnState.ts';
import { type Drawn, isCut, whichWeight } from './drawn.ts';
import { FinalLane } from './FinalLane.tsx';
import { Gutter } from './Gutter.tsx';
import { Heads } from './Heads.tsx';
import { Shares } from './Shares.tsx';
import { Strips } from './Strips.tsx';
import type { AlongGradient } from './shares.ts';
import { usePlace } from './usePlace.ts';
import { useScroll } from './useScroll.ts';

export interface StageProps {
  readonly drawn: Drawn;
  readonly beat: number;
  /** The row whose weights' gradients are put together below. */
  readonly place: number;
  readonly shares: readonly AlongGradient[];
  readonly lit: Lit | null;
  readonly onLit: (lit: Lit | null) => void;
  /** What stands out: what is pointed at, else what is pinned. */
  readonly ringed: UnitSpot | undefined;
  readonly onPlace: (place: UnitSpot | undefined) => void;
  readonly onPin: (place: UnitSpot | undefined) => void;
  /** What a screen reader says of the cursor's place; empty for none. */
  readonly spoken: string;
  /** The step that another figure led to; null for none. */
  readonly shown: number | null;
  /** The row whose cells the steps' buttons open. */
  readonly opens: number;
  readonly onOpen: (place: Pick<UnitSpot, 'row' | 't'>) => void;
}

export function UnrolledStage(props: StageProps) {
  const { drawn, beat, place, shares, lit, ringed, spoken, opens } = props;
  const { unrolled: m } = useLabMessages();
  const scheme = useColourScheme();
  const { box, width } = useWidth();
  const { trace, shape, units, rows } = drawn;
  const gutter = width < 560 ? 72 : 96;
  const room = width - gutter;
  const { steps, layers, directions } = shape;
  const plan = useMemo(
    () => planUnrolled({ steps, layers, directions, units, words: trace.labels, width: room }),
    [steps, layers, directions, units, trace.labels, room],
  );
  const scale = useMemo(() => divergingScale(drawn.extent, scheme), [drawn.extent, scheme]);
  const direction = rows[place]?.traced.direction ?? 'forward';
  const now = beatTime(shape, beat, direction);
  const cursor = usePlace({
    plan,
    shape,
    units,
    start: props.shown ?? now ?? 0,
    shown: props.shown,
    reach: (row) => {
      const traced = rows[row]?.traced;
      return traced ? stepsThere(shape, traced.layer, traced.direction, beat) : null;
    },
    onPlace: props.onPlace,
    onLit: props.onLit,
    onPin: props.onPin,
    onOpen: props.onOpen,
  });
  const scroll = useScroll(plan, room, now, cursor.walked);
  const columns = useMemo(
    () =>
      Array.from({ length: scroll.to - scroll.from }, (_, at) => ({
        t: scroll.from + at,
        state: columnState(drawn, scroll.from + at, beat, place),
      })),
    [drawn, beat, place, scroll.from, scroll.to],
  );
  const shown = useMemo(
    () => trace.labels.map((_, t) => shape.gradients && beat >= shareBeat(shape, direction, t)),
    [trace.labels, shape, direction, beat],
  );
  const opened = rows[opens]?.traced;
  const openedLayer = opened ? m.layerName(opened.layer, opened.direction === 'backward') : '';
  const ring = ringed && unitRect(plan, ringed);
  // A picture with a cursor inside, as in Matrix.tsx: there is no native element for it.
  const reader = {
    role: 'img',
    tabIndex: 0,
    'aria-label': spoken ? `${m.name}. ${spoken}` : m.name,
  } as const;
  return (
    <div className="unrolled-stage" ref={box} style={{ gridTemplateColumns: `${gutter}px minmax(0, 1fr)` }}>
      <Gutter
        drawn={drawn}
        plan={plan}
        place={place}
        shares={shares}
        shown={shown}
        lit={lit}
        onLit={props.onLit}
      />
      <div className="unrolled-scroll" ref={scroll.box} onScroll={scroll.onScroll}>
        <div
          className="unrolled-field"
          {...reader}
          style={{ width: plan.width, height: plan.height }}
          {...cursor.handlers}
        >
          {columns.map(({ t, state }) => (
            <Strips
              key={t}
              drawn={drawn}
              plan={plan}
              t={t}
              there={state.states.reduce((bits, there, row) => bits | (there ? 1 << row : 0), 0)}
              scale={scale}
            />
          ))}
          <svg className="unrolled-lines" width={plan.width} height={plan.height} aria-hidden="true">
            {columns.map(
              ({ t }) =>
                shape.gradients &&
                isCut(trace.request.truncation, t) && (
                  <g key={t} className="unrolled-window">
                    <line x1={t * plan.pitch} x2={t * plan.pitch} y1={plan.outputBottom} y2={plan.inputY} />
                    <text
                      className="unrolled-small"
                      x={t * plan.pitch}
                      y={plan.outputBottom - 4}
                      textAnchor="middle"
                    >
                      {m.cut}
                    </text>
                  </g>
                ),
            )}
            <FinalLane drawn={drawn} plan={plan} beat={beat} />
            {columns.map(({ t, state }) => (
              <MemoColumn
                key={t}
                drawn={drawn}
                plan={plan}
                t={t}
                x={columnX(plan, t)}
                state={state}
                lit={lit}
              />
            ))}
          </svg>
          {ring && (
            <span
              className="unrolled-ring"
              style={{ left: ring.x, top: ring.y, width: ring.width, height: ring.height }}
            />
          )}
        </div>
        <Heads
          plan={plan}
          from={scroll.from}
          to={scroll.to}
          start={props.shown ?? now ?? 0}
          name={(t) => m.openCell(openedLayer, trace.labels[t] ?? '')}
          onOpen={(t) => props.onOpen({ row: opens, t })}
        />
        {placed(shares).map(({ item, at }) => {
          const which = whichWeight(item.weight.name);
          return (
            <Shares
              key={at}
              shares={item}
              which={which}
              direction={direction}
              plan={plan}
              shown={shown}
              lit={lit?.row === place && lit.which === which}
            />
          );
        })}
      </div>
      <p className="unrolled-note">{shape.gradients ? m.sharesNote : m.unfinished}</p>
    </div>
  );
}
