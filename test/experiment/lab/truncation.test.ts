// explain() cuts gradients where training does.

import { expect, it } from 'vitest';
import { explain } from '../../../src/experiment/lab/explain.ts';
import { pass } from '../../../src/experiment/lab/pass.ts';
import { type CellId, cells } from '../../../src/models/cells/registry.ts';
import { explainedFixture } from './traces.ts';

const cases = (Object.keys(cells) as CellId[]).flatMap((cell) =>
  [1, 2].flatMap((layers) =>
    [false, true].flatMap((bidirectional) =>
      [1, 3, 7].map((truncation) => ({ cell, layers, bidirectional, truncation })),
    ),
  ),
);

it.each(cases)('has the truncated gradients that training has: %o', ({ truncation, ...options }) => {
  const { tape, network, task, example } = explainedFixture({ ...options, length: 8 });
  network.parameters.zeroGradients();
  tape.backward(pass(tape, network, task, [example], truncation).loss);
  const wanted = network.parameters.all.map((parameter) => tape.readGradient(parameter));
  const trace = explain({ tape, network, task, step: 0 }, example, { text: null, clamps: {}, truncation });
  network.parameters.all.forEach(({ name }, k) => {
    const gradient = trace.tensors.find((tensor) => tensor.name === name)?.gradient ?? [];
    const largest = Math.max(1e-3, ...(wanted[k] as Float32Array).map(Math.abs));
    // float32 sums in another order, as in explain.test.ts
    wanted[k]?.forEach((value, i) => {
      expect(Math.abs((gradient[i] as number) - value) / largest, `${name}[${i}]`).toBeLessThan(1e-5);
    });
  });
});
