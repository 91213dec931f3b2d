// op: one op, or a formula of a few, with its gradients.

import { gelu, leakyRelu, relu, sigmoid, silu, softplus, tanh } from '../../../src/engine/ops/activation.ts';
import { add, divide, maximum, multiply, subtract } from '../../../src/engine/ops/arithmetic.ts';
import { embedding } from '../../../src/engine/ops/embedding.ts';
import {
  absolute,
  clamp,
  exp,
  log,
  negate,
  pow,
  square,
  squareRoot,
} from '../../../src/engine/ops/functions.ts';
import { gather, indexSelect, maskedFill, where } from '../../../src/engine/ops/indexing.ts';
import { expand, flip, permute, reshape, transpose } from '../../../src/engine/ops/layout.ts';
import { linear, matmul } from '../../../src/engine/ops/linear.ts';
import {
  bceWithLogits,
  crossEntropy,
  mseLoss,
  nllLoss,
  type Reduction,
} from '../../../src/engine/ops/loss.ts';
import { batchNorm, layerNorm } from '../../../src/engine/ops/normalise.ts';
import { logSumExp, max, mean, sum, variance } from '../../../src/engine/ops/reduction.ts';
import { concat, select, slice, split, stack } from '../../../src/engine/ops/shapes.ts';
import { logSoftmax, softmax } from '../../../src/engine/ops/softmax.ts';
import type { Parameters } from '../../../src/engine/parameters.ts';
import type { Tape } from '../../../src/engine/tape.ts';
import type { Tensor } from '../../../src/engine/tensor.ts';
import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import { formulaOf } from '../formulas.ts';
import type { Computed } from './kind.ts';

/** PyTorch's arguments by its names, as far as any op has them. */
export interface Arguments {
  readonly approximate: 'none' | 'tanh';
  readonly axes: readonly [number, number];
  readonly axis: number & readonly number[];
  readonly correction: number;
  readonly end: number | null;
  readonly eps: number;
  readonly exponent: number;
  readonly ignore_index: number | null;
  readonly index: number;
  readonly keepdim: boolean;
  readonly label_smoothing: number;
  readonly max: number;
  readonly min: number;
  readonly momentum: number;
  readonly negative_slope: number;
  readonly normalized_shape: readonly number[];
  readonly order: readonly number[];
  readonly padding_idx: number | null;
  readonly reduction: Reduction;
  readonly shape: readonly number[];
  readonly size: number;
  readonly start: number;
  readonly step: number;
  readonly training: boolean;
  readonly value: number;
}

interface Call {
  readonly tape: Tape;
  /** In the order of `config.input_order`. */
  readonly inputs: readonly [Tensor, Tensor, Tensor];
  readonly args: Partial<Arguments>;
  /** `weight`, `bias`; undefined where the fixture has none. */
  param(name: string): Tensor | undefined;
  /** Running statistics. */
  buffer(name: string): Tensor;
}

type Run = (call: Call) => Tensor | readonly Tensor[] | Readonly<Record<string, Tensor>>;

type Unary = (tape: Tape, x: Tensor) => Tensor;
type Binary = (tape: Tape, a: Tensor, b: Tensor) => Tensor;

const unary =
  (op: Unary): Run =>
  ({ tape, inputs: [x] }) =>
    op(tape, x);
const binary =
  (op: Binary): Run =>
  ({ tape, inputs: [a, b] }) =>
    op(tape, a, b);

/** An argument that this op cannot do without. */
function need<K extends keyof Arguments>(args: Partial<Arguments>, name: K): Arguments[K] {
  const value = args[name];
  if (value === undefined) throw new Error(`the fixture has no argument ${name}`);
  return value as Arguments[K];
}

/** PyTorch: null or none for all dimensions, a list or one. */
const reduction = (args: Partial<Arguments>) => ({
  axes: args.axis ?? undefined,
  keepDims: args.keepdim ?? false,
});

/** Options of losses, those that are not given left out. */
const targets = ({ ignore_index, label_smoothing, reduction: kind }: Partial<Arguments>) => ({
  ...(typeof ignore_index === 'number' && { ignoreIndex: ignore_index }),
  ...(label_smoothing !== undefined && { labelSmoothing: label_smoothing }),
  ...(kind !== undefined && { reduction: kind }),
});

const ops: Readonly<Record<string, Run>> = {
  abs: unary(absolute),
  add: binary(add),
  batch_norm: ({ tape, inputs: [x], args, param, buffer }) => {
    const [runningMean, runningVariance] = [buffer('running_mean'), buffer('running_var')];
    const y = batchNorm(tape, x, {
      weight: param('weight'),
      bias: param('bias'),
      runningMean,
      runningVariance,
      training: need(args, 'training'),
      ...(args.momentum !== undefined && { momentum: args.momentum }),
      ...(args.eps !== undefined && { eps: args.eps }),
    });
    return { y, _running_mean: runningMean, _running_var: runningVariance };
  },
  bce_with_logits: ({ tape, inputs: [x, target], args }) => bceWithLogits(tape, x, target, targets(args)),
  broadcast_to: ({ tape, inputs: [x], args }) => expand(tape, x, need(args, 'shape')),
  clamp: ({ tape, inputs: [x], args }) => clamp(tape, x, args.min ?? -Infinity, args.max ?? Infinity),
  concat: ({ tape, inputs, args }) => concat(tape, inputs, need(args, 'axis')),
  cross_entropy: ({ tape, inputs: [logits, target], args }) =>
    crossEntropy(tape, logits, target, targets(args)),
  div: binary(divide),
  embedding: ({ tape, inputs: [ids], args, param }) =>
    embedding(tape, ids, param('weight') as Tensor, 'embedding', {
      paddingIndex: args.padding_idx ?? undefined,
    }),
  exp: unary(exp),
  flip: ({ tape, inputs: [x], args }) => flip(tape, x, need(args, 'axis')),
  gather: ({ tape, inputs: [x, ids], args }) => gather(tape, x, need(args, 'axis'), ids),
  gelu: ({ tape, inputs: [x], args }) => gelu(tape, x, args.approximate),
  index_select: ({ tape, inputs: [x, ids], args }) => indexSelect(tape, x, need(args, 'axis'), ids),
  layer_norm: ({ tape, inputs: [x], args, param }) => {
    const over = need(args, 'normalized_shape').length;
    return layerNorm(tape, x, undefined, param('weight'), param('bias'), args.eps, 'layerNorm', over);
  },
  leaky_relu: ({ tape, inputs: [x], args }) => leakyRelu(tape, x, args.negative_slope),
  linear: ({ tape, inputs: [x], param }) => linear(tape, x, param('weight') as Tensor, param('bias')),
  log: unary(log),
  log_softmax: ({ tape, inputs: [x], args }) => logSoftmax(tape, x, 'logSoftmax', need(args, 'axis')),
  logsumexp: ({ tape, inputs: [x], args }) => logSumExp(tape, x, reduction(args)),
  masked_fill: ({ tape, inputs: [x, mask], args }) => maskedFill(tape, x, mask, Number(need(args, 'value'))),
  matmul: binary(matmul),
  max: ({ tape, inputs: [x], args }) => max(tape, x, reduction(args)),
  maximum: binary(maximum),
  mean: ({ tape, inputs: [x], args }) => mean(tape, x, reduction(args)),
  mse_loss: ({ tape, inputs: [a, b], args }) => mseLoss(tape, a, b, targets(args)),
  mul: binary(multiply),
  neg: unary(negate),
  nll_loss: ({ tape, inputs: [x, target], args }) => nllLoss(tape, x, target, targets(args)),
  permute: ({ tape, inputs: [x], args }) => permute(tape, x, need(args, 'order')),
  pow: ({ tape, inputs: [x], args }) => pow(tape, x, need(args, 'exponent')),
  relu: unary(relu),
  reshape: ({ tape, inputs: [x], args }) => reshape(tape, x, need(args, 'shape')),
  select: ({ tape, inputs: [x], args }) => select(tape, x, need(args, 'axis'), need(args, 'index')),
  sigmoid: unary(sigmoid),
  silu: unary(silu),
  slice: ({ tape, inputs: [x], args }) =>
    slice(tape, x, need(args, 'axis'), args.start ?? 0, args.end ?? undefined, args.step ?? 1),
  softmax: ({ tape, inputs: [x], args }) => softmax(tape, x, 'softmax', need(args, 'axis')),
  softplus: unary(softplus),
  split: ({ tape, inputs: [x], args }) => split(tape, x, need(args, 'size'), need(args, 'axis')),
  sqrt: unary(squareRoot),
  square: unary(square),
  stack: ({ tape, inputs, args }) => stack(tape, inputs, need(args, 'axis')),
  sub: binary(subtract),
  sum: ({ tape, inputs: [x], args }) => sum(tape, x, reduction(args)),
  tanh: unary(tanh),
  transpose: ({ tape, inputs: [x], args }) => transpose(tape, x, ...need(args, 'axes')),
  var: ({ tape, inputs: [x], args }) =>
    variance(tape, x, { ...reduction(args), correction: need(args, 'correction') }),
  where: ({ tape, inputs: [condition, a, b] }) => where(tape, condition, a, b),
};

const BUFFERS = ['running_mean', 'running_var'];

export function op(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const parameters: Parameters = bench.parameters(BUFFERS);
  const { tape } = bench;
  const config = fixture.config as {
    readonly op: string;
    readonly args: Partial<Arguments>;
    readonly formula?: string;
    readonly input_order: readonly string[];
  };
  const call: Call = {
    tape,
    inputs: config.input_order.map((name) => bench.input(name)) as unknown as Call['inputs'],
    args: config.args,
    param: (name) => parameters.all.find((tensor) => tensor.name === name),
    buffer: (name) => {
      const given = fixture.params[name];
      if (!given) throw new Error(`the fixture has no ${name}`);
      return tape.constant(name, ['C'], given.shape, given.data);
    },
  };
  const result = runOf(config)(call);
  const outputs =
    'shape' in result
      ? { y: result as Tensor }
      : Array.isArray(result)
        ? numbered(fixture, result)
        : (result as Readonly<Record<string, Tensor>>);
  return bench.finish(outputs, bench.cotangentLoss(outputs), parameters);
}

function runOf({ op: name, formula }: { readonly op: string; readonly formula?: string }): Run {
  if (name === 'composite') {
    const run = formula === undefined ? undefined : formulaOf(formula);
    if (!run) throw new Error(`the formula "${formula}" is unknown`);
    return ({ tape, inputs, args }) => run(tape, inputs, args);
  }
  const run = Object.hasOwn(ops, name) ? ops[name] : undefined;
  if (!run) throw new Error(`no op is called ${name}`);
  return run;
}

/** Parts of a split: y0, y1, …, or _y1 where the fixture leaves it out of the loss. */
function numbered(fixture: Fixture, parts: readonly Tensor[]): Record<string, Tensor> {
  return Object.fromEntries(parts.map((part, i) => [`_y${i}` in fixture.outputs ? `_y${i}` : `y${i}`, part]));
}
