// Elements chosen by id or by a condition. Ids and conditions are int32 tensors; a condition holds where it is not 0.

import { moreKernels } from '../moreKernels.ts';
import { broadcastPlan, broadcastShape, ShapeError, sizeOf } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { flowOf, pullBack, withScratch } from './broadcast.ts';
import { allOrNothing, axisOf, requireContiguous, requireIds, requireNumbers } from './checks.ts';
import { contiguousStrides, copyStrided } from './strided.ts';

function idsOf(tape: Tape, ids: Tensor): Int32Array {
  return tape.memory.i32.subarray(ids.address / 4, ids.address / 4 + ids.size);
}

/**
 * Along one dimension, the element that each id names (torch.gather): y[i, j] = x[i, ids[i, j]] for axis 1.
 * @param ids as many dimensions as x, none larger but the one gathered along
 * @throws ShapeError when the dimensions do not fit; RangeError for an id outside the dimension
 */
export function gather(tape: Tape, x: Tensor, axis: number, ids: Tensor, name = 'gather'): Tensor {
  requireNumbers('gather', x);
  requireContiguous('gather', ids);
  const at = axisOf('gather', x, axis);
  const { shape } = ids;
  if (shape.length !== x.shape.length || shape.some((size, i) => i !== at && size > (x.shape[i] as number)))
    throw new ShapeError('gather', `the ids do not fit beside dimension ${at}`, x.shape, shape);
  requireIds('gather', ids, idsOf(tape, ids), x.shape[at] as number);
  const places = elementPlaces(idsOf(tape, ids), shape, at, contiguousStrides(x.shape));
  const y = tape.tensor(name, { dims: ids.dims, shape, requiresGradient: tape.wantsGradient(x) });
  const list = tape.scratch(y.size * 4);
  tape.memory.i32.set(places, list / 4);
  moreKernels(tape.memory).gatherElements(x.address, list, y.address, y.size);
  tape.record('gather', [x, ids], [y], () => {
    const dx = tape.gradientOf(x);
    if (dx) moreKernels(tape.memory).gatherElementsBackward(list, tape.gradientOf(y), dx, y.size);
  });
  return y;
}

/** For each id, the place in x of the element that it names. */
function elementPlaces(
  ids: Int32Array,
  shape: readonly number[],
  axis: number,
  strides: readonly number[],
): Int32Array {
  return ids.map((id, i) => {
    let rest = i;
    let place = id * (strides[axis] as number);
    for (let d = shape.length - 1; d >= 0; d--) {
      const index = rest % (shape[d] as number);
      rest = (rest - index) / (shape[d] as number);
      if (d !== axis) place += index * (strides[d] as number);
    }
    return place;
  });
}

/**
 * The parts of x that a list of ids names along one dimension: x[ids] for axis 0. Repeated ids add up in the gradient.
 * @param ids (n)
 * @throws ShapeError when the ids are no list; RangeError for an id outside the dimension
 */
export function indexSelect(tape: Tape, x: Tensor, axis: number, ids: Tensor, name = 'indexSelect'): Tensor {
  requireNumbers('indexSelect', x);
  requireContiguous('indexSelect', ids);
  const at = axisOf('indexSelect', x, axis);
  if (ids.shape.length !== 1)
    throw new ShapeError('indexSelect', 'the ids must be a list', x.shape, ids.shape);
  const length = x.shape[at] as number;
  requireIds('indexSelect', ids, idsOf(tape, ids), length);
  const outer = sizeOf(x.shape.slice(0, at));
  const width = sizeOf(x.shape.slice(at + 1));
  const y = tape.tensor(name, {
    dims: x.dims.with(at, ids.dims[0] as string),
    shape: x.shape.with(at, ids.size),
    requiresGradient: tape.wantsGradient(x),
  });
  const { kernels } = tape.memory;
  // Each outer index has its own table of `length` rows.
  for (let i = 0; i < outer; i++) {
    const table = x.address + i * length * width * 4;
    kernels.embedding(table, ids.address, y.address + i * ids.size * width * 4, ids.size, width);
  }
  tape.record('indexSelect', [x, ids], [y], () => {
    const dx = tape.gradientOf(x);
    const flow = tape.gradientOf(y);
    for (let i = 0; dx && i < outer; i++) {
      const own = flow + i * ids.size * width * 4;
      kernels.embeddingBackward(dx + i * length * width * 4, ids.address, own, ids.size, width);
    }
  });
  return y;
}

/**
 * a where the condition holds, b elsewhere; all three broadcast.
 * @throws ShapeError when the shapes do not broadcast; TypeError when the condition is not int32
 */
export function where(tape: Tape, condition: Tensor, a: Tensor, b: Tensor, name = 'where'): Tensor {
  const values = broadcastShape('where', a.shape, b.shape);
  const shape = broadcastShape('where', condition.shape, values);
  const longest = [condition, a, b].find((operand) => operand.shape.length === shape.length) as Tensor;
  return choose(tape, 'where', [condition, a, b], { name, dims: longest.dims, shape });
}

/**
 * x with `value` wherever the mask holds; no gradient passes there.
 * @param mask broadcasts to x
 * @throws ShapeError when it does not; TypeError when the mask is not int32
 */
export function maskedFill(tape: Tape, x: Tensor, mask: Tensor, value: number, name = 'maskedFill'): Tensor {
  const shape = broadcastShape('maskedFill', x.shape, mask.shape);
  if (shape.length !== x.shape.length || shape.some((size, axis) => size !== x.shape[axis]))
    throw new ShapeError('maskedFill', 'the mask does not broadcast to the tensor', x.shape, mask.shape);
  return choose(tape, 'maskedFill', [mask, value, x], { name, dims: x.dims, shape });
}

function choose(
  tape: Tape,
  op: string,
  [condition, a, b]: readonly [Tensor, Tensor | number, Tensor],
  result: { readonly name: string; readonly dims: readonly string[]; readonly shape: readonly number[] },
): Tensor {
  const { name, dims, shape } = result;
  const first = typeof a === 'number' ? undefined : a;
  requireNumbers(op, first, b);
  requireContiguous(op, condition);
  if (condition.dtype !== 'i32')
    throw new TypeError(`${op}: ${condition.name} must hold int32 numbers, 0 for no, not ${condition.dtype}`);
  broadcastPlan(op, shape, first?.shape ?? [], b.shape); // what the backward pass will need: may find too many dimensions
  const kernels = moreKernels(tape.memory);
  const { y, holds } = allOrNothing(tape, () => {
    const out = tape.tensor(name, { dims, shape, requiresGradient: tape.wantsGradient(first, b) });
    const repeated = spread(tape, op, condition, shape); // kept for the backward pass
    const mark = tape.memory.mark();
    const chosen = first ?? tape.constant('value', [], [], [a as number]);
    const [yes, no] = [spread(tape, op, chosen, shape), spread(tape, op, b, shape)];
    kernels.where(repeated, yes, no, out.address, out.size);
    tape.memory.release(mark);
    return { y: out, holds: repeated };
  });
  tape.record(op, first ? [condition, first, b] : [condition, b], [y], () => {
    const flow = flowOf(tape, y);
    const pull = (operand: Tensor | undefined, otherwise: 0 | 1) => {
      if (!operand || !tape.gradientOf(operand)) return;
      withScratch(tape, y, (own) => {
        kernels.whereBackward(holds, flow.address, own.address, y.size, otherwise);
        pullBack(tape, own, operand, undefined);
      });
    };
    pull(first, 0);
    pull(b, 1);
  });
  return y;
}

/** Address of x's numbers repeated to `shape`: x itself, or a copy in scratch. */
function spread(tape: Tape, op: string, x: Tensor, shape: readonly number[]): number {
  const lead = shape.length - x.shape.length;
  const own = contiguousStrides(x.shape);
  const strides = shape.map((size, d) =>
    d < lead || x.shape[d - lead] !== size ? 0 : (own[d - lead] as number),
  );
  if (x.size === sizeOf(shape)) return x.address;
  const address = tape.scratch(sizeOf(shape) * 4);
  copyStrided(
    tape,
    op,
    shape,
    { address: x.address, strides },
    { address, strides: contiguousStrides(shape) },
  );
  return address;
}
