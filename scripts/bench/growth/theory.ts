// What an update should cost: its arithmetic, and the numbers it leaves in memory. Both are sums of terms that grow
// differently (H: a·H + b·H²), so the exponent to expect over some points is the slope of these counts over the same points.

import type { CellId } from '../../../src/models/cells/registry.ts';
import * as flops from '../flops.ts';
import type { RecurrentSizes } from '../workloads/recurrent.ts';

export interface Cost {
  /** Operations of forward, backward and Adam. */
  readonly operations: number;
  /** Numbers of four bytes in use after an update. */
  readonly numbers: number;
}

/** Operations that one exp, tanh or sigmoid is made of: a polynomial and what surrounds it. */
const FUNCTION = 15;
/** A product forward is two of them backward. */
const BOTH_WAYS = 3;

interface CellCost {
  readonly gates: number;
  /** Elementwise operations for each unit and step, forward and backward. */
  readonly operations: number;
  /** Numbers kept for each unit and step: gates, states and their gradients. */
  readonly numbers: number;
}

const cellCosts: Readonly<Record<CellId, CellCost>> = {
  rnn_tanh: { gates: 1, operations: FUNCTION + 5, numbers: 2 },
  rnn_relu: { gates: 1, operations: 5, numbers: 2 },
  lstm: { gates: 4, operations: 5 * FUNCTION + 30, numbers: 4 + 5 },
  gru: { gates: 3, operations: 3 * FUNCTION + 25, numbers: 4 + 2 },
};

/** Embedding (not folded) → layers → linear, loss at every step. */
export function recurrentCost(sizes: RecurrentSizes): Cost {
  const { cell, batch, steps, vocabulary, embedding, hidden, layers } = sizes;
  const { gates, operations, numbers } = cellCosts[cell];
  const tokens = steps * batch;
  const inputs = Array.from({ length: layers }, (_, layer) => (layer === 0 ? embedding : hidden));
  const perInput = inputs.reduce((sum, input) => sum + input + hidden, 0);
  const parameters = vocabulary * (embedding + hidden + 1) + gates * hidden * (perInput + 2 * layers);
  const products =
    flops.product(tokens, gates * hidden, perInput) + flops.product(tokens, vocabulary, hidden);
  return {
    operations:
      BOTH_WAYS * products +
      layers * tokens * hidden * operations +
      2 * tokens * embedding +
      tokens * vocabulary * (7 + FUNCTION) +
      flops.adamUpdate(parameters),
    // Value and gradient of embeddings and logits, probabilities; parameters with gradient and two moments.
    numbers: tokens * (2 * embedding + layers * hidden * numbers + 3 * vocabulary) + 4 * parameters,
  };
}

export interface LanguageSizes {
  readonly batch: number;
  readonly length: number;
  readonly vocabulary: number;
  readonly width: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly layers: number;
}

/** The decoder-only transformer: products of every place, and attention of every place to every other. */
export function languageCost(sizes: LanguageSizes): Cost {
  const { batch, length, vocabulary, width, heads, feedForward, layers } = sizes;
  const tokens = batch * length;
  const perLayer = width * (4 * width + 2 * feedForward);
  const scores = batch * heads * length * length;
  const parameters = layers * (perLayer + 10 * width + feedForward) + vocabulary * (2 * width + 1);
  const attention =
    flops.attentionForward(batch, length, length, width) +
    flops.attentionBackward(batch, length, length, width);
  const norms = flops.layerNormForward(tokens, width) + flops.layerNormBackward(tokens, width);
  return {
    operations:
      BOTH_WAYS * 2 * tokens * (layers * perLayer + width * vocabulary) +
      layers * (attention + scores * (8 + FUNCTION) + 2 * norms) +
      tokens * vocabulary * (7 + FUNCTION) +
      flops.adamUpdate(parameters),
    // Weights of attention; of each layer, values and gradients of projections, residuals, norms and feed-forward.
    numbers:
      layers * (scores + 2 * tokens * (9 * width + 2 * feedForward)) +
      tokens * (6 * width + 3 * vocabulary) +
      4 * parameters,
  };
}
