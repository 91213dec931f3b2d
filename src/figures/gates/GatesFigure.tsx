// What opens and shuts while a sentence is read: every gate and state of one layer as a heatmap, units × words; any unit
// as lines; and the number under the cursor can be pinned, which opens its arithmetic.
import './gates.css';
import { useMemo, useState } from 'react';
import type { Trace, TraceLayer } from '../../experiment/lab/trace.ts';
import { largestOf, roundExtent } from '../../geometry/diverging.ts';
import type { Cell } from '../../geometry/heatmap.ts';
import { activities, byActivity } from '../../geometry/lab/sorting.ts';
import { planMatrix } from '../../geometry/matrix.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabFigureProps } from '../definition.ts';
import { Choice } from '../frame/Choice.tsx';
import { LabFrame } from '../frame/LabFrame.tsx';
import { useLinked, useLinkedNumber } from '../frame/linked.ts';
import { ScaleLegend } from '../frame/ScaleLegend.tsx';
import { SignedLegend } from '../frame/SignedLegend.tsx';
import { useBeats } from '../frame/useBeats.ts';
import { Broken } from '../lab/Broken.tsx';
import { isBroken } from '../lab/broken.ts';
import { matrixOf, type Quantity, quantitiesOf, tensorAt } from '../lab/quantities.ts';
import { useProblemWords } from '../lab/useProblemWords.ts';
import { shownValue, useTrace } from '../lab/useTrace.ts';
import { useWidth } from '../lab/useWidth.ts';
import { gatesData, meansAt } from './data.ts';
import { GateMap, mapRoom } from './GateMap.tsx';
import { UnitLines } from './UnitLines.tsx';

const orders = ['number', 'activity'] as const;
type Order = (typeof orders)[number];

export default function GatesFigure(props: LabFigureProps) {
  const problemOf = useProblemWords();
  const { gates: m, quantities: names } = useLabMessages();
  const answer = useTrace(props);
  const trace = shownValue(answer);
  const [place = 1, setPlace] = useLinkedNumber(
    'layer',
    trace ? { min: 1, max: trace.layers.length } : undefined,
  );
  const [order, setOrder] = useLinked<Order>('order', orders, 'number');
  const [pointed, setPointed] = useState<Pointed>();
  const [unit, setUnit] = useState<number>();
  const layer = trace?.layers[Math.min(place, trace.layers.length) - 1];
  const broken = useMemo(() => trace !== null && isBroken(trace), [trace]);
  const drawn = useMemo(
    () => (trace && layer && !broken ? draw(trace, layer, order) : undefined),
    [trace, layer, order, broken],
  );
  const beats = useBeats(drawn ? (trace?.labels.length ?? 0) : 0);
  const { box, width } = useWidth();
  const { columns, room } =
    trace && drawn ? sideBySide(drawn, trace.labels, width) : { columns: 1, room: width };
  const word = (t: number) => trace?.labels[t] ?? '';
  const read = () => {
    if (!trace || !drawn) return '';
    if (pointed) return describe(pointed.quantity, pointed.cell);
    const means = meansAt(trace, drawn.quantities, beats.index);
    const of = (gates: boolean) =>
      means.flatMap(({ id, mean, range }) => ((range === 'unit') === gates ? [m.mean(names[id], mean)] : []));
    return m.reads(word(beats.index), of(true), of(false));
  };
  const describe = (quantity: Quantity, { row, column }: Cell) => {
    const at = drawn?.order[row] ?? row;
    const id = quantity.steps[column];
    if (!trace || id === undefined) return '';
    if (column > beats.index) return m.future(names[quantity.id], at, word(column));
    return m.cell(names[quantity.id], at, word(column), tensorAt(trace, id).values[at] ?? Number.NaN);
  };
  const pin = (quantity: Quantity, cell: Cell | undefined) => {
    const tensor = cell && quantity.steps[cell.column];
    const at = cell && drawn?.order[cell.row];
    if (tensor === undefined || at === undefined) return;
    setUnit(at);
    props.onPin({ tensor, index: at, of: 'value' });
  };
  return (
    <LabFrame
      id="gates"
      title={m.title}
      state={answer.state}
      problem={problemOf(answer)}
      beats={{ beats, label: (t) => m.beat(word(t)) }}
      controls={
        <>
          {trace && trace.layers.length > 1 && (
            <Choice
              id="gates-layer"
              label={m.layer}
              value={String(place - 1)}
              options={trace.layers.map(({ layer: at, direction }, index) => ({
                id: String(index),
                words: m.layerName(at, direction === 'backward'),
              }))}
              onChoose={(chosen) => setPlace(Number(chosen) + 1)}
            />
          )}
          <Choice
            id="gates-order"
            label={m.order}
            value={order}
            options={orders.map((id) => ({ id, words: m.orders[id] }))}
            onChoose={setOrder}
          />
        </>
      }
      legend={
        drawn && (
          <>
            {drawn.quantities.some(({ range }) => range === 'unit') && <ScaleLegend label={m.gateScale} />}
            <SignedLegend label={m.stateScale} extent={drawn.extent} />
          </>
        )
      }
      readout={read()}
      answers={pointed !== undefined}
      data={() =>
        trace && drawn
          ? gatesData(trace, drawn.quantities, m, names)
          : { caption: m.table, columns: [], rows: [] }
      }
      step={trace?.step ?? 0}
      link={props.link}
    >
      {trace && broken ? (
        <Broken step={trace.step} showStep={props.actions.showStep} />
      ) : trace && drawn ? (
        <div ref={box}>
          <p className="figure-unseen">{m.hint}</p>
          <div className="gates-maps" style={{ gridTemplateColumns: `repeat(${columns}, max-content)` }}>
            {drawn.quantities.map((quantity) => (
              <GateMap
                key={quantity.id}
                quantity={quantity}
                values={drawn.matrices.get(quantity.id) ?? new Float32Array()}
                order={drawn.order}
                labels={trace.labels}
                extent={drawn.extent}
                beat={beats.index}
                width={room}
                linked={linkedCell(pointed, props.pinned, quantity, drawn.order)}
                describe={(cell) => describe(quantity, cell)}
                onCell={(cell) =>
                  setPointed((last) =>
                    cell ? { quantity, cell } : last?.quantity.id === quantity.id ? undefined : last,
                  )
                }
                onPin={(cell) => pin(quantity, cell)}
              />
            ))}
          </div>
          {unit !== undefined && (
            <UnitLines
              trace={trace}
              quantities={drawn.quantities}
              unit={unit}
              beat={beats.index}
              width={width}
            />
          )}
        </div>
      ) : undefined}
    </LabFrame>
  );
}

interface Pointed {
  readonly quantity: Quantity;
  readonly cell: Cell;
}

interface Drawn {
  readonly quantities: readonly Quantity[];
  readonly matrices: ReadonlyMap<string, Float32Array>;
  /** order[row] is the unit drawn there: the same in every map, so that a unit stays on one line. */
  readonly order: readonly number[];
  /** Of the diverging scale, common to all states. */
  readonly extent: number;
}

const gap = 24;
/** A map narrower than this is not read well. */
const comfortable = 260;

/** How many maps stand side by side (as many as there is room for, in every row the same number), and the room of each. */
function sideBySide({ quantities, order }: Drawn, words: readonly string[], width: number) {
  const size = { rows: order.length, columns: words.length };
  const { layout, labelWidth } = planMatrix([String(order.length)], words, size, { width, ...mapRoom });
  const natural = labelWidth + words.length * layout.cellWidth;
  const most = Math.max(1, Math.floor((width + gap) / (Math.min(comfortable, natural) + gap)));
  const maps = quantities.length;
  const columns = Math.ceil(maps / Math.ceil(maps / most));
  const share = Math.floor((width + gap) / columns) - gap;
  return { columns, room: natural <= share ? width : share };
}

function draw(trace: Trace, layer: TraceLayer, order: Order): Drawn {
  const quantities = quantitiesOf(trace, layer);
  const matrices = new Map(quantities.map((quantity) => [quantity.id, matrixOf(trace, quantity)]));
  const steps = trace.labels.length;
  const hidden = matrices.get('hidden') ?? new Float32Array();
  const units = steps === 0 ? 0 : hidden.length / steps;
  const signed = quantities.filter(({ range }) => range === 'signed');
  return {
    quantities,
    matrices,
    order:
      order === 'activity'
        ? byActivity(activities(hidden, units, steps))
        : Array.from({ length: units }, (_, at) => at),
    extent: roundExtent(signed.map(({ id }) => largestOf(matrices.get(id) ?? []))),
  };
}

/** The cell that stands for what is pointed at or pinned elsewhere: the same unit and word in every map. */
function linkedCell(
  pointed: Pointed | undefined,
  pinned: LabFigureProps['pinned'],
  quantity: Quantity,
  order: readonly number[],
): Cell | undefined {
  if (pointed) return pointed.cell;
  const column = pinned ? quantity.steps.indexOf(pinned.tensor) : -1;
  return pinned && column >= 0 ? { row: order.indexOf(pinned.index), column } : undefined;
}
