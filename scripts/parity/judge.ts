// Compares what was computed with what PyTorch computed, by the fixture's own tolerances.

import type { Fixture, FixtureTensor } from './fixture.ts';
import type { Computed, Values } from './kinds/kind.ts';

export interface Finding {
  /** `outputs h_n`, `grads weight_ih_l0`, `loss`. */
  readonly tensor: string;
  /** Largest error over its tolerance: above 1 is a failure, Infinity where there is nothing to compare. */
  readonly ratio: number;
  /** In words, for a failure. */
  readonly detail: string;
}

/** One finding for each output, gradient and the loss; the worst first. */
export function judge(fixture: Fixture, computed: Computed): Finding[] {
  const { outputs, grads, tolerance } = fixture;
  const findings = [
    ...Object.entries(outputs).map(([name, expected]) =>
      compare(`outputs ${name}`, computed.outputs[name], expected, {
        absolute: tolerance.outputs[name],
        relative: tolerance.elem_rel?.[name],
      }),
    ),
    ...Object.entries(grads).map(([name, expected]) =>
      compare(`grads ${name}`, computed.grads[name], expected, {
        absolute: tolerance.grads[name],
        relative: tolerance.elem_rel?.[name],
      }),
    ),
  ];
  // A kind that has a loss is held to it, whether config describes it or not.
  if ((fixture.config.loss ?? null) !== null || computed.loss !== undefined) {
    const got = computed.loss === undefined ? undefined : { shape: [], data: [computed.loss] };
    const expected: FixtureTensor = { shape: [], dtype: 'f64', data: [fixture.loss] };
    findings.push(
      compare('loss', got, expected, { absolute: tolerance.loss, relative: tolerance.elem_rel?.loss }),
    );
  }
  return findings.sort((a, b) => b.ratio - a.ratio);
}

function compare(
  tensor: string,
  got: Values | undefined,
  expected: FixtureTensor,
  { absolute, relative }: { absolute: number | undefined; relative: number | undefined },
): Finding {
  const broken = (detail: string): Finding => ({ tensor, ratio: Infinity, detail });
  if (!got) return broken('was not computed');
  if (absolute === undefined) return broken('has no tolerance in the fixture');
  const shapes = `(${got.shape.join(', ')}) instead of (${expected.shape.join(', ')})`;
  if (got.shape.join() !== expected.shape.join() || got.data.length !== expected.data.length)
    return broken(`has the shape ${shapes}`);
  let worst: Finding = { tensor, ratio: 0, detail: '' };
  expected.data.forEach((wanted, i) => {
    const value = got.data[i] as number;
    const error = Math.abs(value - wanted);
    const limits = [absolute];
    if (relative !== undefined && wanted !== 0) limits.push(relative * Math.abs(wanted));
    for (const limit of limits) {
      const ratio = error === 0 ? 0 : error / limit;
      if (!(ratio <= worst.ratio)) {
        const size = error.toExponential(2);
        const detail = `element ${i} is ${value}, not ${wanted}: error ${size}, allowed ${limit.toExponential(2)}`;
        worst = { tensor, ratio: Number.isNaN(ratio) ? Infinity : ratio, detail };
      }
    }
  });
  return worst;
}
