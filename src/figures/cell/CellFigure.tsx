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
import { useWidth } from '../lab/useWidth.ts';
import { CellDiagram } from './CellDiagram.tsx';
import { Clamps } from './Clamps.tsx';
import { cellData } from './data.ts';
import { EffectTable } from './EffectTable.tsx';
import { Equations } from './Equations.tsx';
import { saidBy } from './effect.ts';
import { nodeOf } from './reading.ts';
import { moveSentence, outputWords } from './sentences.ts';
import { ThicknessLegend } from './ThicknessLegend.tsx';
import { useCell } from './useCell.ts';
import type { Spot } from './useDiagramCursor.ts';
import { Words } from './Words.tsx';

/** From this width on the equations stand beside the diagram. */
const beside = 680;
const equationsWidth = 244;

export default function CellFigure(props: LabFigureProps) {
  const { cell: m, gates } = useLabMessages();
  const cell = useCell(props);
  const { answer, shown, held, onHold, place, setPlace, setStep } = cell;
  const diagram = cell.diagram;
  const [unit, setUnit] = useState(0);
  const [pointed, setPointed] = useState<Spot>();
  const beats = useBeats(diagram.moves.length);
  const { box, width } = useWidth();
  const wide = width >= beside;
  const room = wide ? Math.min(720, width - equationsWidth - 24) : width;
  const reading = shown?.reading;
  const word = shown?.trace.labels[shown.step] ?? '';
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
  const lines = Math.ceil((reading?.units ?? 1) / 16);
  const said = shown && beats.index === diagram.moves.length - 1 ? saidBy(shown.trace, shown.step) : null;
  return (
    <LabFrame
      id="cell"
      title={m.title}
      state={answer.state}
      problem={answer.state === 'failed' ? answer.message : undefined}
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
            <SignedLegend label={m.states} extent={shown.domains.extent} />
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
      {shown && reading && (
        <div ref={box} className="cell">
          <Words labels={shown.trace.labels} chosen={shown.step} onChoose={setStep} />
          <p className="figure-unseen">{m.hint}</p>
          <div className={wide ? 'cell-stage cell-stage-wide' : 'cell-stage'}>
            <CellDiagram
              diagram={diagram}
              reading={reading}
              domains={shown.domains}
              backward={shown.backward}
              width={room}
              beat={beats.index}
              unit={followed}
              pinned={pinned}
              name={m.diagram(m.cells[cell.id], word)}
              describe={describe}
              onPoint={setPointed}
              onPin={pin}
            />
            <Equations
              diagram={diagram}
              reading={reading}
              backward={shown.backward}
              beat={beats.index}
              unit={Math.min(followed, reading.units - 1)}
              onMove={beats.seek}
              said={
                said && (
                  <p className="cell-said">
                    {m.says(outputWords(m, said.output), shown.trace.labels[said.time] ?? '')}
                  </p>
                )
              }
            />
          </div>
          {diagram.path && <p className="cell-note">{m.path}</p>}
          {lines > 1 && <p className="cell-note">{m.lines(reading.units, lines)}</p>}
          {diagram.nodes.some(({ gate }) => gate) && (
            <EffectTable effect={shown.effect} labels={shown.trace.labels} />
          )}
        </div>
      )}
    </LabFrame>
  );
}

/** Whether a spot stands for a unit of the cell, and not for one of the numbers that are read. */
function isUnit(spot: Spot | undefined, units: number): spot is Spot {
  return spot !== undefined && spot.node !== 'x' && spot.unit < units;
}
