// The promise behind links, recovery and golden tests: one config and one seed give the same bits in Node and in a
// browser. The same cases run in both (determinism.test.ts, determinism.browser.test.ts) against the same fingerprints.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { gelu, sigmoid, softplus, tanh } from '../../src/engine/ops/activation.ts';
import { erf, exp, log } from '../../src/engine/ops/functions.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import { defaultConfig } from '../../src/experiment/config.ts';
import { fingerprintOf } from '../../src/experiment/fingerprint.ts';
import { Session } from '../../src/experiment/session.ts';
import { type ModelId, models } from '../../src/models/registry.ts';
import { type TaskId, tasks } from '../../src/tasks/registry.ts';

/** Parameters after STEPS updates of a model with two layers. A change of these numbers breaks every shared link. */
const RUNS: Readonly<Record<`${ModelId} ${TaskId}`, string>> = {
  'transformer translation': 'f57cce64df36775c',
  'rnn translation': '7c8227b0ffe5ab3c',
  'rnn-additive translation': '27af81d753b1cb29',
  'rnn-dot translation': '2b12d639cc86701f',
  'lstm translation': '3faf217af76ff303',
  'lstm-additive translation': 'ce63545055834be7',
  'lstm-dot translation': 'e606f6a631d12ad0',
  'gru translation': '521690eea73b30c2',
  'gru-additive translation': '1f996bb5ced28a13',
  'gru-dot translation': '1a8489fabe345fac',
};

/** Each function's results over all of float32. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  exp: 'a2abc53335060465',
  log: 'f55071e4957854a1',
  erf: '1b6bcbbbdabdf597',
  tanh: '3d5c253142710645',
  sigmoid: '543f92216c6703f4',
  softplus: '2f40a8fd6f79eace',
  gelu: 'b67829fef1f57a87',
  geluTanh: '5460fc0f2cf695d5',
};

const STEPS = 12;

function trained(model: ModelId, task: TaskId): Session {
  const session = Session.create({ ...defaultConfig, model, task, layers: 2, width: 16 }, models[model]);
  for (let step = 0; step < STEPS; step++) session.step();
  return session;
}

const functions = {
  exp: (tape: Tape, x: Tensor) => exp(tape, x),
  log: (tape: Tape, x: Tensor) => log(tape, x),
  erf: (tape: Tape, x: Tensor) => erf(tape, x),
  tanh: (tape: Tape, x: Tensor) => tanh(tape, x),
  sigmoid: (tape: Tape, x: Tensor) => sigmoid(tape, x),
  softplus: (tape: Tape, x: Tensor) => softplus(tape, x),
  gelu: (tape: Tape, x: Tensor) => gelu(tape, x),
  geluTanh: (tape: Tape, x: Tensor) => gelu(tape, x, 'tanh'),
};

/** Fingerprint of f over every 4099th float32. NaN is left out: WebAssembly does not say which of its bits are set. */
function sweep(f: (tape: Tape, x: Tensor) => Tensor): string {
  const bits = Uint32Array.from({ length: Math.floor(2 ** 32 / 4099) }, (_, i) => i * 4099);
  const values = new Float32Array(bits.buffer);
  const tape = new Tape(new Memory());
  const results = tape.read(f(tape, tape.constant('x', ['N'], [values.length], values)));
  return fingerprintOf(new Uint8Array(results.filter((result) => !Number.isNaN(result)).buffer));
}

/** @param where the machine that runs the cases */
export function assertDeterminism(where: string): void {
  describe(`in ${where}, the same config and seed give the same weights`, () => {
    for (const model of Object.keys(models) as ModelId[]) {
      for (const task of Object.keys(tasks) as TaskId[]) {
        it(`${model} on ${task}`, () => {
          expect(trained(model, task).fingerprint()).toBe(RUNS[`${model} ${task}`]);
        });
      }
    }
  });

  describe(`in ${where}, the same number gives the same result`, () => {
    for (const [name, f] of Object.entries(functions)) {
      it(name, () => {
        expect(sweep(f)).toBe(FUNCTIONS[name]);
      });
    }
  });
}
