// The learning rate as the page speaks of it: which one is in use, what a live change makes of a config, and which one
// can work after divergence.
import { type ExperimentConfig, learningRateAt, type Steered } from '../experiment/config.ts';
import { hyperparameters } from '../experiment/hyperparameters.ts';

/** The config with another rate from update `step` on, as the session will record it. */
export function withLearningRate<Config extends Steered>(
  config: Config,
  step: number,
  learningRate: number,
): Config {
  if (step === 0) return { ...config, learningRate, changes: [] };
  const changes = config.changes.filter((change) => change.step < step);
  const before = { ...config, changes };
  if (learningRateAt(before, step) === learningRate) return before;
  return { ...before, changes: [...changes, { step, learningRate }] };
}

/** The settings as the page shows them, for a run that begins with them. */
export function presentSettings({
  config,
  rateInUse,
}: {
  readonly config: ExperimentConfig;
  readonly rateInUse: number;
}): ExperimentConfig {
  return { ...config, learningRate: rateInUse, changes: [] };
}

/** After a run diverged at this rate: the default if that is lower, else a tenth. */
export function rateAfterDivergence(
  rate: number,
  usual: number = hyperparameters.learningRate.default,
): number {
  return rate > usual ? usual : Math.max(hyperparameters.learningRate.accepts.min, rate / 10);
}
