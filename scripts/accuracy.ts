// Measures the engine's elementary functions against double precision: npm exec tsx scripts/accuracy.ts. For each it
// prints the largest relative error over the whole float32 range and where it is. The tests hold the same sweeps,
// coarser, under their limit.

import { pathToFileURL } from 'node:url';
import { Memory } from '../src/engine/memory.ts';
import { gelu, sigmoid, silu, softplus, tanh } from '../src/engine/ops/activation.ts';
import { erf, exp, log, pow } from '../src/engine/ops/functions.ts';
import { Tape } from '../src/engine/tape.ts';
import type { Tensor } from '../src/engine/tensor.ts';

/** erfc(x)·e^(x²) for x ≥ 0: a series below 2, a continued fraction above; to about 1e-14. */
function scaledErfc(x: number): number {
  if (x < 2) return Math.exp(x * x) * (1 - smallErf(x));
  let fraction = x;
  for (let k = 100; k >= 1; k--) fraction = x + k / 2 / fraction;
  return 1 / (fraction * Math.sqrt(Math.PI));
}

/** erf x = 2/√π · e^(−x²) · Σ 2ⁿx²ⁿ⁺¹/(2n + 1)!!, all terms positive. */
function smallErf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 60; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

function exactErf(x: number): number {
  const t = Math.abs(x);
  return Math.sign(x) * (t < 2 ? smallErf(t) : 1 - Math.exp(-t * t) * scaledErfc(t));
}

/** Φ(x). */
function normal(x: number): number {
  const t = Math.abs(x) / Math.SQRT2;
  const tail = t < 40 ? 0.5 * Math.exp(-t * t) * scaledErfc(t) : 0;
  return x < 0 ? tail : 1 - tail;
}

const logistic = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

/** x·f where f vanishes as x → −∞: the limit is 0. */
const times = (x: number, f: number) => (x < -1e4 ? -0 : x * f);

interface Case {
  readonly name: string;
  readonly op: (tape: Tape, x: Tensor) => Tensor;
  readonly exact: (x: number) => number;
}

export const cases: readonly Case[] = [
  { name: 'exp', op: (tape, x) => exp(tape, x), exact: Math.exp },
  { name: 'log', op: (tape, x) => log(tape, x), exact: Math.log },
  { name: 'tanh', op: (tape, x) => tanh(tape, x), exact: Math.tanh },
  { name: 'sigmoid', op: (tape, x) => sigmoid(tape, x), exact: logistic },
  {
    name: 'softplus',
    op: (tape, x) => softplus(tape, x),
    exact: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  },
  { name: 'silu', op: (tape, x) => silu(tape, x), exact: (x) => times(x, logistic(x)) },
  { name: 'erf', op: (tape, x) => erf(tape, x), exact: exactErf },
  { name: 'gelu', op: (tape, x) => gelu(tape, x), exact: (x) => times(x, normal(x)) },
  {
    name: 'gelu (tanh)',
    op: (tape, x) => gelu(tape, x, 'tanh'),
    exact: (x) => times(x, logistic(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  },
  { name: 'pow −1.5', op: (tape, x) => pow(tape, x, -1.5), exact: (x) => x ** -1.5 },
  { name: 'pow 0.3', op: (tape, x) => pow(tape, x, 0.3), exact: (x) => x ** 0.3 },
];

/**
 * Every `stride`-th float32 there is (denormals, both zeros, infinities and NaNs among them), as many evenly spaced
 * ones from −110 to 110 and from −4 to 4, and numbers at which functions switch formulas or saturate.
 */
export function sweep(stride: number): Float32Array {
  const bits = Uint32Array.from({ length: Math.ceil(2 ** 32 / stride) }, (_, i) => i * stride);
  const count = Math.floor(bits.length / 2);
  const even = (half: number) => Array.from({ length: count }, (_, i) => (2 * half * i) / count - half);
  const edges = [
    0,
    1.4e-45,
    1.17549435e-38,
    0.41421357,
    0.625,
    Math.SQRT1_2,
    1,
    Math.SQRT2,
    87.33654,
    88.7228394,
  ];
  const near = [...edges, 103.2789, 103.972, 104, 105, 3.4028235e38, Infinity].flatMap((edge) =>
    [1 - 1.2e-7, 1 - 6e-8, 1, 1 + 1.2e-7, 1 + 2.4e-7].flatMap((factor) => [edge * factor, -edge * factor]),
  );
  return Float32Array.from([...new Float32Array(bits.buffer), ...even(110), ...even(4), ...near, NaN]);
}

export interface Worst {
  /** Largest error over the exact value; errors of one step of the smallest denormal do not count. */
  readonly relative: number;
  readonly at: number;
  readonly got: number;
  readonly wanted: number;
}

/** The largest relative error of a function on these numbers; Infinity where one is NaN or infinite and the other is not. */
export function measure({ op, exact }: Case, numbers: Float32Array): Worst {
  const tape = new Tape(new Memory());
  const got = tape.withoutGradients(() =>
    tape.read(op(tape, tape.constant('x', ['N'], [numbers.length], numbers))),
  );
  let worst: Worst = { relative: 0, at: NaN, got: NaN, wanted: NaN };
  numbers.forEach((x, i) => {
    const y = got[i] as number;
    const wanted = exact(x);
    const relative = errorOf(y, wanted);
    if (relative > worst.relative) worst = { relative, at: x, got: y, wanted };
  });
  return worst;
}

function errorOf(got: number, wanted: number): number {
  const nearest = Math.fround(wanted);
  if (Object.is(got, nearest) || (Number.isNaN(got) && Number.isNaN(nearest))) return 0;
  // Where the largest float32 ends and infinity begins, a relative error of 6e-8 decides: either will do there.
  if (Math.abs(got) === Infinity && Math.abs(wanted) > 3.4028e38) return 0;
  if (!Number.isFinite(got) || !Number.isFinite(nearest)) {
    return Number.isFinite(got) && Math.abs(wanted) < 3.4029e38 ? Math.abs(got / wanted - 1) : Infinity;
  }
  if (wanted === 0) return Math.abs(got) <= 2 ** -149 && got !== 0 ? 0 : Infinity; // also 0 for −0
  const error = Math.abs(got - wanted);
  return error <= 2 ** -149 ? 0 : error / Math.abs(wanted);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const numbers = sweep(4093);
  for (const example of cases) {
    const { relative, at, got, wanted } = measure(example, numbers);
    const where = `at ${at}: ${got}, exactly ${wanted}`;
    process.stdout.write(`${example.name.padEnd(12)} ${relative.toExponential(2)} ${where}\n`);
  }
}
