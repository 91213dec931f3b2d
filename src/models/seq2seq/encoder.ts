// The encoder of a recurrent sequence-to-sequence model: reads the source to its last word and no further.

import { normal } from '../../engine/init.ts';
import { transpose } from '../../engine/ops/layout.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { Recurrent, type RecurrentOptions, type UnrollInput } from '../recurrent.ts';
import type { Encoded, Ids } from '../sequenceToSequence.ts';
import { embedded, lengthsOf, PAD, timeFirst } from '../tokens.ts';

export class Encoder {
  private readonly table: Tensor;
  private readonly rnn: Recurrent;

  constructor(parameters: Parameters, vocabulary: number, options: RecurrentOptions) {
    this.table = parameters.declare(
      'encoder.embedding.weight',
      ['V', 'E'],
      [vocabulary, options.input],
      normal(1),
    );
    this.rnn = new Recurrent(parameters, 'encoder.rnn', options);
  }

  /**
   * @param source (B, S); PAD at the end of shorter sequences
   * @throws RangeError for a sequence that is all padding
   */
  encode(
    tape: Tape,
    source: Ids,
    path: UnrollInput['path'],
  ): Encoded & { state: NonNullable<Encoded['state']> } {
    const lengths = lengthsOf(tape, 'source', source);
    const ids = timeFirst(tape, 'source', source);
    const { output, final } = this.rnn.forward(tape, embedded(tape, ids, this.table), { lengths, path });
    const isPad = source.values.map((id) => (id === PAD ? 1 : 0));
    const padding = tape.constant('sourcePadding', ['B', 'S'], [source.batch, source.length], isPad, {
      dtype: 'i32',
    });
    const turned = transpose(tape, output, 0, 1, 'encoder.states'); // (B, S, H)
    const memory = tape.view(turned, 'encoder.memory', { dims: ['B', 'S', 'H'], shape: turned.shape });
    return { memory, padding, attention: [], state: final };
  }
}
