// A model by its name, where not every model's code is there from the start: the Transformer comes with whoever imports
// this, the recurrent ones with the first run that has one of them.

import type { ModelId } from './registry.ts';
import type { ModelDefinition } from './sequenceToSequence.ts';
import { transformer } from './transformer/definition.ts';

/** At once where the code is there. @throws (later) where it cannot be fetched */
export function loadModel(id: ModelId): ModelDefinition | Promise<ModelDefinition> {
  if (id === 'transformer') return transformer;
  return import('./seq2seq/definition.ts').then(({ seq2seqModels }) => seq2seqModels[id]);
}
