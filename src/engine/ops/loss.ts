// Losses: scalars to be minimised.

import { moreKernels } from '../moreKernels.ts';
import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { subtract } from './arithmetic.ts';
import { requireContiguous, requireIds, requireNumbers, requireOneOf } from './checks.ts';
import { square } from './functions.ts';
import { mean, sum } from './reduction.ts';

/** What becomes of the losses of the single targets: one for each, their sum, or their mean. */
export type Reduction = 'none' | 'sum' | 'mean';

export interface TargetOptions {
  /** Targets with this id do not count. Default −100, as in PyTorch. */
  readonly ignoreIndex?: number;
  /** Default 'mean', over the targets that count. */
  readonly reduction?: Reduction;
}

export interface CrossEntropyOptions extends TargetOptions {
  /** Share of the target's probability spread over all classes, 0 to 1. Default 0. */
  readonly labelSmoothing?: number;
}

/** @throws RangeError for a reduction that there is not; ShapeError where there is nothing to reduce */
function requireSome(op: string, reduction: Reduction, x: Tensor): void {
  requireOneOf(`${op}: the reduction`, reduction, ['none', 'sum', 'mean']);
  if (x.size === 0) throw new ShapeError(op, 'there must be at least one target', x.shape);
}

/**
 * @throws ShapeError when there is not one target a row; RangeError for a target outside the classes, for a reduction that
 * there is not, or for the mean of targets none of which counts
 */
function requireTargets(
  tape: Tape,
  op: string,
  x: Tensor,
  targets: Tensor,
  ignored: number,
  reduction: Reduction,
): void {
  requireNumbers(op, x);
  requireContiguous(op, targets);
  if (x.shape.length === 0 || x.columns === 0 || targets.size !== x.rows) {
    throw new ShapeError(op, 'there must be one target for each row of logits', x.shape, targets.shape);
  }
  const ids = tape.memory.i32.subarray(targets.address / 4, targets.address / 4 + targets.size);
  requireSome(op, reduction, x);
  requireIds(op, targets, ids, x.columns, ignored);
  if (reduction === 'mean' && ids.every((id) => id === ignored))
    throw new RangeError(
      `${op}: all ${ids.length} targets of ${targets.name} are ${ignored}, which does not count; at least one must`,
    );
}

/**
 * Softmax and cross-entropy in one: −log p[target] for each target that is not ignored.
 * With smoothing e over V classes: −(1 − e)·log p[target] − e/V·Σ log p. dLogits = p − onehot (smoothed).
 * @param logits (…, V)
 * @param targets (…) int32
 * @returns a scalar, for reduction 'none' the shape of the targets with 0 where ignored
 * @throws ShapeError when there is not one target a row; RangeError for a target outside the classes, or for the mean
 * where no target counts (in PyTorch it is NaN; sum and single losses are 0 then, there and here)
 */
export function crossEntropy(
  tape: Tape,
  logits: Tensor,
  targets: Tensor,
  options: CrossEntropyOptions = {},
  name = 'loss',
): Tensor {
  const { ignoreIndex = -100, labelSmoothing = 0, reduction = 'mean' } = options;
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
    throw new RangeError(`crossEntropy: label smoothing is a share from 0 to 1, not ${labelSmoothing}`);
  requireTargets(tape, 'crossEntropy', logits, targets, ignoreIndex, reduction);
  const { memory } = tape;
  const { kernels } = memory;
  const { rows, columns } = logits;
  const each = reduction === 'none';
  const loss = tape.tensor(name, {
    dims: each ? targets.dims : [],
    shape: each ? targets.shape : [],
    requiresGradient: tape.wantsGradient(logits),
  });
  const probabilities = tape.scratch(logits.size * 4);
  const divisor = reduction === 'mean' ? kernels.countTargets(targets.address, rows, ignoreIndex) : 1;
  const total = kernels.crossEntropy(
    logits.address,
    targets.address,
    probabilities,
    each ? loss.address : 0,
    rows,
    columns,
    ignoreIndex,
    labelSmoothing,
  );
  if (!each) memory.f32[loss.address / 4] = total / divisor;
  tape.record('crossEntropy', [logits, targets], [loss], () => {
    const fresh = tape.freshGradientOf(logits);
    kernels.crossEntropyBackward(
      targets.address,
      probabilities,
      fresh || tape.gradientOf(logits),
      rows,
      columns,
      ignoreIndex,
      labelSmoothing,
      tape.gradientOf(loss),
      each ? 1 : 0,
      divisor,
      fresh ? 1 : 0,
    );
  });
  return loss;
}

/**
 * Negative log-likelihood: −x[target] for each target that is not ignored, x being log-probabilities.
 * @param x (…, V)
 * @param targets (…) int32
 * @returns as crossEntropy
 * @throws as crossEntropy
 */
export function nllLoss(
  tape: Tape,
  x: Tensor,
  targets: Tensor,
  options: TargetOptions = {},
  name = 'loss',
): Tensor {
  const { ignoreIndex = -100, reduction = 'mean' } = options;
  requireTargets(tape, 'nllLoss', x, targets, ignoreIndex, reduction);
  const { memory } = tape;
  const each = reduction === 'none';
  const ids = memory.i32.slice(targets.address / 4, targets.address / 4 + targets.size);
  const loss = tape.tensor(name, {
    dims: each ? targets.dims : [],
    shape: each ? targets.shape : [],
    requiresGradient: tape.wantsGradient(x),
  });
  const counted = ids.reduce((count, id) => (id === ignoreIndex ? count : count + 1), 0);
  const divisor = reduction === 'mean' ? counted : 1;
  let total = 0;
  ids.forEach((id, row) => {
    const own = id === ignoreIndex ? 0 : -(memory.f32[x.address / 4 + row * x.columns + id] as number);
    if (each) memory.f32[loss.address / 4 + row] = own;
    total += own;
  });
  if (!each) memory.f32[loss.address / 4] = total / divisor;
  tape.record('nllLoss', [x, targets], [loss], () => {
    const dx = tape.gradientOf(x) / 4;
    const flow = tape.gradientOf(loss) / 4;
    const values = memory.f32;
    ids.forEach((id, row) => {
      if (id === ignoreIndex) return;
      const place = dx + row * x.columns + id;
      const own = values[each ? flow + row : flow] as number;
      values[place] = (values[place] as number) - own / divisor;
    });
  });
  return loss;
}

/** @throws ShapeError when a prediction has no target, or the other way round, or there is none */
function requireSameShape(op: string, x: Tensor, target: Tensor, reduction: Reduction): void {
  requireNumbers(op, x, target);
  if (x.shape.length !== target.shape.length || x.shape.some((size, axis) => size !== target.shape[axis]))
    throw new ShapeError(op, 'predictions and targets must have one shape', x.shape, target.shape);
  requireSome(op, reduction, x);
}

function reduced(tape: Tape, losses: Tensor, reduction: Reduction, name: string): Tensor {
  if (reduction === 'none') return losses;
  return reduction === 'sum' ? sum(tape, losses, {}, name) : mean(tape, losses, {}, name);
}

/**
 * Binary cross-entropy of logits: −t·log σ(x) − (1 − t)·log(1 − σ(x)), without overflow. d/dx = σ(x) − t.
 * @param target of x's shape, 0 to 1
 * @throws ShapeError when the shapes differ or are empty
 */
export function bceWithLogits(
  tape: Tape,
  x: Tensor,
  target: Tensor,
  { reduction = 'mean' }: { readonly reduction?: Reduction } = {},
  name = 'loss',
): Tensor {
  requireSameShape('bceWithLogits', x, target, reduction);
  const losses = tape.tensor(reduction === 'none' ? name : 'losses', {
    dims: x.dims,
    shape: x.shape,
    requiresGradient: tape.wantsGradient(x, target),
  });
  const kernels = moreKernels(tape.memory);
  kernels.binaryCrossEntropy(x.address, target.address, losses.address, x.size);
  tape.record('bceWithLogits', [x, target], [losses], () => {
    const [dx, dt] = [tape.gradientOf(x), tape.gradientOf(target)];
    const flow = tape.gradientOf(losses);
    kernels.binaryCrossEntropyBackward(x.address, target.address, flow, dx, dt, x.size);
  });
  return reduced(tape, losses, reduction, name);
}

/**
 * Squared error (x − target)². d/dx = 2(x − target).
 * @throws ShapeError when the shapes differ or are empty
 */
export function mseLoss(
  tape: Tape,
  x: Tensor,
  target: Tensor,
  { reduction = 'mean' }: { readonly reduction?: Reduction } = {},
  name = 'loss',
): Tensor {
  requireSameShape('mseLoss', x, target, reduction);
  const difference = subtract(tape, x, target, 'difference');
  const losses = square(tape, difference, reduction === 'none' ? name : 'losses');
  return reduced(tape, losses, reduction, name);
}
