// The ops that can be explained, by their names on the tape.

import { add, multiply, relu, sigmoid, subtract, tanh } from './elementwise.ts';
import type { Operation } from './formula.ts';
import { linear } from './linear.ts';
import { crossEntropy, mean, softmax, sum } from './losses.ts';
import { detach, embedding, joined, taken } from './moving.ts';

/** Numbers that were there before: parameters, tokens, targets, clamped gates. */
const source: Operation = {
  value: () => ({ form: 'given', terms: [], chosen: null }),
  gradient: () => [],
};

export const operations: Readonly<Record<string, Operation | undefined>> = {
  parameter: source,
  constant: source,
  linear,
  add,
  subtract,
  multiply,
  sigmoid,
  tanh,
  relu,
  select: taken,
  split: taken,
  detach,
  concat: joined,
  stack: joined,
  embedding,
  softmax,
  crossEntropy,
  mean,
  sum,
};
