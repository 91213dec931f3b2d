// What recurrence is for: one impulse goes in, then silence. The hidden state of the live network rings on; a window of
// three steps forgets after three, a layer without recurrence at once.
import './impulse.css';
import { useMemo, useState } from 'react';
import { divergingScale, roundExtent } from '../../geometry/diverging.ts';
import { type Cell, cellSize } from '../../geometry/heatmap.ts';
import { columnsOf, forgottenAt, sharesOf } from '../../geometry/lab/ringing.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabFigureProps } from '../definition.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import { LabFrame } from '../frame/LabFrame.tsx';
import { useLinkedNumber } from '../frame/linked.ts';
import { SignedLegend } from '../frame/SignedLegend.tsx';
import { Slider } from '../frame/Slider.tsx';
import { useBeats } from '../frame/useBeats.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { useProblemWords } from '../lab/useProblemWords.ts';
import { shownValue } from '../lab/useTrace.ts';
import { useWidth } from '../lab/useWidth.ts';
import { Matrix } from '../matrix/Matrix.tsx';
import { Axes, axisHeight } from './Axes.tsx';
import { networks, RingingLines } from './RingingLines.tsx';

const lengths = { min: 4, max: 64 };
const strengths = { min: 0.5, max: 10 };
/** Pixels of all units together, and of one. */
const tallest = 288;
const largest = 24;
/** What counts as forgotten. */
const hundredth = 0.01;

/** Values (steps × units) turned to units × steps. */
function turned(values: Float32Array, steps: number, units: number): Float32Array {
  return Float32Array.from({ length: values.length }, (_, at) => {
    const [unit, step] = [Math.floor(at / steps), at % steps];
    return values[step * units + unit] ?? Number.NaN;
  });
}

export default function ImpulseFigure({ useAnswer, link }: LabFigureProps) {
  const problemOf = useProblemWords();
  const { impulse: m } = useLabMessages();
  const scheme = useColourScheme();
  const [length = 24, setLength] = useLinkedNumber('length', lengths);
  const [strength = 3, setStrength] = useLinkedNumber('strength', strengths);
  const [pointed, setPointed] = useState<Cell>();
  const query = useMemo(() => ({ kind: 'impulse', length, strength }) as const, [length, strength]);
  const answer = useAnswer(query);
  const rung = shownValue(answer);
  const beats = useBeats(rung?.length ?? 0);
  const { box, width } = useWidth();
  const drawn = useMemo(() => {
    if (!rung) return undefined;
    const values = turned(rung.hidden, rung.length, rung.hiddenSize);
    const extent = roundExtent(values);
    const shares = {
      recurrent: sharesOf(rung.norms),
      window: sharesOf(rung.window),
      feedForward: sharesOf(rung.feedForward),
    };
    return { values, extent, shares };
  }, [rung]);
  const columns = useMemo(
    () =>
      columnsOf(
        rung?.length ?? 1,
        networks.map(({ id }) => m[id]),
        width,
      ),
    [rung?.length, m, width],
  );
  const scale = useMemo(() => divergingScale(drawn?.extent ?? 1, scheme), [drawn?.extent, scheme]);
  const cellHeight = cellSize(rung?.hiddenSize ?? 1, tallest, largest);
  const room = useMemo(() => {
    const { cellWidth, count } = columns;
    return { width: cellWidth * count + 2, tallest, largest, stretch: cellWidth };
  }, [columns]);

  const describe = ({ row, column }: Cell) =>
    column > beats.index
      ? m.notYet(row, column)
      : m.cell(row, column, drawn?.values[row * (rung?.length ?? 0) + column] ?? Number.NaN);
  const read = () => {
    if (!drawn || !rung) return '';
    if (pointed) return describe(pointed);
    const { recurrent, window, feedForward } = drawn.shares;
    if ((rung.norms[0] ?? 0) === 0) return m.silent;
    const at = beats.index;
    if (at === 0) return m.start;
    const now = m.after(at, recurrent[at] ?? 0, window[at] ?? 0, feedForward[at] ?? 0);
    if (at < rung.length - 1) return now;
    const gone = forgottenAt(recurrent, hundredth);
    return `${now} ${gone === null ? m.remembered(rung.length - 1) : m.forgotten(gone)}`;
  };
  const data = (): FigureData => ({
    caption: m.table,
    columns: [
      m.columns.step,
      m.columns.recurrent,
      m.columns.window,
      m.columns.feedForward,
      ...Array.from({ length: rung?.hiddenSize ?? 0 }, (_, unit) => m.columns.unit(unit)),
    ],
    rows: Array.from(rung?.norms ?? [], (norm, step) => [
      String(step),
      norm,
      rung?.window[step] ?? Number.NaN,
      rung?.feedForward[step] ?? Number.NaN,
      ...(rung?.hidden.subarray(step * rung.hiddenSize, (step + 1) * rung.hiddenSize) ?? []),
    ]),
  });
  return (
    <LabFrame
      id="impulse"
      title={m.title}
      state={answer.state}
      problem={problemOf(answer)}
      beats={{ beats, label: m.beat }}
      controls={
        <>
          <Slider label={m.length} {...lengths} step={1} value={length} onChange={setLength} />
          <Slider label={m.strength} {...strengths} step={0.5} value={strength} onChange={setStrength} />
        </>
      }
      legend={drawn && <SignedLegend label={m.scale} extent={drawn.extent} />}
      readout={read()}
      answers={pointed !== undefined}
      data={data}
      step={rung?.step ?? 0}
      link={link}
    >
      {rung && drawn && (
        <div ref={box} className="impulse">
          <div>
            <h4 className="impulse-name">{m.map}</h4>
            <p className="impulse-note">{m.mapAxes}</p>
            <div className="impulse-map" style={{ paddingLeft: columns.left, paddingTop: axisHeight }}>
              <Axes
                columns={columns}
                units={rung.hiddenSize}
                cellHeight={cellHeight}
                step={beats.index}
                unit={pointed?.row}
              />
              <Matrix
                name={m.map}
                values={drawn.values}
                rows={rung.hiddenSize}
                columns={rung.length}
                scale={scale}
                room={room}
                describe={describe}
                column={beats.index}
                until={beats.index + 1}
                onCell={setPointed}
              />
            </div>
          </div>
          <div>
            <h4 className="impulse-name">{m.linesTitle}</h4>
            <RingingLines shares={drawn.shares} columns={columns} beat={beats.index} width={width} />
          </div>
        </div>
      )}
    </LabFrame>
  );
}
