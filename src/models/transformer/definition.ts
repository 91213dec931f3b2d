// The Transformer as the registry lists it: as many decoder as encoder layers, post-norm, a feed-forward layer twice as wide.

import type { ModelDefinition } from '../sequenceToSequence.ts';
import { Transformer } from './transformer.ts';

export const transformer: ModelDefinition = {
  id: 'transformer',
  build: ({ layers, width, ...rest }) =>
    new Transformer({
      ...rest,
      width,
      encoderLayers: layers,
      decoderLayers: layers,
      feedForward: 2 * width,
    }),
};
