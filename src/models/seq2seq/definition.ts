// Recurrent sequence-to-sequence models as the registry lists them: three cells, each without attention and with both kinds.

import type { CellId } from '../cells/registry.ts';
import type { ModelDefinition } from '../sequenceToSequence.ts';
import type { AttentionKind } from './decoder.ts';
import { Seq2Seq } from './seq2seq.ts';

/** Layers and width are those of the options; heads are a matter of Transformers. */
function define<Id extends string>(id: Id, cell: CellId, attention: AttentionKind) {
  return {
    id,
    build: ({ sourceVocabulary, targetVocabulary, layers, width }) =>
      new Seq2Seq({
        cell,
        attention,
        sourceVocabulary,
        targetVocabulary,
        layers,
        embed: width,
        hidden: width,
      }),
  } as const satisfies ModelDefinition;
}

export const seq2seqModels = {
  rnn: define('rnn', 'rnn_tanh', 'none'),
  'rnn-additive': define('rnn-additive', 'rnn_tanh', 'additive'),
  'rnn-dot': define('rnn-dot', 'rnn_tanh', 'dot'),
  lstm: define('lstm', 'lstm', 'none'),
  'lstm-additive': define('lstm-additive', 'lstm', 'additive'),
  'lstm-dot': define('lstm-dot', 'lstm', 'dot'),
  gru: define('gru', 'gru', 'none'),
  'gru-additive': define('gru-additive', 'gru', 'additive'),
  'gru-dot': define('gru-dot', 'gru', 'dot'),
} as const;
