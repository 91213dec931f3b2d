// Whether the numbers of an explained pass are numbers: after a divergence they are not, and there is nothing to draw.
import type { Trace, TraceOutput } from '../../experiment/lab/trace.ts';
import { tensorAt } from './quantities.ts';

const areNumbers = (values: Float32Array | null) => values?.every(Number.isFinite) ?? true;

const says = (said: TraceOutput) =>
  said.kind === 'numbers'
    ? said.values.every(Number.isFinite)
    : said.best.every(({ probability }) => Number.isFinite(probability));

/** Whether a gate, a state, one of their gradients or what is said is infinite or not a number. */
export const isBroken = (trace: Trace): boolean =>
  trace.outputs.some((said) => said !== null && !says(said)) ||
  trace.layers.some(({ gates, states }) =>
    [...gates, ...states].flat().some((id) => {
      const { values, gradient } = tensorAt(trace, id);
      return !areNumbers(values) || !areNumbers(gradient);
    }),
  );
