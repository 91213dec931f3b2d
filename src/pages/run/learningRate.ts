// The learning rate that the next update uses: the last change made live, else the one the run began with.
import type { ExperimentConfig } from '../../experiment/config.ts';

export function learningRateNow(config: Pick<ExperimentConfig, 'learningRate' | 'changes'>): number {
  return config.changes.at(-1)?.learningRate ?? config.learningRate;
}
