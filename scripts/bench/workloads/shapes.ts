// The six shapes that the engine is measured on. A new one is a line here, and one in each peer that should run it.

import { type RecurrentSizes, recurrent, tokenBatches } from './recurrent.ts';
import { pairBatches, type TranslationSizes, translation } from './translation.ts';
import type { Workload } from './workload.ts';

interface RecurrentShape extends RecurrentSizes {
  readonly kind: 'recurrent';
}

interface TranslationShape extends TranslationSizes {
  readonly kind: 'translation';
}

export type Shape = RecurrentShape | TranslationShape;

const small = {
  kind: 'recurrent',
  batch: 32,
  steps: 32,
  vocabulary: 64,
  embedding: 64,
  hidden: 64,
  layers: 1,
} as const;

export const shapes = {
  a: { ...small, cell: 'rnn_tanh' },
  b: { ...small, cell: 'lstm' },
  c: { ...small, cell: 'gru' },
  d: {
    kind: 'translation',
    batch: 32,
    source: 6,
    target: 7,
    vocabulary: 60,
    width: 32,
    heads: 2,
    feedForward: 64,
    layers: 1,
  },
  e: {
    kind: 'translation',
    batch: 32,
    source: 16,
    target: 16,
    vocabulary: 200,
    width: 64,
    heads: 4,
    feedForward: 256,
    layers: 2,
  },
  f: { ...small, cell: 'lstm', steps: 100, embedding: 128, hidden: 128 },
} as const satisfies Record<string, Shape>;

export type ShapeId = keyof typeof shapes;

export const shapeIds = Object.keys(shapes) as ShapeId[];

/** The shape's model and data. @param fold the embedding into what reads it first */
export function workloadOf(shape: Shape, fold: boolean): Workload {
  return shape.kind === 'recurrent'
    ? recurrent(shape, tokenBatches(shape), fold)
    : translation(shape, pairBatches(shape), fold);
}
