// Tape → plain data: every tensor of a pass with its numbers, its gradient and where it came from.

import type { Tape, TapeEntry } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { TensorId, TraceTensor } from './trace.ts';

export interface Collected {
  readonly tensors: readonly TraceTensor[];
  /** @throws when the tensor was not on the tape */
  idOf(tensor: Tensor): TensorId;
}

export interface CollectOptions {
  /** False where nothing ran backward: then no tensor has a gradient. */
  readonly withGradients: boolean;
  /** Put last where no op made it. */
  readonly loss: Tensor;
  /** Units of a state, H. */
  readonly hidden: number;
}

/** Ops that move numbers; where their result shares memory with the input, its place says what was taken. */
const moves = new Set(['select', 'split', 'detach']);

/**
 * Copies what is on the tape, parameters first, then tensors in the order in which they were made.
 */
export function collectTensors(
  tape: Tape,
  parameters: readonly Tensor[],
  { withGradients, loss, hidden }: CollectOptions,
): Collected {
  const ids = new Map<Tensor, TensorId>();
  const found: { readonly tensor: Tensor; readonly op: string; readonly entry?: TapeEntry }[] = [];
  let numbers = 0;
  const hasGradient = (tensor: Tensor) => withGradients && tensor.gradient !== 0;
  const put = (tensor: Tensor, op: string, entry?: TapeEntry) => {
    ids.set(tensor, found.length);
    found.push(entry ? { tensor, op, entry } : { tensor, op });
    numbers += hasGradient(tensor) ? 2 * tensor.size : tensor.size;
  };
  for (const parameter of parameters) put(parameter, 'parameter');
  for (const entry of tape.entries) {
    for (const input of entry.inputs) if (!ids.has(input)) put(input, 'constant');
    for (const output of entry.outputs) put(output, entry.op, entry);
  }
  if (!ids.has(loss)) put(loss, 'constant');
  // All numbers lie in one buffer: thousands of small ones take longer to make and to send than to fill.
  const block = new Float32Array(numbers);
  let end = 0;
  const keep = (values: ArrayLike<number>) => {
    block.set(values, end);
    end += values.length;
    return block.subarray(end - values.length, end);
  };
  return {
    tensors: found.map(({ tensor, op, entry }, id) => ({
      id,
      name: tensor.name,
      dims: dimsOf(tensor, hidden),
      shape: tensor.shape,
      values: keep(valuesOf(tape, tensor)),
      gradient: hasGradient(tensor) ? keep(gradientOf(tape, tensor)) : null,
      op,
      inputs: entry ? entry.inputs.map((input) => ids.get(input) as TensorId) : [],
      details: entry ? detailsOf(entry, tensor) : {},
      ...placeOf(tensor.name),
    })),
    idOf: (tensor) => {
      const id = ids.get(tensor);
      if (id === undefined) throw new Error(`${tensor.name} is not on the tape`);
      return id;
    },
  };
}

/** A part of the stacked gates is one gate's units: split keeps the name 4H. */
function dimsOf({ dims, shape }: Tensor, hidden: number): readonly string[] {
  return dims.map((dim, axis) => (/^\d+H$/.test(dim) && shape[axis] === hidden ? 'H' : dim));
}

/** Not copied yet, where they lie together. */
function valuesOf(tape: Tape, tensor: Tensor): ArrayLike<number> {
  const from = tensor.address / 4;
  if (tensor.dtype === 'i32') return tape.memory.i32.subarray(from, from + tensor.size);
  return tensor.contiguous ? tape.memory.f32.subarray(from, from + tensor.size) : tape.read(tensor);
}

function gradientOf(tape: Tape, tensor: Tensor): ArrayLike<number> {
  if (!tensor.contiguous) return tape.readGradient(tensor);
  const from = tape.gradientOf(tensor) / 4;
  return tape.memory.f32.subarray(from, from + tensor.size);
}

/** `offset`: the element of the input that comes first in the output. `axis`: along which tensors were put together. */
function detailsOf({ op, inputs }: TapeEntry, output: Tensor): Readonly<Record<string, number>> {
  const [first] = inputs;
  if (!first) return {};
  if (moves.has(op)) {
    const offset = (output.address - first.address) / 4;
    return offset >= 0 && offset + output.size <= first.size ? { offset } : {};
  }
  if (op === 'concat') return { axis: output.shape.findIndex((size, axis) => size !== first.shape[axis]) };
  if (op === 'stack') return { axis: output.dims.findIndex((dim, axis) => dim !== first.dims[axis]) };
  return {};
}

/** What the scopes in a name say: `rnn.l1_reverse.t3.forget`, `t3.logits`. */
function placeOf(name: string): Pick<TraceTensor, 'time' | 'layer' | 'direction'> {
  const layer = /(?:^|\.)l(\d+)(_reverse)?\./.exec(name);
  const time = /(?:^|\.)t(\d+)\./.exec(name);
  return {
    time: time ? Number(time[1]) : null,
    layer: layer ? Number(layer[1]) : null,
    direction: layer ? (layer[2] ? 'backward' : 'forward') : null,
  };
}
