// Real parameters for tests of figures, with a gradient and an update that can be told apart from the values.
import { parameters } from '../../../src/experiment/lab/answers/parameters.ts';
import { explain } from '../../../src/experiment/lab/explain.ts';
import type { ParametersAnswer, Query } from '../../../src/experiment/lab/queries.ts';
import { defaultLabConfig } from '../../../src/experiment/lab/settings.ts';
import type { Trace } from '../../../src/experiment/lab/trace.ts';
import { explainedFixture, type TraceOptions } from '../../experiment/lab/traces.ts';

/** The parameters and the trace of one network, at update `step`. Same options, same numbers. */
export function parametersFixture(
  options: TraceOptions = {},
  step = 7,
  query: Extract<Query, { kind: 'parameters' }> = { kind: 'parameters' },
): { readonly parameters: ParametersAnswer; readonly trace: Trace } {
  const fixture = explainedFixture(options);
  const { size } = fixture.network.parameters;
  const last = {
    gradient: Float32Array.from({ length: size }, (_, at) => Math.sin(at) / 10),
    update: Float32Array.from({ length: size }, (_, at) => -Math.sin(at) / 100),
  };
  const parts = { ...fixture, step, config: defaultLabConfig, heldOut: [fixture.example], last };
  const answer = parameters(parts, query);
  fixture.tape.reset();
  return {
    parameters: answer,
    trace: explain(fixture, fixture.example, { text: null, clamps: {}, truncation: 0 }),
  };
}
