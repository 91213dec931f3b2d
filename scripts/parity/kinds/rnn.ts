// rnn: whole recurrent networks (layers, directions, ragged batches, initial states) on the fused ops that training takes.

import { transpose } from '../../../src/engine/ops/layout.ts';
import { stack } from '../../../src/engine/ops/shapes.ts';
import { Parameters } from '../../../src/engine/parameters.ts';
import type { CellId } from '../../../src/models/cells/registry.ts';
import { Recurrent, splitStates } from '../../../src/models/recurrent.ts';
import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import type { Computed } from './kind.ts';

interface RnnConfig {
  readonly cell: CellId;
  readonly I: number;
  readonly H: number;
  readonly num_layers: number;
  readonly bidirectional: boolean;
  readonly batch_first: boolean;
  readonly bias: boolean;
}

export function rnn(fixture: Fixture, path: 'fused' | 'primitive' = 'fused'): Computed {
  const bench = new Bench(fixture);
  const { tape } = bench;
  const config = fixture.config as unknown as RnnConfig;
  const parameters = new Parameters();
  const network = new Recurrent(parameters, '', {
    cell: config.cell,
    input: config.I,
    hidden: config.H,
    layers: config.num_layers,
    bidirectional: config.bidirectional,
    bias: config.bias,
  });
  bench.load(parameters);
  const given = bench.input('x');
  const initial = ['h0', 'c0'].filter((name) => bench.has(name)).map((name) => bench.input(name));
  const { output, final } = network.forward(tape, config.batch_first ? transpose(tape, given, 0, 1) : given, {
    lengths: bench.has('lengths') ? bench.input('lengths') : undefined,
    initial: initial.length > 0 ? splitStates(tape, ...initial) : undefined,
    path,
  });
  const outputs = {
    output: config.batch_first ? transpose(tape, output, 0, 1) : output,
    ...Object.fromEntries(
      ['h_n', 'c_n'].slice(0, final[0]?.length).map((name, kind) => [
        name,
        stack(
          tape,
          final.map((state) => state[kind] as (typeof state)[0]),
          0,
        ),
      ]),
    ),
  };
  return bench.finish(outputs, bench.cotangentLoss(outputs), parameters);
}
