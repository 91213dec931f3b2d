// Everything the engine calls. Compiled by scripts/build-wasm.mjs to one WebAssembly module with plain SIMD:
// the same bits on every machine, because no instruction here may round differently (no relaxed SIMD, no fused multiply-add).
// Conventions: pointers are byte addresses, sizes and strides count float32 elements, matrices are row-major,
// and every `…Backward` kernel adds to the gradients it is given.

export { gemm, packPanels, packPanelsTransposed, panelBytes, transpose } from './gemm';
export { accumulateBroadcast, broadcast } from './broadcast';
export {
  addInto,
  addScaledInto,
  argmaxRows,
  relu,
  reluBackward,
  repeatRow,
  scale,
  sumColumnsInto,
  sumOfSquares,
} from './elementwise';
export { elementary, elementaryBackward, pow, powBackward } from './functions';
export { batchNorm, batchNormBackward, batchStatistics } from './batchNorm';
export {
  logSoftmaxRows,
  logSoftmaxRowsBackward,
  logSumExpRows,
  logSumExpRowsBackward,
  maxRows,
  maxRowsBackward,
  sumRows,
  varianceRows,
  varianceRowsBackward,
} from './reduce';
export { gatherElements, gatherElementsBackward, where, whereBackward } from './select';
export { addStrided, copyStrided } from './strided';
export { softmaxRows, softmaxRowsBackward } from './softmax';
export { layerNorm, layerNormBackward } from './norm';
export { embedding, embeddingBackward } from './embedding';
export { attention, attentionBackward, attentionScratch } from './attention';
export { binaryCrossEntropy, binaryCrossEntropyBackward, countTargets, crossEntropy, crossEntropyBackward } from './loss';
export { gru, gruBackward } from './gru';
export { lstm, lstmBackward } from './lstm';
export { outputRows, outputRowsBackward, rnn, rnnBackward } from './recurrent';
export { adagrad, adam, largestMagnitude, limitMagnitude, rmsprop, sgd } from './optimiser';

/** First address past the kernels' own data: the engine's memory begins here. */
export function heapBase(): usize {
  return __heap_base;
}
