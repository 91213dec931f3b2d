// Truncated backpropagation through time (Werbos 1990; Williams & Peng 1990): a layer reads its sequence in windows of
// so many steps. States go on from window to window as they are, gradients do not. Windows begin at the steps 0, k, 2k …
// in both directions, whatever the lengths of the rows.

import { add, multiply } from '../engine/ops/arithmetic.ts';
import { isLookup, type SequenceInput } from '../engine/ops/recurrent/shapes.ts';
import { layerOutput, type StateTrack } from '../engine/ops/recurrent/states.ts';
import { concat } from '../engine/ops/shapes.ts';
import type { Tape } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Cell, CellState } from './cells/cell.ts';
import type { LayerInput, LayerPath } from './recurrent.ts';

interface Window {
  readonly from: number;
  readonly steps: number;
  readonly input: SequenceInput;
  /** int32 (B), 1 to `steps`; undefined where every row has a step everywhere. */
  readonly lengths: Tensor | undefined;
  /** Rows that have a step in this window: 1, else 0. */
  readonly open: readonly number[];
  /** Rows whose last step is in this window: 1, else 0. */
  readonly ends: readonly number[];
}

/** How many steps there are, and the numbers of a step. */
const stepsOf = (input: SequenceInput) => (isLookup(input) ? input.ids : input).shape as [number, number];

function slice(tape: Tape, x: Tensor, from: number, steps: number, name: string): Tensor {
  const step = x.size / (x.shape[0] as number);
  return tape.view(x, name, { dims: x.dims, shape: [steps, ...x.shape.slice(1)], offset: from * step });
}

function windowsOf(tape: Tape, { input, lengths }: LayerInput, truncation: number): Window[] {
  const [steps, batch] = stepsOf(input);
  const rows = lengths
    ? Array.from(tape.memory.i32.slice(lengths.address / 4, lengths.address / 4 + batch))
    : new Array<number>(batch).fill(steps);
  const windows: Window[] = [];
  for (let from = 0; from < steps; from += truncation) {
    const size = Math.min(truncation, steps - from);
    // A row that has ended still reads one step, which nothing looks at: the ops want at least one.
    const own = rows.map((length) => Math.max(1, Math.min(size, length - from)));
    windows.push({
      from,
      steps: size,
      input: isLookup(input)
        ? { ids: slice(tape, input.ids, from, size, 'ids'), table: input.table }
        : slice(tape, input, from, size, 'window'),
      lengths: lengths && tape.constant('lengths', ['B'], [batch], own, { dtype: 'i32' }),
      open: rows.map((length) => (length > from ? 1 : 0)),
      ends: rows.map((length) => (length > from && length <= from + size ? 1 : 0)),
    });
  }
  return windows;
}

const isFull = (rows: readonly number[]) => rows.every((row) => row === 1);

/** The states without their history, as the next window begins with them; rows without a step keep what they had. */
function handedOn(
  tape: Tape,
  final: CellState,
  before: CellState | undefined,
  open: readonly number[],
): CellState {
  return final.map((tensor, kind) => {
    const values = tape.read(tensor);
    const old = before?.[kind];
    const kept = old ? tape.read(old) : new Float32Array(values.length);
    open.forEach((row, b) => {
      const [start, end] = [b * tensor.columns, (b + 1) * tensor.columns];
      if (row === 0) values.set(kept.subarray(start, end), start);
    });
    return tape.constant('handedOn', tensor.dims, tensor.shape, values);
  });
}

/** x where the row counts, 0 where it does not. @param x (…, B, H) */
function rowsOnly(tape: Tape, x: Tensor, rows: readonly number[], name: string): Tensor {
  return isFull(rows)
    ? x
    : multiply(tape, x, tape.constant('rows', ['B', '1'], [rows.length, 1], rows), name);
}

/** Each row's states after its last step. */
function finalStates(tape: Tape, windows: readonly Window[], finals: readonly CellState[]): CellState {
  const kinds = finals[0] as CellState;
  return kinds.map((_, kind) =>
    windows
      .flatMap(({ ends }, w) =>
        ends.includes(1) ? [rowsOnly(tape, finals[w]?.[kind] as Tensor, ends, 'ended')] : [],
      )
      .reduce((sum, part) => add(tape, sum, part, 'final')),
  );
}

/**
 * A way to run layers whose gradients go back a window at most.
 * @param truncation steps of a window
 * @throws RangeError when that is not a whole number from 1
 */
export function truncated(truncation: number): LayerPath {
  if (!Number.isInteger(truncation) || truncation < 1)
    throw new RangeError(`truncated: a window has 1 step or more, not ${truncation}`);
  return (tape, cell, layer, name) => truncatedLayer(tape, cell, layer, name, truncation);
}

function truncatedLayer(
  tape: Tape,
  cell: Cell,
  layer: LayerInput,
  name: string,
  truncation: number,
): ReturnType<LayerPath> {
  const windows = windowsOf(tape, layer, truncation);
  const tracks: StateTrack[][] = windows.map(() => []);
  const final = layer.directions.map(({ weights, reverse, initial }) => {
    const finals = new Array<CellState>(windows.length);
    let state = initial;
    for (let i = 0; i < windows.length; i++) {
      const w = reverse ? windows.length - 1 - i : i;
      const { from, input, lengths, open } = windows[w] as Window;
      const options = { lengths, reverse, initial: state };
      const sequence = cell.sequence(
        tape,
        input,
        weights,
        options,
        `${name}${reverse ? '_reverse' : ''}.w${from}`,
      );
      const own = sequence.tracks.map((track) => track.final);
      tracks[w]?.push(sequence.tracks[0] as StateTrack);
      finals[w] = own;
      state = handedOn(tape, own, state, open);
    }
    return reverse ? (finals[0] as CellState) : finalStates(tape, windows, finals);
  });
  const outputs = windows.map(({ lengths, open }, w) => {
    const directions = (tracks[w] as StateTrack[]).map((hidden) => ({ hidden }));
    return rowsOnly(tape, layerOutput(tape, directions, lengths, `${name}.output`), open, `${name}.output`);
  });
  const [first] = outputs as [Tensor];
  return { output: outputs.length === 1 ? first : concat(tape, outputs, 0, `${name}.output`), final };
}
