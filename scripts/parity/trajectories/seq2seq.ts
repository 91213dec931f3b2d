// Recurrent encoder–decoders, as kind seq2seq.

import { seq2seqModel } from '../kinds/seq2seq.ts';
import type { Trajectory } from './index.ts';

export const seq2seqTranslation: Trajectory = {
  matches: ({ cell, attention }) => typeof cell === 'string' && typeof attention === 'string',
  build(bench) {
    const { model, forward } = seq2seqModel(bench);
    return { parameters: model.parameters, loss: () => forward().loss };
  },
};
