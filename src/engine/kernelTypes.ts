// The kernels' signatures as TypeScript sees them: addresses in bytes, sizes in elements, flags 0 or 1.
// What each does is written where it is implemented, in kernels/.

type Address = number;
type Flag = 0 | 1;

export interface Kernels {
  readonly memory: WebAssembly.Memory;
  heapBase(): Address;

  gemm(
    a: Address,
    lda: number,
    panels: Address,
    c: Address,
    ldc: number,
    m: number,
    n: number,
    k: number,
    accumulate: Flag,
  ): void;
  packPanels(b: Address, ldb: number, k: number, n: number, panels: Address): void;
  packPanelsTransposed(b: Address, ldb: number, k: number, n: number, panels: Address): void;
  panelBytes(k: number, n: number): number;
  transpose(a: Address, lda: number, rows: number, columns: number, out: Address): void;

  addBroadcast(a: Address, b: Address, out: Address, plan: Address): void;
  multiplyBroadcast(a: Address, b: Address, out: Address, plan: Address): void;
  accumulateBroadcast(flow: Address, other: Address, gradient: Address, plan: Address): void;

  addInto(x: Address, y: Address, n: number): void;
  addScaledInto(x: Address, y: Address, n: number, a: number): void;
  repeatRow(x: Address, out: Address, rows: number, columns: number): void;
  scale(x: Address, out: Address, n: number, a: number): void;
  relu(x: Address, out: Address, n: number): void;
  reluBackward(y: Address, dy: Address, dx: Address, n: number): void;
  sumColumnsInto(x: Address, sums: Address, rows: number, columns: number): void;
  sumOfSquares(x: Address, n: number): number;
  argmaxRows(x: Address, indices: Address, rows: number, columns: number): void;
  exponentials(x: Address, out: Address, n: number): void;

  softmaxRows(x: Address, out: Address, rows: number, columns: number): void;
  softmaxRowsBackward(y: Address, dy: Address, dx: Address, rows: number, columns: number): void;

  layerNorm(
    x: Address,
    residual: Address,
    weight: Address,
    bias: Address,
    y: Address,
    normalised: Address,
    inverse: Address,
    rows: number,
    n: number,
    eps: number,
  ): void;
  layerNormBackward(
    normalised: Address,
    inverse: Address,
    weight: Address,
    dy: Address,
    dx: Address,
    dResidual: Address,
    dWeight: Address,
    dBias: Address,
    rows: number,
    n: number,
  ): void;

  embedding(table: Address, ids: Address, out: Address, count: number, width: number): void;
  embeddingBackward(dTable: Address, ids: Address, dOut: Address, count: number, width: number): void;

  attentionScratch(keys: number, depth: number): number;
  attention(
    q: Address,
    qStride: number,
    k: Address,
    kStride: number,
    v: Address,
    vStride: number,
    out: Address,
    weights: Address,
    mask: Address,
    maskBatch: number,
    maskQuery: number,
    causal: Flag,
    batch: number,
    heads: number,
    queries: number,
    keys: number,
    depth: number,
    scratch: Address,
  ): void;
  attentionBackward(
    q: Address,
    qStride: number,
    k: Address,
    kStride: number,
    v: Address,
    vStride: number,
    weights: Address,
    dOut: Address,
    dQ: Address,
    dK: Address,
    dV: Address,
    batch: number,
    heads: number,
    queries: number,
    keys: number,
    depth: number,
    causal: Flag,
    scratch: Address,
  ): void;

  crossEntropy(
    logits: Address,
    targets: Address,
    probabilities: Address,
    rows: number,
    columns: number,
    ignored: number,
    smoothing: number,
  ): number;
  crossEntropyBackward(
    targets: Address,
    probabilities: Address,
    dLogits: Address,
    rows: number,
    columns: number,
    ignored: number,
    smoothing: number,
    flow: number,
  ): void;

  adam(
    p: Address,
    g: Address,
    m: Address,
    v: Address,
    n: number,
    rate: number,
    beta1: number,
    beta2: number,
    eps: number,
    correction1: number,
    correction2: number,
  ): void;
}
