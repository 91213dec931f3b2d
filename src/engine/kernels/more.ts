// The kernels that no model of the app trains with today. A module of its own, so that a page that does not use them does
// not load them; it works on the memory of the first (index.ts), where it may have no data of its own.

export { batchNorm, batchNormBackward, batchStatistics } from './batchNorm';
export { elementary, elementaryBackward, pow, powBackward } from './functions';
export { binaryCrossEntropy, binaryCrossEntropyBackward } from './loss';
export { adagrad, limitMagnitude, rmsprop, sgd } from './optimiser';
export {
  logSoftmaxRows,
  logSoftmaxRowsBackward,
  logSumExpRows,
  logSumExpRowsBackward,
  maxRows,
  maxRowsBackward,
  varianceRows,
  varianceRowsBackward,
} from './reduce';
export { gatherElements, gatherElementsBackward, where, whereBackward } from './select';

/** First address past this module's own data; equal to the lowest there is, because it has none. */
export function heapBase(): usize {
  return __heap_base;
}
