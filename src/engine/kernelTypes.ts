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
  subtractBroadcast(a: Address, b: Address, out: Address, plan: Address): void;
  multiplyBroadcast(a: Address, b: Address, out: Address, plan: Address): void;
  divideBroadcast(a: Address, b: Address, out: Address, plan: Address): void;
  maximumBroadcast(a: Address, b: Address, out: Address, plan: Address): void;
  maximumShareBroadcast(a: Address, b: Address, out: Address, plan: Address): void;
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
  absolute(x: Address, out: Address, n: number): void;
  absoluteBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  square(x: Address, out: Address, n: number): void;
  squareBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  squareRoot(x: Address, out: Address, n: number): void;
  squareRootBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  exp(x: Address, out: Address, n: number): void;
  expBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  log(x: Address, out: Address, n: number): void;
  logBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  clamp(x: Address, out: Address, n: number, lowest: number, highest: number): void;
  clampBackward(
    x: Address,
    y: Address,
    dy: Address,
    dx: Address,
    n: number,
    lowest: number,
    highest: number,
  ): void;
  leakyRelu(x: Address, out: Address, n: number, slope: number): void;
  leakyReluBackward(x: Address, y: Address, dy: Address, dx: Address, n: number, slope: number): void;
  tanh(x: Address, out: Address, n: number): void;
  tanhBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  sigmoid(x: Address, out: Address, n: number): void;
  sigmoidBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  softplus(x: Address, out: Address, n: number): void;
  softplusBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  silu(x: Address, out: Address, n: number): void;
  siluBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  gelu(x: Address, out: Address, n: number): void;
  geluBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  geluTanh(x: Address, out: Address, n: number): void;
  geluTanhBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  erf(x: Address, out: Address, n: number): void;
  erfBackward(x: Address, y: Address, dy: Address, dx: Address, n: number): void;
  pow(x: Address, out: Address, n: number, exponent: number): void;
  powBackward(x: Address, dy: Address, dx: Address, n: number, exponent: number): void;

  copyStrided(from: Address, to: Address, plan: Address): void;
  addStrided(from: Address, to: Address, plan: Address): void;
  sumRows(x: Address, out: Address, rows: number, n: number, divisor: number): void;
  varianceRows(x: Address, out: Address, rows: number, n: number, divisor: number): void;
  varianceRowsBackward(x: Address, dy: Address, dx: Address, rows: number, n: number, divisor: number): void;
  maxRows(x: Address, out: Address, places: Address, rows: number, n: number): void;
  maxRowsBackward(places: Address, dy: Address, dx: Address, rows: number, n: number): void;
  logSumExpRows(x: Address, out: Address, rows: number, n: number): void;
  logSumExpRowsBackward(x: Address, y: Address, dy: Address, dx: Address, rows: number, n: number): void;
  logSoftmaxRows(x: Address, out: Address, rows: number, n: number): void;
  logSoftmaxRowsBackward(y: Address, dy: Address, dx: Address, rows: number, n: number): void;

  gatherElements(x: Address, places: Address, out: Address, n: number): void;
  gatherElementsBackward(places: Address, dy: Address, dx: Address, n: number): void;
  where(condition: Address, a: Address, b: Address, out: Address, n: number): void;
  whereBackward(condition: Address, dy: Address, out: Address, n: number, otherwise: Flag): void;

  batchStatistics(
    x: Address,
    mean: Address,
    variance: Address,
    batch: number,
    channels: number,
    length: number,
  ): void;
  batchNorm(
    x: Address,
    mean: Address,
    variance: Address,
    weight: Address,
    bias: Address,
    y: Address,
    batch: number,
    channels: number,
    length: number,
    eps: number,
  ): void;
  batchNormBackward(
    x: Address,
    mean: Address,
    variance: Address,
    weight: Address,
    dy: Address,
    dx: Address,
    dWeight: Address,
    dBias: Address,
    batch: number,
    channels: number,
    length: number,
    eps: number,
    own: Flag,
  ): void;

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
    scratch: Address,
  ): void;

  lstm(
    gates: Address,
    states: Address,
    cells: Address,
    squashed: Address,
    panels: Address,
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
  ): void;
  binaryCrossEntropy(x: Address, t: Address, out: Address, n: number): void;
  binaryCrossEntropyBackward(x: Address, t: Address, dy: Address, dx: Address, dt: Address, n: number): void;

  sgd(
    p: Address,
    g: Address,
    buffer: Address,
    n: number,
    rate: number,
    momentum: number,
    rest: number,
    decay: number,
    nesterov: Flag,
    first: Flag,
  ): void;
  adagrad(p: Address, g: Address, s: Address, n: number, rate: number, eps: number, decay: number): void;
  rmsprop(
    p: Address,
    g: Address,
    v: Address,
    mean: Address,
    buffer: Address,
    n: number,
    rate: number,
    alpha: number,
    rest: number,
    eps: number,
    momentum: number,
    decay: number,
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
  limitMagnitude(x: Address, n: number, limit: number): void;
}
