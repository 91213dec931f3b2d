// A cell step by step over a sequence, in primitive ops: the readable twin of the fused ops.

import { add, multiply } from '../engine/ops/arithmetic.ts';
import { embedding } from '../engine/ops/embedding.ts';
import { detach } from '../engine/ops/layout.ts';
import {
  checkLengths,
  isLookup,
  type RecurrentWeights,
  type SequenceInput,
} from '../engine/ops/recurrent/shapes.ts';
import { concat, select, stack } from '../engine/ops/shapes.ts';
import type { Tape } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import {
  type Cell,
  type CellState,
  requireClamps,
  type StateKind,
  type SteppedOptions,
  type UnrollOptions,
} from './cells/cell.ts';

export interface Stepped {
  /** (T, B, H), 0 past each row's length. */
  readonly output: Tensor;
  readonly final: CellState;
  /** States after each step, by time. */
  readonly steps: readonly CellState[];
}

/** The cell's steps one after another. Past its length a row keeps its state, and its output is 0. */
export function steppedSequence(
  tape: Tape,
  cell: Cell,
  input: SequenceInput,
  trained: RecurrentWeights,
  {
    lengths,
    reverse = false,
    initial,
    clamps = {},
    truncation = 0,
    frozen = false,
  }: UnrollOptions & SteppedOptions,
): Stepped {
  const x = isLookup(input) ? embedding(tape, input.ids, input.table) : input; // (T, B, I)
  const [steps = 0, batch = 0] = x.shape;
  const weights = frozen ? withoutGradients(tape, trained) : trained;
  const hidden = weights.weightHh.columns;
  if (lengths) checkLengths(cell.id, tape, lengths, steps, batch);
  requireClamps(cell, clamps);
  const ends = lengths
    ? tape.memory.i32.slice(lengths.address / 4, lengths.address / 4 + batch)
    : new Int32Array(batch).fill(steps);
  const zero = (kind: StateKind) =>
    tape.constant(`${kind.id}0`, ['B', 'H'], [batch, hidden], new Float32Array(batch * hidden));
  let state: CellState = initial ?? cell.states.map(zero);
  const states = new Array<CellState>(steps);
  const outputs = new Array<Tensor>(steps);
  for (let s = 0; s < steps; s++) {
    const t = reverse ? steps - 1 - s : s;
    tape.scope(`t${t}`, () => {
      const now = select(tape, x, 0, t, 'x'); // (B, I)
      // Windows begin at the same times in both directions.
      if (truncation > 0 && s > 0 && (reverse ? t + 1 : t) % truncation === 0)
        state = state.map((tensor, kind) => detach(tape, tensor, `${cell.states[kind]?.id}Detached`));
      const next = cell.step(tape, now, state, weights, clamps);
      const open = ends.map((end) => (t < end ? 1 : 0));
      if (open.every((row) => row === 1)) {
        state = next;
        outputs[t] = next[0] as Tensor;
        return;
      }
      const goes = tape.constant('goes', ['B', '1'], [batch, 1], open);
      const stays = tape.constant(
        'stays',
        ['B', '1'],
        [batch, 1],
        open.map((row) => 1 - row),
      );
      const before = state;
      outputs[t] = multiply(tape, next[0] as Tensor, goes, 'output');
      state = next.map((tensor, kind) =>
        add(tape, multiply(tape, tensor, goes), multiply(tape, before[kind] as Tensor, stays), 'frozen'),
      );
    });
    states[t] = state;
  }
  return { output: stack(tape, outputs, 0, 'T', 'states'), final: state, steps: states };
}

function withoutGradients(
  tape: Tape,
  { weightIh, weightHh, biasIh, biasHh }: RecurrentWeights,
): RecurrentWeights {
  return {
    weightIh: detach(tape, weightIh),
    weightHh: detach(tape, weightHh),
    biasIh: biasIh && detach(tape, biasIh),
    biasHh: biasHh && detach(tape, biasHh),
  };
}

/** Tensors side by side along the last dimension; one alone as it is. */
export function concatenateLast(tape: Tape, tensors: readonly Tensor[], name: string): Tensor {
  const [first, ...others] = tensors;
  return first && others.length === 0 ? first : concat(tape, tensors, -1, name);
}
