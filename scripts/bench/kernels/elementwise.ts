// Functions of one number at a time: what counts is the time for each.

import { sigmoid, tanh } from '../../../src/engine/ops/activation.ts';
import { exp } from '../../../src/engine/ops/functions.ts';
import type { Tape } from '../../../src/engine/tape.ts';
import type { Tensor } from '../../../src/engine/tensor.ts';
import type { Subject } from './subject.ts';

const functions: Readonly<Record<string, (tape: Tape, x: Tensor) => Tensor>> = { exp, tanh, sigmoid };

/** Fits the second cache with its result. */
const COUNT = 32 * 1024;

export const elementwise: readonly Subject[] = Object.entries(functions).map(([kernel, op]) => ({
  kernel,
  shape: `${COUNT}`,
  elements: COUNT,
  prepare(lab) {
    const x = lab.numbers([COUNT]);
    return lab.forward((tape) => op(tape, x));
  },
}));
