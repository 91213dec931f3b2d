// A recurrent network unrolled over a real sentence: forward step by step and layer by layer, the losses, the gradient's
// way back hop by hop with its measured size, and every shared weight's gradient put together from its steps.
import './unrolled.css';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { settings } from '../../experiment/lab/settings.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import type { UnitSpot } from '../../geometry/lab/unrolled.ts';
import { beatCount } from '../../geometry/lab/unrolledBeats.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabFigureProps, StepPlace } from '../definition.ts';
import { LabFrame } from '../frame/LabFrame.tsx';
import { useLinked, useLinkedNumber } from '../frame/linked.ts';
import { SignedLegend } from '../frame/SignedLegend.tsx';
import { useBeats } from '../frame/useBeats.ts';
import { Broken } from '../lab/Broken.tsx';
import { useProblemWords } from '../lab/useProblemWords.ts';
import { shownValue, useTrace } from '../lab/useTrace.ts';
import type { Lit } from './Column.tsx';
import { Controls, type View, views } from './Controls.tsx';
import { unrolledData } from './data.ts';
import { type Drawn, draw, hasGradient, type StateId, sharesOfRow } from './drawn.ts';
import { FoldedStage } from './FoldedStage.tsx';
import { GradientLegend } from './GradientLegend.tsx';
import { beatWords, litWords, placeWords, readout } from './readout.ts';
import type { AlongGradient } from './shares.ts';
import { UnrolledStage } from './UnrolledStage.tsx';

export default function UnrolledFigure(props: LabFigureProps) {
  const problemOf = useProblemWords();
  const { unrolled: m } = useLabMessages();
  const [view, setView] = useLinked<View>('form', views, 'unfolded');
  const [state, setState] = useLinked<StateId>('state', ['hidden', 'cell'], 'hidden');
  const [truncation, setTruncation] = useLinkedNumber('truncation', settings.truncation);
  const [lit, setLit] = useState<Lit | null>(null);
  const [pointed, setPointed] = useState<UnitSpot>();
  const answer = useTrace(props, undefined, truncation);
  const trace = useKept(shownValue(answer), answer.state === 'failed');
  const made = useMemo(() => (trace ? draw(trace, state) : undefined), [trace, state]);
  const drawn = made?.broken ? undefined : made;
  const ledTo = drawn && props.place ? rowOf(drawn, props.place) : undefined;
  // Links count layers from 1.
  const [layerAt, setLayerAt] = useLinkedNumber(
    'layer',
    drawn ? { min: 1, max: drawn.rows.length } : undefined,
  );
  const chosen = layerAt === undefined ? undefined : layerAt - 1;
  const place = drawn ? Math.min(chosen ?? ledTo ?? topForward(drawn), drawn.rows.length - 1) : 0;
  const traced = drawn?.rows[place]?.traced;
  const shares = useShares(drawn, place);
  const beats = useBeats(drawn ? beatCount(drawn.shape) : 0);
  const spot = pointed && drawn && isThere(drawn, pointed) ? pointed : undefined;
  const spoken = drawn && spot ? placeWords(drawn, spot, beats.index, m) : '';
  const read = () => {
    if (!drawn) return '';
    return spoken || (lit && litWords(drawn, lit, m)) || readout(drawn, beats.index, place, shares, m);
  };
  const pin = (at: UnitSpot | undefined) => {
    const tensor = at && drawn?.rows[at.row]?.states[at.t];
    if (!drawn || !at || tensor === undefined) return props.onPin(null);
    props.onPin({ tensor, index: at.unit, of: hasGradient(drawn, at, beats.index) ? 'gradient' : 'value' });
  };
  const open = ({ row, t }: Pick<UnitSpot, 'row' | 't'>) => {
    const at = drawn?.rows[row]?.traced;
    if (at) props.actions.openAt('cell', { step: t, layer: at.layer, direction: at.direction });
  };
  const pinned = drawn && pinnedSpot(drawn, props.pinned);
  return (
    <LabFrame
      id="unrolled"
      title={m.title}
      state={answer.state}
      problem={problemOf(answer)}
      beats={{ beats, label: (index) => (drawn ? beatWords(drawn, index, m) : '') }}
      controls={
        drawn && (
          <Controls
            drawn={drawn}
            view={view}
            onView={setView}
            onState={setState}
            truncation={truncation ?? props.view.config.truncation}
            onTruncation={setTruncation}
            place={place}
            onPlace={(row) => setLayerAt(row + 1)}
          />
        )
      }
      legend={
        drawn && (
          <>
            <SignedLegend label={m.stateScale[drawn.state]} extent={drawn.extent} />
            {drawn.shape.gradients && (
              <GradientLegend label={m.gradientScale(m.symbol[drawn.state])} scale={drawn.strokes} />
            )}
          </>
        )
      }
      readout={read()}
      answers={spoken !== '' || lit !== null}
      data={() => (drawn ? unrolledData(drawn, m) : { caption: m.table, columns: [], rows: [] })}
      step={trace?.step ?? 0}
      link={props.link}
    >
      {made?.broken ? (
        <Broken step={made.trace.step} showStep={props.actions.showStep} />
      ) : drawn ? (
        <div className="unrolled">
          <p className="figure-unseen">{m.hint}</p>
          {view === 'folded' ? (
            <FoldedStage
              drawn={drawn}
              beat={beats.index}
              direction={traced?.direction ?? 'forward'}
              shares={shares}
            />
          ) : (
            <UnrolledStage
              drawn={drawn}
              beat={beats.index}
              place={place}
              shares={shares}
              lit={lit}
              onLit={(next) => setLit((last) => (sameLit(last, next) ? last : next))}
              ringed={spot ?? pinned}
              onPlace={(next) => setPointed((last) => (sameSpot(last, next) ? last : next))}
              onPin={pin}
              spoken={spoken}
              shown={props.place?.step ?? null}
              opens={pinned?.row ?? place}
              onOpen={open}
            />
          )}
        </div>
      ) : undefined}
    </LabFrame>
  );
}

/**
 * The parts of a row's weights' gradients. They take a product for every step and weight: of a long text they come in a
 * turn of their own, after the picture.
 */
function useShares(drawn: Drawn | undefined, place: number): readonly AlongGradient[] {
  const last = useDeferredValue(drawn);
  const late = last && drawn && last.shape.steps === drawn.shape.steps ? last : undefined;
  return useMemo(() => {
    const traced = late?.rows[Math.min(place, late.rows.length - 1)]?.traced;
    return late && traced ? sharesOfRow(late.trace, traced) : [];
  }, [late, place]);
}

/** The trace before, while the next is computed: a slider must not make the picture go. */
function useKept(now: Trace | null, failed: boolean): Trace | null {
  const last = useRef<Trace | null>(null);
  useEffect(() => {
    if (now || failed) last.current = now;
  }, [now, failed]);
  return now ?? (failed ? null : last.current);
}

/** The row whose weights are shown at first: the top layer, reading forward. */
const topForward = ({ rows, shape }: Drawn) => rows.length - shape.directions;

const rowOf = ({ rows }: Drawn, { layer, direction }: StepPlace) => {
  const row = rows.findIndex(({ traced }) => traced.layer === layer && traced.direction === direction);
  return row < 0 ? undefined : row;
};

const sameLit = (one: Lit | null, other: Lit | null) =>
  one?.row === other?.row && one?.which === other?.which;

const sameSpot = (one: UnitSpot | undefined, other: UnitSpot | undefined) =>
  one?.row === other?.row && one?.t === other?.t && one?.unit === other?.unit;

const isThere = ({ rows, shape, units }: Drawn, { row, t, unit }: UnitSpot) =>
  row < rows.length && t < shape.steps && unit < units;

function pinnedSpot({ rows }: Drawn, pinned: LabFigureProps['pinned']): UnitSpot | undefined {
  if (!pinned) return undefined;
  const row = rows.findIndex(({ states }) => states.includes(pinned.tensor));
  const t = rows[row]?.states.indexOf(pinned.tensor) ?? -1;
  return t < 0 ? undefined : { row, t, unit: pinned.index };
}
