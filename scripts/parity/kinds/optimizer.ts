// optimizer and clip: an LSTM regression (a linear layer on its last output) trained for some steps.

import { transpose } from '../../../src/engine/ops/layout.ts';
import { mseLoss } from '../../../src/engine/ops/loss.ts';
import { clipGradientNorm, clipGradientValue } from '../../../src/engine/optim/clip.ts';
import { RecurrentNetwork } from '../../../src/models/recurrentNetwork.ts';
import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import { optimiserOf } from '../optimisers.ts';
import { type Trainee, train } from '../training.ts';
import type { Computed } from './kind.ts';

export function optimizer(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  return train(bench, lstmRegression(bench), optimiserOf(fixture.config));
}

export function clip(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const trainee = lstmRegression(bench);
  return train(bench, trainee, { ...optimiserOf(fixture.config), clip: clipping(bench, trainee) });
}

function lstmRegression(bench: Bench): Trainee {
  const { tape, fixture } = bench;
  const { I, H } = fixture.config as { readonly I: number; readonly H: number };
  const outputs = fixture.params['out.weight']?.shape[0] ?? 0;
  const model = new RecurrentNetwork({ cell: 'lstm', input: I, hidden: H, outputs, reading: 'final' });
  bench.load(model.parameters);
  return {
    parameters: model.parameters,
    loss() {
      const x = bench.input('x');
      const timeFirst = fixture.config.batch_first ? transpose(tape, x, 0, 1) : x; // (T, B, I)
      const { output } = model.forward(tape, timeFirst);
      return mseLoss(tape, output, bench.input('y'));
    },
  };
}

/** The clipping that `config.clip` names. */
function clipping({ memory, fixture }: Bench, { parameters }: Trainee): () => number | undefined {
  const { clip: name, limit } = fixture.config as { readonly clip: string; readonly limit: number };
  switch (name) {
    case 'clip_grad_norm_ (L2)':
      return () => clipGradientNorm(memory, parameters, limit);
    case 'clip_grad_norm_ (inf norm)':
      return () => clipGradientNorm(memory, parameters, limit, Infinity);
    case 'clip_grad_value_':
      return () => {
        clipGradientValue(memory, parameters, limit);
        return undefined;
      };
    default:
      throw new Error(`no clipping is called ${name}`);
  }
}
