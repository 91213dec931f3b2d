// Signatures of the kernels behind ops on one or two tensors: elementary functions, broadcasting, layouts, reductions,
// choosing, batch normalisation. As in kernelTypes.ts: addresses in bytes, sizes in elements, flags 0 or 1.

import type { Address, Flag } from './kernelTypes.ts';

export interface OpKernels {
  broadcast(operation: number, a: Address, b: Address, out: Address, plan: Address): void;
  accumulateBroadcast(flow: Address, other: Address, gradient: Address, plan: Address): void;

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

  copyStrided(from: Address, to: Address, plan: Address): void;
  addStrided(from: Address, to: Address, plan: Address): void;
  sumRows(x: Address, out: Address, rows: number, n: number, divisor: number): void;
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
}
