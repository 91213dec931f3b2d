// The decoder of a recurrent sequence-to-sequence model. Where nothing that a step finds is input of the next, all steps
// run as one op; with additive attention, or when the model reads what it writes, they run one after another.

import { normal } from '../../engine/init.ts';
import { embedding } from '../../engine/ops/embedding.ts';
import { transpose } from '../../engine/ops/layout.ts';
import { concat, stack } from '../../engine/ops/shapes.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { CellState } from '../cells/cell.ts';
import { Linear } from '../layers.ts';
import { Recurrent, type RecurrentOptions, type UnrollInput } from '../recurrent.ts';
import type { Decoded, Encoded, Ids } from '../sequenceToSequence.ts';
import { embedded, timeFirst } from '../tokens.ts';
import { AdditiveAttention, type AdditiveKeys, DotAttention } from './attention.ts';
import { type Feeding, fromTeacher } from './feeding.ts';

export type AttentionKind = 'none' | 'additive' | 'dot';

/** One step's results: the new states, and what the output layer reads (B, H). */
interface Step {
  readonly state: readonly CellState[];
  readonly read: Tensor;
  /** (B, S). */
  readonly weights: Tensor | undefined;
}

export class Decoder {
  private readonly table: Tensor;
  private readonly additive: AdditiveAttention | undefined;
  private readonly dot: DotAttention | undefined;
  private readonly rnn: Recurrent;
  private readonly out: Linear;
  private readonly vocabulary: number;

  constructor(parameters: Parameters, vocabulary: number, kind: AttentionKind, options: RecurrentOptions) {
    const { input, hidden } = options;
    this.vocabulary = vocabulary;
    this.table = parameters.declare('decoder.embedding.weight', ['V', 'E'], [vocabulary, input], normal(1));
    if (kind === 'additive') this.additive = new AdditiveAttention(parameters, 'decoder.attention', hidden);
    if (kind === 'dot') this.dot = new DotAttention(parameters, 'decoder.attention', hidden);
    const width = kind === 'additive' ? input + hidden : input;
    this.rnn = new Recurrent(parameters, 'decoder.rnn', { ...options, input: width });
    this.out = new Linear(parameters, 'decoder.out', ['H', hidden], ['V', vocabulary]);
  }

  /** @param target (B, T), beginning with `<bos>` */
  decode(tape: Tape, encoded: Encoded, target: Ids, feeding: Feeding, path: UnrollInput['path']): Decoded {
    return tape.scope('decoder', () =>
      feeding.kind === 'teacher' && !this.additive
        ? this.wholeTarget(tape, encoded, target, path)
        : this.stepByStep(tape, encoded, target, feeding, path),
    );
  }

  /** All steps at once: the right words are known, and attention feeds nothing back. */
  private wholeTarget(tape: Tape, encoded: Encoded, target: Ids, path: UnrollInput['path']): Decoded {
    const ids = timeFirst(tape, 'target', target);
    const { output } = this.rnn.forward(tape, embedded(tape, ids, this.table), {
      initial: encoded.state,
      path,
    });
    const states = transpose(tape, output, 0, 1, 'states'); // (B, T, H)
    const looked = this.dot?.look(tape, encoded, states);
    return this.written(tape, looked?.output ?? states, looked?.weights);
  }

  private stepByStep(
    tape: Tape,
    encoded: Encoded,
    target: Ids,
    feeding: Feeding,
    path: UnrollInput['path'],
  ): Decoded {
    const { batch, length } = target;
    const keys = this.additive?.prepare(tape, encoded);
    const reads: Tensor[] = [];
    const weights: Tensor[] = [];
    let state = encoded.state;
    let ids: Int32Array = Int32Array.from({ length: batch }, (_, b) => target.values[b * length] as number);
    for (let t = 0; t < length; t++) {
      const step = tape.scope(`t${t}`, () => this.step(tape, encoded, keys, ids, state, path));
      state = step.state;
      reads.push(step.read);
      if (step.weights) weights.push(step.weights);
      if (t + 1 < length) ids = this.nextIds(tape, step.read, target, t + 1, feeding);
    }
    const seen = weights.length > 0 ? stack(tape, weights, 1, 'T', 'weights') : undefined; // (B, T, S)
    const [, , sourceLength = 0] = seen?.shape ?? [];
    return this.written(
      tape,
      stack(tape, reads, 1, 'T', 'read'), // (B, T, H)
      seen &&
        tape.view(seen, 'weights', { dims: ['B', 'N', 'T', 'S'], shape: [batch, 1, length, sourceLength] }),
    );
  }

  /** One step for every row of the batch. */
  private step(
    tape: Tape,
    encoded: Encoded,
    keys: AdditiveKeys | undefined,
    tokens: Int32Array,
    before: readonly CellState[] | undefined,
    path: UnrollInput['path'],
  ): Step {
    const ids = tape.constant('tokens', ['B'], [tokens.length], tokens, { dtype: 'i32' });
    const word = embedding(tape, ids, this.table); // (B, E)
    const top = before?.at(-1)?.[0];
    const glance = this.additive && keys && top && this.additive.glance(tape, keys, top);
    const input = glance ? concat(tape, [word, glance.context], -1, 'wordAndContext') : word;
    const state = this.rnn.step(tape, input, before, path);
    const hidden = state.at(-1)?.[0] as Tensor; // (B, H)
    if (!this.dot) return { state, read: hidden, weights: glance?.weights };
    const [batch = 0, width = 0] = hidden.shape;
    const query = tape.view(hidden, 'state', { dims: ['B', 'T', 'H'], shape: [batch, 1, width] });
    const { output, weights } = this.dot.look(tape, encoded, query);
    const flat = (tensor: Tensor, name: string, last: string) =>
      tape.view(tensor, name, { dims: ['B', last], shape: [batch, tensor.columns] });
    return { state, read: flat(output, 'attentional', 'H'), weights: flat(weights, 'weights', 'S') };
  }

  /** The tokens of step t: the target's, or the most probable ones of the step before. */
  private nextIds(tape: Tape, read: Tensor, target: Ids, t: number, feeding: Feeding): Int32Array {
    const right = (b: number) => target.values[b * target.length + t] as number;
    const taught = Array.from({ length: target.batch }, () => fromTeacher(feeding));
    if (!taught.includes(false)) return Int32Array.from(taught, (_, b) => right(b));
    return tape.withoutGradients(() => {
      const logits = this.out.forward(tape, read, 'own'); // (B, V)
      const place = tape.scratch(target.batch * 4);
      tape.memory.kernels.argmaxRows(logits.address, place, target.batch, this.vocabulary);
      const own = tape.memory.i32.slice(place / 4, place / 4 + target.batch);
      return Int32Array.from(taught, (isTaught, b) => (isTaught ? right(b) : (own[b] as number)));
    });
  }

  private written(tape: Tape, read: Tensor, weights: Tensor | undefined): Decoded {
    const logits = this.out.forward(tape, read, 'logits'); // (B, T, V)
    return { logits, attention: weights ? [{ kind: 'cross', layer: 0, weights }] : [] };
  }
}
