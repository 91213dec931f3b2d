// optimizer_raw: given gradients, the vector after every update.

import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import { optimiserOf } from '../optimisers.ts';
import type { Computed } from './kind.ts';

export function optimizerRaw(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const { memory, tape } = bench;
  const { optimiser, learningRate } = optimiserOf(fixture.config);
  const parameters = bench.parameters();
  const vector = parameters.get('w');
  const { data, shape } = bench.given('gradients');
  const [updates = 0, width = 0] = shape;
  const vectors: Float32Array[] = [];
  for (let update = 0; update < updates; update++) {
    memory.f32.set(data.slice(update * width, (update + 1) * width), vector.gradient / 4);
    optimiser.update(memory, parameters, update + 1, learningRate);
    vectors.push(tape.read(vector));
  }
  // Output w.3 is the third element after every update.
  const outputs = Array.from({ length: width }, (_, element) => [
    `w.${element}`,
    { shape: [updates], data: vectors.map((numbers) => numbers[element] as number) },
  ]);
  return { outputs: Object.fromEntries(outputs), grads: {}, loss: undefined };
}
