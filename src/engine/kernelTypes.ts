// The signatures of kernels/index.ts as TypeScript sees them: addresses in bytes, sizes in elements, flags 0 or 1.
// What each does is written where it is implemented, in kernels/.

export type Address = number;
export type Flag = 0 | 1;

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
    bias: Address,
  ): void;
  packPanels(b: Address, ldb: number, k: number, n: number, panels: Address): void;
  packPanelsTransposed(b: Address, ldb: number, k: number, n: number, panels: Address): void;
  panelBytes(k: number, n: number): number;
  transpose(a: Address, lda: number, rows: number, columns: number, out: Address): void;

  addInto(x: Address, y: Address, n: number): void;
  addScaledInto(x: Address, y: Address, n: number, a: number): void;
  scale(x: Address, out: Address, n: number, a: number): void;
  relu(x: Address, out: Address, n: number): void;
  reluBackward(y: Address, dy: Address, dx: Address, n: number, fresh: Flag): void;
  sumColumnsInto(x: Address, sums: Address, rows: number, columns: number): void;
  sumOfSquares(x: Address, n: number): number;
  argmaxRows(x: Address, indices: Address, rows: number, columns: number): void;

  broadcast(operation: number, a: Address, b: Address, out: Address, plan: Address): void;
  accumulateBroadcast(flow: Address, other: Address, gradient: Address, plan: Address): void;

  tanh(x: Address, out: Address, n: number): void;
  tanhBackward(y: Address, dy: Address, dx: Address, n: number): void;
  sigmoid(x: Address, out: Address, n: number): void;
  sigmoidBackward(y: Address, dy: Address, dx: Address, n: number): void;

  copyStrided(from: Address, to: Address, plan: Address): void;
  addStrided(from: Address, to: Address, plan: Address): void;
  sumRows(x: Address, out: Address, rows: number, n: number, divisor: number): void;

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
    freshX: Flag,
    freshResidual: Flag,
  ): void;

  embedding(table: Address, ids: Address, out: Address, count: number, width: number): void;
  embeddingBackward(dTable: Address, ids: Address, dOut: Address, count: number, width: number): void;
  lookUp(
    table: Address,
    ids: Address,
    factor: number,
    places: Address,
    length: number,
    out: Address,
    count: number,
    width: number,
  ): void;
  lookUpBackward(
    dTable: Address,
    ids: Address,
    factor: number,
    dPlaces: Address,
    length: number,
    dOut: Address,
    count: number,
    width: number,
  ): void;

  attentionScratch(queries: number, keys: number, depth: number): number;
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
    maskHead: number,
    maskQuery: number,
    padding: Address,
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
    freshQ: Flag,
    freshKV: Flag,
    scratch: Address,
  ): void;

  lstm(
    gates: Address,
    states: Address,
    cells: Address,
    squashed: Address,
    panels: Address,
    table: Address,
    ids: Address,
    lengths: Address,
    steps: number,
    batch: number,
    hidden: number,
    reverse: Flag,
  ): void;
  lstmBackward(
    gates: Address,
    cells: Address,
    squashed: Address,
    dStates: Address,
    dCells: Address,
    dGates: Address,
    panels: Address,
    lengths: Address,
    steps: number,
    batch: number,
    hidden: number,
    reverse: Flag,
  ): void;
  gru(
    gates: Address,
    states: Address,
    panels: Address,
    table: Address,
    ids: Address,
    lengths: Address,
    steps: number,
    batch: number,
    hidden: number,
    reverse: Flag,
  ): void;
  gruBackward(
    gates: Address,
    states: Address,
    dStates: Address,
    dGates: Address,
    panels: Address,
    lengths: Address,
    steps: number,
    batch: number,
    hidden: number,
    reverse: Flag,
  ): void;
  rnn(
    states: Address,
    panels: Address,
    table: Address,
    ids: Address,
    lengths: Address,
    steps: number,
    batch: number,
    hidden: number,
    reverse: Flag,
    isRelu: Flag,
  ): void;
  rnnBackward(
    states: Address,
    dStates: Address,
    dBefore: Address,
    panels: Address,
    lengths: Address,
    steps: number,
    batch: number,
    hidden: number,
    reverse: Flag,
    isRelu: Flag,
  ): void;
  outputRows(
    states: Address,
    out: Address,
    stride: number,
    lengths: Address,
    steps: number,
    batch: number,
    hidden: number,
  ): void;
  outputRowsBackward(
    dOut: Address,
    stride: number,
    dStates: Address,
    lengths: Address,
    steps: number,
    batch: number,
    hidden: number,
  ): void;

  countTargets(targets: Address, rows: number, ignored: number): number;
  crossEntropy(
    logits: Address,
    targets: Address,
    probabilities: Address,
    losses: Address,
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
    flows: Address,
    each: Flag,
    divisor: number,
    fresh: Flag,
  ): void;

  adam(
    p: Address,
    g: Address,
    m: Address,
    v: Address,
    largest: Address,
    n: number,
    rate: number,
    beta1: number,
    rest1: number,
    beta2: number,
    rest2: number,
    eps: number,
    decay: number,
    correction1: number,
    correction2: number,
  ): void;
  largestMagnitude(x: Address, n: number): number;
}
