// Inside one cell, at one word: every vector with its real numbers, move by move, and the equations beside it with the
// numbers of one unit. Any gate can be held at 0 or 1; the figure then says what that does against the free run.
import './cell.css';
import { useMemo, useState } from 'react';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabFigureProps } from '../definition.ts';
import { Choice } from '../frame/Choice.tsx';
import { LabFrame } from '../frame/LabFrame.tsx';
import { ScaleLegend } from '../frame/ScaleLegend.tsx';
import { SignedLegend } from '../frame/SignedLegend.tsx';
import { useBeats } from '../frame/useBeats.ts';
import { Broken } from '../lab/Broken.tsx';
import { useProblemWords } from '../lab/useProblemWords.ts';
import { CellStage } from './CellStage.tsx';
import { Clamps } from './Clamps.tsx';
import { cellData } from './data.ts';
import { nodeOf } from './reading.ts';
import { moveSentence, spelled } from './sentences.ts';
import { ThicknessLegend } from './ThicknessLegend.tsx';
import { useCell } from './useCell.ts';
import type { Spot } from './useDiagramCursor.ts';

export default function CellFigure(props: LabFigureProps) {
  const problemOf = useProblemWords();
  const { cell: m, gates } = useLabMessages();
  const cell = useCell(props);
  const { answer, shown, held, onHold, place, setPlace, setStep } = cell;
  const diagram = cell.diagram;
  const [unit, setUnit] = useState(0);
  const [pointed, setPointed] = useState<Spot>();
  const beats = useBeats(cell.brokenAt === null ? diagram.moves.length : 0);
  const reading = shown?.reading;
  const word = spelled(m, shown?.trace.labels[shown.step]);
  const followed = reading && isUnit(pointed, reading.units) ? pointed.unit : unit;
  const move = diagram.moves[beats.index]?.id ?? 'read';
  const pinned = useMemo(() => {
    const node = reading && props.pinned?.of === 'value' ? nodeOf(reading, props.pinned.tensor) : undefined;
    return node && props.pinned ? { node, unit: props.pinned.index } : undefined;
  }, [reading, props.pinned]);
  const describe = ({ node, unit: at }: Spot) => {
    const from = diagram.nodes.find(({ id }) => id === node)?.move ?? 'read';
    if (diagram.moves.findIndex(({ id }) => id === from) > beats.index)
      return m.notYet(m.names[node], m.moves[from]);
    return m.point(m.names[node], at, word, reading?.nodes.get(node)?.values[at] ?? Number.NaN);
  };
  const pin = (spot: Spot | undefined) => {
    const tensor = spot && reading?.nodes.get(spot.node);
    if (spot && reading && isUnit(spot, reading.units)) setUnit(spot.unit);
    props.onPin(spot && tensor ? { tensor: tensor.id, index: spot.unit, of: 'value' } : null);
  };
  const read = () => {
    if (!shown || !reading) return '';
    if (pointed) return describe(pointed);
    const told = moveSentence(m, move, { diagram, ...shown });
    return shown.effect && !Number.isNaN(shown.effect.loss.free)
      ? `${told} ${m.heldReads(shown.effect.loss.held, shown.effect.loss.held - shown.effect.loss.free)}`
      : told;
  };
  return (
    <LabFrame
      id="cell"
      title={m.title}
      state={answer.state}
      problem={problemOf(answer)}
      beats={{
        beats,
        label: (at) => m.move(m.moves[diagram.moves[at]?.id ?? 'read'], at, diagram.moves.length),
      }}
      controls={
        <>
          {shown && shown.trace.layers.length > 1 && (
            <Choice
              id="cell-layer"
              label={m.layer}
              value={String(place)}
              options={shown.trace.layers.map(({ layer, direction }, at) => ({
                id: String(at),
                words: gates.layerName(layer, direction === 'backward'),
              }))}
              onChoose={(chosen) => setPlace(Number(chosen))}
            />
          )}
          <Clamps diagram={diagram} held={held} onHold={onHold} />
        </>
      }
      legend={
        shown && (
          <>
            {diagram.nodes.some(({ range }) => range === 'unit') && <ScaleLegend label={m.gates} />}
            <SignedLegend
              label={diagram.nodes.some(({ id }) => id === 'candidate') ? m.states : m.statesAndSums}
              extent={shown.domains.state}
            />
            <SignedLegend label={m.input} extent={shown.domains.read} />
            <ThicknessLegend label={m.thickness} domain={shown.domains.size} />
          </>
        )
      }
      readout={read()}
      answers={pointed !== undefined || shown?.effect !== undefined}
      data={() =>
        shown ? cellData(diagram, shown.reading, shown.free, m) : { caption: m.table, columns: [], rows: [] }
      }
      step={shown?.trace.step ?? 0}
      link={props.link}
    >
      {cell.brokenAt !== null ? (
        <Broken step={cell.brokenAt} showStep={props.actions.showStep} />
      ) : shown ? (
        <CellStage
          id={cell.id}
          diagram={diagram}
          shown={shown}
          beats={beats}
          unit={followed}
          pinned={pinned}
          describe={describe}
          onPoint={setPointed}
          onPin={pin}
          onStep={setStep}
          onOverview={cell.onOverview}
        />
      ) : undefined}
    </LabFrame>
  );
}

/** Whether a spot stands for a unit of the cell, and not for one of the numbers that are read. */
function isUnit(spot: Spot | undefined, units: number): spot is Spot {
  return spot !== undefined && spot.node !== 'x' && spot.unit < units;
}
