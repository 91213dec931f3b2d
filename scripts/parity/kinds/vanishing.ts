// vanishing: how gradients shrink and grow through time. The loss hangs on the last state only; what is compared is the
// derivative of the loss by every state on the way.

import { multiply } from '../../../src/engine/ops/arithmetic.ts';
import { sum } from '../../../src/engine/ops/reduction.ts';
import { Parameters } from '../../../src/engine/parameters.ts';
import type { Tensor } from '../../../src/engine/tensor.ts';
import type { CellId } from '../../../src/models/cells/registry.ts';
import { Recurrent } from '../../../src/models/recurrent.ts';
import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import type { Computed, Values } from './kind.ts';

export function vanishing(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const { tape } = bench;
  const { cell, I, H, batch_first } = fixture.config as {
    cell: CellId;
    I: number;
    H: number;
    batch_first: boolean;
  };
  if (batch_first) throw new Error('vanishing: x is (T, B, I)');
  const parameters = new Parameters();
  const network = new Recurrent(parameters, '', { cell, input: I, hidden: H });
  bench.load(parameters);
  const { output, final, layers } = network.forward(tape, bench.input('x'));
  const loss = sum(tape, multiply(tape, final[0]?.[0] as Tensor, bench.input('R.h_T')));
  parameters.zeroGradients();
  tape.backward(loss);
  const [hidden, kept] = layers[0]?.sequence?.tracks ?? [];
  if (!hidden) throw new Error(`${cell} kept no states`);
  const outputs: Record<string, Values> = {
    ...bench.read({ h_seq: output }),
    ...derivatives('h', hidden.afterSteps),
    ...(kept ? derivatives('c', kept.afterSteps) : {}),
  };
  return { outputs, grads: bench.gradients(parameters), loss: tape.scalar(loss) };

  /** ∂L/∂state after every step, and its norm over batch and features. */
  function derivatives(name: string, states: Tensor): Record<string, Values> {
    const data = tape.readGradient(states); // (T, B, H)
    const [steps = 0] = states.shape;
    const each = states.size / steps;
    const norms = Array.from({ length: steps }, (_, t) =>
      Math.hypot(...data.subarray(t * each, (t + 1) * each)),
    );
    return {
      [`dL_d${name}`]: { shape: states.shape, data },
      [`grad_norm_${name}`]: { shape: [steps], data: norms },
    };
  }
}
