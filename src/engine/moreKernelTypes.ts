// The signatures of kernels/more.ts. As in kernelTypes.ts: addresses in bytes, sizes in elements, flags 0 or 1.

import type { Address, Flag } from './kernelTypes.ts';

export interface MoreKernels {
  heapBase(): Address;

  elementary(f: number, x: Address, out: Address, n: number, a: number, b: number): void;
  elementaryBackward(
    f: number,
    x: Address,
    y: Address,
    dy: Address,
    dx: Address,
    n: number,
    a: number,
    b: number,
  ): void;
  pow(x: Address, out: Address, n: number, exponent: number): void;
  powBackward(x: Address, dy: Address, dx: Address, n: number, exponent: number): void;

  varianceRows(x: Address, out: Address, rows: number, n: number, divisor: number): void;
  varianceRowsBackward(x: Address, dy: Address, dx: Address, rows: number, n: number, divisor: number): void;
  maxRows(x: Address, out: Address, places: Address, rows: number, n: number): void;
  maxRowsBackward(places: Address, dy: Address, dx: Address, rows: number, n: number): void;
  logSumExpRows(x: Address, out: Address, rows: number, n: number): void;
  logSumExpRowsBackward(x: Address, y: Address, dy: Address, dx: Address, rows: number, n: number): void;
  logSoftmaxRows(x: Address, out: Address, rows: number, n: number): void;
  logSoftmaxRowsBackward(y: Address, dy: Address, dx: Address, rows: number, n: number): void;

  gatherElements(x: Address, places: Address, out: Address, n: number): void;
  gatherElementsBackward(places: Address, dy: Address, dx: Address, n: number): void;
  where(condition: Address, a: Address, b: Address, out: Address, n: number): void;
  whereBackward(condition: Address, dy: Address, out: Address, n: number, otherwise: Flag): void;

  batchStatistics(
    x: Address,
    mean: Address,
    variance: Address,
    batch: number,
    channels: number,
    length: number,
  ): void;
  batchNorm(
    x: Address,
    mean: Address,
    variance: Address,
    weight: Address,
    bias: Address,
    y: Address,
    batch: number,
    channels: number,
    length: number,
    eps: number,
  ): void;
  batchNormBackward(
    x: Address,
    mean: Address,
    variance: Address,
    weight: Address,
    dy: Address,
    dx: Address,
    dWeight: Address,
    dBias: Address,
    batch: number,
    channels: number,
    length: number,
    eps: number,
    own: Flag,
  ): void;

  binaryCrossEntropy(x: Address, t: Address, out: Address, n: number): void;
  binaryCrossEntropyBackward(x: Address, t: Address, dy: Address, dx: Address, dt: Address, n: number): void;
  sgd(
    p: Address,
    g: Address,
    buffer: Address,
    n: number,
    rate: number,
    momentum: number,
    rest: number,
    decay: number,
    nesterov: Flag,
    first: Flag,
  ): void;
  adagrad(p: Address, g: Address, s: Address, n: number, rate: number, eps: number, decay: number): void;
  rmsprop(
    p: Address,
    g: Address,
    v: Address,
    mean: Address,
    buffer: Address,
    n: number,
    rate: number,
    alpha: number,
    rest: number,
    eps: number,
    momentum: number,
    decay: number,
  ): void;
  limitMagnitude(x: Address, n: number, limit: number): void;
}
