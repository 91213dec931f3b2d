// Made-up predictions for tests: plain weights whose every number can be told from the others.
import type { AttentionKind, AttentionMap, Prediction } from '../../src/experiment/prediction.ts';

interface Sample {
  readonly source?: string;
  /** As written, with <eos> where it ended. */
  readonly output?: string;
  readonly reference?: string | null;
  readonly unknown?: readonly string[];
  readonly heads?: number;
  readonly layers?: number;
}

const split = (text: string): string[] => text.split(' ').filter((word) => word !== '');

/** Weight of a cell before the row is made to sum to 1: different for every head, layer, row and column. */
const raw = (layer: number, head: number, row: number, column: number): number =>
  1 + ((row * 7 + column * 5 + head * 3 + layer * 2) % 11);

function map(
  kind: AttentionKind,
  layer: number,
  heads: number,
  queries: readonly string[],
  keys: readonly string[],
): AttentionMap {
  const weights: number[] = [];
  for (let head = 0; head < heads; head++)
    for (let row = 0; row < queries.length; row++) {
      const cells = keys.map((_, column) =>
        kind === 'decoderSelf' && column > row ? 0 : raw(layer, head, row, column),
      );
      const sum = cells.reduce((total, cell) => total + cell, 0);
      weights.push(...cells.map((cell) => cell / sum));
    }
  return { kind, layer, heads, queries, keys, weights: Float32Array.from(weights) };
}

export function sample({
  source = 'the big red dog',
  output = 'le gros chien rouge <eos>',
  reference = 'le gros chien rouge',
  unknown = [],
  heads = 2,
  layers = 1,
}: Sample = {}): Prediction {
  const read = split(source);
  const written = split(output);
  const steps = written.map((word, at) => {
    const best = [word, 'un', 'vache', 'noire', 'petit'].map((each, rank) => ({
      id: 4 + rank,
      word: each,
      probability: rank === 0 ? 0.9 - at * 0.1 : 0.01 * (5 - rank),
    }));
    return { chosen: best[0] ?? { id: 0, word, probability: 0 }, best };
  });
  const tokens = ['<bos>', ...written.slice(0, -1)];
  return {
    input: source,
    source: read.map((word) => ({ word, known: !unknown.includes(word) })),
    dropped: 0,
    steps,
    ended: written.at(-1) === '<eos>',
    reference: reference === null ? null : split(reference),
    origin: 'heldOut',
    attention: Array.from({ length: layers }, (_, layer) => [
      map('encoderSelf', layer, heads, read, read),
      map('decoderSelf', layer, heads, tokens, tokens),
      map('cross', layer, heads, written, read),
    ]).flat(),
  };
}
