// trajectory: a whole training run of a model. Which model is a matter of ../trajectories.

import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import { optimiserOf } from '../optimisers.ts';
import { train } from '../training.ts';
import { trajectories } from '../trajectories/index.ts';
import type { Computed } from './kind.ts';

export function trajectory(fixture: Fixture): Computed {
  const found = trajectories.find(({ matches }) => matches(fixture.config));
  if (!found) throw new Error(`no trajectory has the model "${fixture.config.model}"`);
  const bench = new Bench(fixture);
  return train(bench, found.build(bench), optimiserOf(fixture.config));
}
