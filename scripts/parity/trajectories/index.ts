// The models that trajectory fixtures train. A new one is one file and one line here; the first that matches is taken.

import type { Bench } from '../bench.ts';
import type { Trainee } from '../training.ts';
import { classifier, regression, tokenLanguageModel } from './recurrent.ts';
import { seq2seqTranslation } from './seq2seq.ts';
import { transformerClassifier, transformerLanguageModel, transformerTranslation } from './transformer.ts';

export interface Trajectory {
  /** Whether a fixture's config (`model`, `cell`, `d_model` …) describes this one. */
  matches(config: Readonly<Record<string, unknown>>): boolean;
  /** Builds the model and loads the fixture's parameters (`bench.load`). */
  build(bench: Bench): Trainee;
}

export const trajectories: readonly Trajectory[] = [
  seq2seqTranslation,
  regression,
  tokenLanguageModel,
  classifier,
  transformerLanguageModel,
  transformerClassifier,
  transformerTranslation,
];
