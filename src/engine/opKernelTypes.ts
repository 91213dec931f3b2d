// Signatures of the kernels behind ops on one or two tensors: elementary functions, broadcasting, layouts, reductions,
// choosing, batch normalisation. As in kernelTypes.ts: addresses in bytes, sizes in elements, flags 0 or 1.

import type { Address, Flag } from './kernelTypes.ts';

/** Functions of x alone, element by element: tanh(x, out, n), and tanhBackward(x, y, dy, dx, n) adding dy · f′ to dx. */
type Elementary =
  | 'absolute'
  | 'square'
  | 'squareRoot'
  | 'exp'
  | 'log'
  | 'erf'
  | 'tanh'
  | 'sigmoid'
  | 'softplus'
  | 'silu'
  | 'gelu'
  | 'geluTanh';

type ElementaryKernels = {
  readonly [F in Elementary]: (x: Address, out: Address, n: number) => void;
} & {
  readonly [F in `${Elementary}Backward`]: (
    x: Address,
    y: Address,
    dy: Address,
    dx: Address,
    n: number,
  ) => void;
};

/** out = a ∘ b; the plan says how a and b are repeated. */
type BroadcastKernels = {
  readonly [F in `${BroadcastKernel}Broadcast`]: (
    a: Address,
    b: Address,
    out: Address,
    plan: Address,
  ) => void;
};

export type BroadcastKernel = 'add' | 'subtract' | 'multiply' | 'divide' | 'maximum' | 'maximumShare';

export interface OpKernels extends ElementaryKernels, BroadcastKernels {
  accumulateBroadcast(flow: Address, other: Address, gradient: Address, plan: Address): void;

  clamp(x: Address, out: Address, n: number, lowest: number, highest: number): void;
  clampBackward(
    x: Address,
    y: Address,
    dy: Address,
    dx: Address,
    n: number,
    lowest: number,
    highest: number,
  ): void;
  leakyRelu(x: Address, out: Address, n: number, slope: number): void;
  leakyReluBackward(x: Address, y: Address, dy: Address, dx: Address, n: number, slope: number): void;
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
