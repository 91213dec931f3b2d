// The recurrent encoder–decoder (Sutskever et al. 2014; Cho et al. 2014) over any cell, with additive attention
// (Bahdanau et al. 2015), dot attention (Luong et al. 2015) or none.

import { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { CellId } from '../cells/registry.ts';
import type { RecurrentOptions, UnrollInput } from '../recurrent.ts';
import type { Decoded, Encoded, Ids, SequenceToSequence } from '../sequenceToSequence.ts';
import { requireTarget } from '../tokens.ts';
import { type AttentionKind, Decoder } from './decoder.ts';
import { Encoder } from './encoder.ts';
import { checkFeeding, type Feeding } from './feeding.ts';

export interface Seq2SeqOptions {
  readonly cell: CellId;
  readonly attention: AttentionKind;
  readonly sourceVocabulary: number;
  readonly targetVocabulary: number;
  /** Numbers in a word's vector. */
  readonly embed: number;
  /** Numbers in a state. */
  readonly hidden: number;
  /** Of encoder and decoder each; the decoder's layers start from the encoder's. Default 1. */
  readonly layers?: number;
}

/** Parameters: `encoder.{embedding, rnn}`, `decoder.{embedding, attention, rnn, out}`. */
export class Seq2Seq implements SequenceToSequence {
  readonly parameters = new Parameters();
  private readonly encoder: Encoder;
  private readonly decoder: Decoder;
  private readonly path: UnrollInput['path'];

  /** @param path how layers are unrolled: fused ops (default), or primitive steps for explaining */
  constructor(options: Seq2SeqOptions, path: 'fused' | 'primitive' = 'fused') {
    const { cell, attention, embed, hidden, layers = 1 } = options;
    const stack: RecurrentOptions = { cell, input: embed, hidden, layers };
    this.path = path;
    this.encoder = new Encoder(this.parameters, options.sourceVocabulary, stack);
    this.decoder = new Decoder(this.parameters, options.targetVocabulary, attention, stack);
  }

  /**
   * @param source (B, S), padded with 0 at the end: pads are not read and nobody looks at them
   * @throws RangeError for a sequence that is all padding, an empty batch or an unknown id; tape and memory are as before then
   */
  encode(tape: Tape, source: Ids): Encoded {
    return tape.attempt(() => this.encoder.encode(tape, source, this.path));
  }

  /**
   * @param target (B, T), beginning with `<bos>`
   * @param feeding what each step after the first reads. Default: the target (teacher forcing)
   * @throws RangeError as encode does, and for a batch that is not the source's
   */
  decode(tape: Tape, encoded: Encoded, target: Ids, feeding: Feeding = { kind: 'teacher' }): Decoded {
    checkFeeding(feeding);
    requireTarget(target, encoded);
    return tape.attempt(() => this.decoder.decode(tape, encoded, target, feeding, this.path));
  }
}
