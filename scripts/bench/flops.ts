// Counts of arithmetic. A multiplication and an addition are two operations; √, ÷ and exp count as one each, so what
// holds mostly such things has a low figure without being slow. A backward pass through a product is two products.

/** (m, k) times (k, n). */
export const product = (m: number, n: number, k: number) => 2 * m * n * k;

/** Both products of attention for all heads, width D = heads · depth. Causal or not: hidden scores are counted. */
export const attentionForward = (batch: number, queries: number, keys: number, width: number) =>
  4 * batch * queries * keys * width;

/** dV, dweights, dQ and dK. */
export const attentionBackward = (batch: number, queries: number, keys: number, width: number) =>
  2 * attentionForward(batch, queries, keys, width);

/** Residual 1, mean 1, variance 3, normalising 2, weight and bias 2. */
export const layerNormForward = (rows: number, width: number) => 9 * rows * width;

/** Sums for weight and bias 3, dy·weight 1, two sums over the row 3, dx 5, residual 1. */
export const layerNormBackward = (rows: number, width: number) => 13 * rows * width;

/** Largest 1, difference 1, exp 1, sum 1, division 1. */
export const crossEntropyForward = (rows: number, classes: number) => 5 * rows * classes;

/** Scaling and adding. */
export const crossEntropyBackward = (rows: number, classes: number) => 2 * rows * classes;

/** First moment 3, second moment 4, corrections 2, √, eps, ÷, rate, difference. */
export const adamUpdate = (parameters: number) => 14 * parameters;
