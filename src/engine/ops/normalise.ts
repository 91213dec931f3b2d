// Normalisation: of layers, alone or with the residual addition that precedes it in a post-norm block, and of batches.

import { moreKernels } from '../moreKernels.ts';
import { ShapeError, sizeOf } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireNumbers } from './checks.ts';

/**
 * LayerNorm(x + residual) over the last dimensions: (s − mean) / √(variance + eps) ⊙ weight + bias, biased variance.
 * Ba, Kiros & Hinton 2016; the same as torch.nn.LayerNorm.
 * @param x (…, D), or more dimensions to normalise together
 * @param residual same shape as x, or undefined for none
 * @param weight (D), or as many of x's last dimensions as are normalised together; undefined: ones
 * @param bias of weight's shape; undefined: zeros
 * @param over how many of the last dimensions are normalised; default: as many as the weight has, or 1
 * @throws ShapeError when the shapes differ
 */
export function layerNorm(
  tape: Tape,
  x: Tensor,
  residual: Tensor | undefined,
  weight: Tensor | undefined,
  bias: Tensor | undefined,
  eps = 1e-5,
  name = 'layerNorm',
  over = weight?.shape.length ?? bias?.shape.length ?? 1,
): Tensor {
  if (!Number.isInteger(over) || over < 1 || over > x.shape.length)
    throw new ShapeError('layerNorm', `there are no ${over} last dimensions`, x.shape);
  const last = x.shape.slice(x.shape.length - over);
  if ([weight, bias].some((t) => t && !sameShape(t.shape, last))) {
    throw new ShapeError(
      'layerNorm',
      over === 1
        ? 'weight and bias must be as long as the last dimension'
        : `weight and bias must have the shape of the last ${over} dimensions`,
      x.shape,
      ...[weight, bias].flatMap((t) => (t ? [t.shape] : [])),
    );
  }
  if (residual && !sameShape(residual.shape, x.shape)) {
    throw new ShapeError('layerNorm', 'the residual must have the shape of x', x.shape, residual.shape);
  }
  requireNumbers('layerNorm', x, residual, weight, bias);
  const { kernels } = tape.memory;
  const columns = sizeOf(last);
  const rows = columns === 0 ? 0 : x.size / columns;
  const y = tape.tensor(name, {
    dims: x.dims,
    shape: x.shape,
    requiresGradient: tape.wantsGradient(x, residual, weight, bias),
  });
  const normalised = tape.scratch(x.size * 4);
  const inverse = tape.scratch(rows * 4);
  const scale = weight?.address ?? filled(tape, columns, 1);
  const shift = bias?.address ?? filled(tape, columns, 0);
  kernels.layerNorm(
    x.address,
    residual?.address ?? 0,
    scale,
    shift,
    y.address,
    normalised,
    inverse,
    rows,
    columns,
    eps,
  );
  const inputs = [x, residual, weight, bias].filter((input) => input !== undefined);
  tape.record('layerNorm', inputs, [y], () => {
    // Were x its own residual, the second sum would find the first already there: `gradientOf` sees to that.
    const freshX = tape.freshGradientOf(x);
    const freshResidual = tape.freshGradientOf(residual);
    kernels.layerNormBackward(
      normalised,
      inverse,
      scale,
      tape.gradientOf(y),
      freshX || tape.gradientOf(x),
      freshResidual || tape.gradientOf(residual),
      tape.gradientOf(weight),
      tape.gradientOf(bias),
      rows,
      columns,
      freshX ? 1 : 0,
      freshResidual ? 1 : 0,
    );
  });
  return y;
}

const sameShape = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/** Scratch with one number everywhere. @returns its address */
function filled(tape: Tape, size: number, value: number): number {
  const address = tape.scratch(size * 4);
  tape.memory.f32.fill(value, address / 4, address / 4 + size);
  return address;
}

export interface BatchNormOptions {
  /** (C); undefined: ones. */
  readonly weight?: Tensor | undefined;
  /** (C); undefined: zeros. */
  readonly bias?: Tensor | undefined;
  /** (C): what `training` keeps up to date and evaluation uses. */
  readonly runningMean: Tensor;
  /** (C); see runningMean. */
  readonly runningVariance: Tensor;
  /** True: the batch's own statistics are used, and the running ones move towards them. */
  readonly training: boolean;
  /** The new batch's share in the running statistics. Default 0.1. */
  readonly momentum?: number;
  /** Default 1e-5. */
  readonly eps?: number;
}

/**
 * BatchNorm (Ioffe & Szegedy 2015) as torch.nn.BatchNorm1d: each channel (x − mean) / √(variance + eps) · weight + bias.
 * Training normalises with the biased variance and keeps the unbiased one: running = (1 − m)·running + m·batch.
 * @param x (B, C) or (B, C, …)
 * @throws ShapeError when the channels do not fit, or when training has only one number a channel; nothing is changed then
 */
export function batchNorm(tape: Tape, x: Tensor, options: BatchNormOptions, name = 'batchNorm'): Tensor {
  const { weight, bias, runningMean, runningVariance, training, momentum = 0.1, eps = 1e-5 } = options;
  const [batch = 0, channels = 0] = x.shape;
  if (x.shape.length < 2) throw new ShapeError('batchNorm', 'the tensor must be (B, C, …)', x.shape);
  if (!runningMean || !runningVariance)
    throw new TypeError('batchNorm: runningMean and runningVariance must be given');
  const perChannel = [weight, bias, runningMean, runningVariance];
  if (perChannel.some((t) => t && !sameShape(t.shape, [channels]))) {
    const shapes = perChannel.flatMap((t) => (t ? [t.shape] : []));
    throw new ShapeError('batchNorm', 'there must be one number for each channel', x.shape, ...shapes);
  }
  requireNumbers('batchNorm', x, ...perChannel);
  const length = sizeOf(x.shape.slice(2));
  const count = batch * length;
  if (training && count < 2)
    throw new ShapeError('batchNorm', 'training needs more than one number a channel', x.shape);
  const kernels = moreKernels(tape.memory);
  const y = tape.tensor(name, {
    dims: x.dims,
    shape: x.shape,
    requiresGradient: tape.wantsGradient(x, weight, bias),
  });
  const mean = tape.scratch(channels * 4);
  const variance = tape.scratch(channels * 4);
  if (training) {
    kernels.batchStatistics(x.address, mean, variance, batch, channels, length);
    move(tape, runningMean, mean, momentum, 1);
    move(tape, runningVariance, variance, momentum, count / (count - 1));
  } else {
    const values = tape.memory.f32;
    values.copyWithin(mean / 4, runningMean.address / 4, runningMean.address / 4 + channels);
    values.copyWithin(variance / 4, runningVariance.address / 4, runningVariance.address / 4 + channels);
  }
  const [w, b] = [weight?.address ?? 0, bias?.address ?? 0];
  kernels.batchNorm(x.address, mean, variance, w, b, y.address, batch, channels, length, eps);
  const inputs = [x, weight, bias].filter((input) => input !== undefined);
  tape.record('batchNorm', inputs, [y], () => {
    const dx = tape.gradientOf(x);
    const dWeight = tape.gradientOf(weight);
    const dBias = tape.gradientOf(bias);
    kernels.batchNormBackward(
      x.address,
      mean,
      variance,
      w,
      tape.gradientOf(y),
      dx,
      dWeight,
      dBias,
      batch,
      channels,
      length,
      eps,
      training ? 1 : 0,
    );
  });
  return y;
}

/** running = (1 − momentum)·running + momentum·factor·batch. */
function move(tape: Tape, running: Tensor, batch: number, momentum: number, factor: number): void {
  const values = tape.memory.f32;
  for (let c = 0; c < running.size; c++) {
    const place = running.address / 4 + c;
    const own = (values[batch / 4 + c] as number) * factor;
    values[place] = (1 - momentum) * (values[place] as number) + momentum * own;
  }
}
