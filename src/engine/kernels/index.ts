// What the models of the app train with. Compiled by scripts/build-wasm.mjs twice. With plain SIMD: the same bits on every
// machine, because no instruction of that module may round differently from one to another. And with relaxed SIMD, where
// `madd` (lanes.ts) alone differs: an extra that a visitor chooses (../relaxed.ts). more.ts is the module of everything else.
// Conventions: pointers are byte addresses, sizes and strides count float32 elements, matrices are row-major,
// and every `…Backward` kernel adds to the gradients it is given.

export { attention, attentionBackward, attentionScratch } from './attention';
export { accumulateBroadcast, broadcast } from './broadcast';
export {
  addInto,
  addScaledInto,
  argmaxRows,
  relu,
  reluBackward,
  scale,
  sumColumnsInto,
  sumOfSquares,
} from './elementwise';
export { embedding, embeddingBackward, lookUp, lookUpBackward } from './embedding';
export { gemm, packPanels, packPanelsTransposed, panelBytes, transpose } from './gemm';
export { gru, gruBackward } from './gru';
export { countTargets, crossEntropy, crossEntropyBackward } from './loss';
export { lstm, lstmBackward } from './lstm';
export { layerNorm, layerNormBackward } from './norm';
export { adam, largestMagnitude } from './optimiser';
export { outputRows, outputRowsBackward, rnn, rnnBackward } from './recurrent';
export { sumRows } from './reduce';
export { softmaxRows, softmaxRowsBackward } from './softmax';
export { sigmoid, sigmoidBackward, tanh, tanhBackward } from './squash';
export { addStrided, copyStrided } from './strided';

/** First address past the kernels' own data: the engine's memory begins here. */
export function heapBase(): usize {
  return __heap_base;
}
