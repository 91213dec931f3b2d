// The stage: what the numbers say in words, the way back, and what comes of it beside it or below.
import { useMemo, useState } from 'react';
import type { GradientNormsAnswer } from '../../experiment/lab/queries.ts';
import { arriving, byHops, meanFactor, sharesLeft, startOf, verdictOf } from '../../geometry/lab/decay.ts';
import { planGradients } from '../../geometry/lab/gradientCurve.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { StepReading } from '../curves/useStepReading.ts';
import type { LabFigureProps } from '../definition.ts';
import { Powers } from '../frame/Powers.tsx';
import { useWidth } from '../lab/useWidth.ts';
import { Consequence } from './Consequence.tsx';
import { CurveList, type Scale } from './CurveList.tsx';
import { GradientCurves } from './GradientCurves.tsx';
import { HopReader } from './HopReader.tsx';
import {
  disagreementOf,
  judgedAt,
  type Looked,
  type NoTheory,
  type State,
  type Theory,
  taskOf,
} from './present.ts';
import type { Arrival } from './useArrivals.ts';
import type { Kept } from './useKept.ts';
import type { Letter, Pin } from './usePins.ts';
import { consequenceWords, fateWords, theoryWords, verdictWords } from './words.ts';

interface GradientStageProps extends Pick<LabFigureProps, 'view' | 'actions'> {
  readonly kept: Kept<GradientNormsAnswer>;
  readonly hops: readonly number[];
  /** Of the cell state; undefined where there is none. */
  readonly cellHops: readonly number[] | undefined;
  readonly looked: Looked;
  /** Many steps add to the loss that is looked at: nothing is judged. */
  readonly whole: boolean;
  readonly arrivals: readonly Arrival[];
  readonly theory: Theory | NoTheory;
  readonly pins: readonly Pin[];
  readonly beat: number;
  /** The beats are being played. */
  readonly moving: boolean;
  readonly reader: StepReading;
  readonly readWords: string;
  readonly onPin: () => void;
  readonly onRemove: (letter: Letter) => void;
}

const scaled = (hops: readonly number[], scale: Scale) => (scale === 'size' ? hops : sharesLeft(hops));

/** Both pictures side by side from here on. */
const wide = 680;
const gap = 24;

export function GradientStage(props: GradientStageProps) {
  const { kept, hops, cellHops, looked, whole, theory, view, actions, pins, beat, reader } = props;
  const lead = cellHops ?? hops;
  const state: State = cellHops ? 'cell' : 'hidden';
  const { 'gradient-lab': m } = useLabMessages();
  const { box, width } = useWidth();
  const curveWidth = width >= wide ? Math.round((width - gap) * 0.62) : width;
  const resultWidth = width >= wide ? width - gap - curveWidth : width;
  const [scale, setScale] = useState<Scale>('size');
  const plan = useMemo(() => {
    const own = looked.kind === 'source' ? kept.value.flows : [];
    const drawn = typeof theory === 'string' ? undefined : theory;
    const names = [
      ...(cellHops ? [m.nowOf.hidden, m.nowOf.cell] : [m.now]),
      ...pins.map(({ letter, config }) => m.pinName(letter, m.cells[config.cell])),
      ...(drawn ? [m.theoryName] : []),
    ];
    const behind = own
      .filter(({ source }) => looked.kind === 'source' && source !== looked.source)
      .map(({ norms, cell }) => scaled(byHops(cell ?? norms), scale));
    const present = cellHops ? [hops, cellHops] : [hops];
    const curves = [...present, ...pins.map((pin) => pin.hops)].map((own) => scaled(own, scale));
    const foretold = drawn && { ...drawn, hops: scaled(drawn.hops, scale) };
    return {
      ...planGradients({
        width: curveWidth,
        curves,
        present: present.length,
        lead: whole ? null : present.length - 1,
        behind,
        names,
        until: beat,
        theory: foretold,
      }),
      names,
    };
  }, [kept, hops, cellHops, looked, whole, theory, pins, beat, curveWidth, scale, m]);
  const last = hops.length - 1;
  const read = reader.shown === undefined ? undefined : last - reader.shown;
  const { config } = kept;
  const task = useMemo(() => taskOf({ config, blindLoss: view.blindLoss }), [config, view.blindLoss]);
  // What is judged otherwise has no place on this scale.
  const comparable = useMemo(() => pins.filter((pin) => pin.config.task === config.task), [pins, config]);
  const { evaluations } = view;
  const judged = judgedAt(evaluations, kept.value.step);
  const verdict = verdictOf(lead);
  const measured = whole ? '' : m.measured(meanFactor(lead), arriving(lead));
  const before = evaluations.filter((own) => own.step <= kept.value.step);
  const fate = fateWords(m, verdict, kept, before, props.arrivals, state);
  const disagreement = disagreementOf(theory, hops);
  // What clipping does cannot be seen on the way back: say so where somebody compares.
  const unclipped = pins.some(
    ({ config: { cell, initialisation, clipNorm } }) =>
      clipNorm === 0 && cell === kept.config.cell && initialisation === kept.config.initialisation,
  );
  return (
    <div ref={box} className="glab">
      <div className="glab-says">
        {!whole && (
          <p className="glab-verdict">
            <Powers text={fate.verdict} />
          </p>
        )}
        {judged && <p className="glab-verdict">{consequenceWords(m, task, judged.metric)}</p>}
        {whole && <p className="glab-note">{m.whole}</p>}
        {!whole && fate.why && <p className="glab-note">{fate.why}</p>}
        <p className="glab-note">
          <Powers text={[measured, theoryWords(m, theory)].filter((text) => text !== '').join('. ')} />
        </p>
        {typeof theory !== 'string' && disagreement && (
          <p className="glab-note">
            <Powers text={m.disagree(disagreement.foretold, disagreement.measured, theory.kind)} />
          </p>
        )}
        {plan.behind.length > 0 && looked.kind === 'source' && (
          <p className="glab-note">{m.alone(looked.source)}</p>
        )}
        {cellHops && !whole && (
          <p className="glab-note">
            {m.cellNote(verdictWords(m, 'brief', verdictOf(hops), kept.config, 'hidden'))}
          </p>
        )}
        {kept.config.clipNorm > 0 && unclipped && <p className="glab-note">{m.clippingNote}</p>}
      </div>
      <div className="glab-panels">
        <div className="glab-box" data-moving={props.moving}>
          <GradientCurves
            plan={plan}
            pins={pins}
            hasCell={cellHops !== undefined}
            read={read}
            readNorm={
              read !== undefined && read <= beat && read >= startOf(lead)
                ? scaled(lead, scale)[read]
                : undefined
            }
            title={(cellHops ? m.curveOfBoth : m.curve)[scale]}
            names={plan.names}
          />
          <HopReader
            plan={plan}
            reader={reader}
            last={last}
            value={reader.shown ?? last - beat}
            words={props.readWords}
          />
        </div>
        <div>
          <Consequence
            width={resultWidth}
            task={task}
            evaluations={evaluations}
            pins={comparable}
            step={view.step}
            lastStep={view.lastStep}
          />
          <button
            type="button"
            className="glab-preset glab-train"
            data-export="no"
            onClick={view.running ? actions.pause : actions.train}
          >
            {view.running ? m.pause : m.train}
          </button>
        </div>
      </div>
      <CurveList
        config={kept.config}
        step={kept.value.step}
        hops={lead}
        state={state}
        whole={whole}
        evaluations={evaluations}
        pins={pins}
        scale={scale}
        onScale={setScale}
        onPin={props.onPin}
        onRemove={props.onRemove}
      />
    </div>
  );
}
