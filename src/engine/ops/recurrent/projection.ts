// What all recurrent layers do outside their loop over time: the input's share of the gates for all steps in one
// product, and after the loop backwards each weight's gradient in one product over all T·B rows.

import type { Tape } from '../../tape.ts';
import { isLookup, type RecurrentWeights, type SequenceInput, type SequenceSize } from './shapes.ts';

/** K is walked in blocks, as gemm does, so that the transposed block stays in the cache. */
const K_BLOCK = 256;

/** `width` rows of the input's weights, from `row` on, make the columns of the gates from `column` on. */
export interface GateBlock {
  readonly row: number;
  readonly column: number;
  readonly width: number;
}

/** How a row of gates is laid out. The recurrent weights make its first `recurrent` columns, in the order of their rows. */
export interface GateLayout {
  readonly columns: number;
  readonly recurrent: number;
  readonly blocks: readonly GateBlock[];
  /** Columns that the input has no share in. */
  readonly unfed?: Omit<GateBlock, 'row'>;
}

/** Runs `body` and frees the scratch memory taken in it. */
export function withScratch<T>(tape: Tape, body: () => T): T {
  const mark = tape.memory.mark();
  try {
    return body();
  } finally {
    tape.memory.release(mark);
  }
}

/** Packs W (rows × columns) for x·W, or W transposed for x·Wᵀ. @returns the address of the panels, in scratch */
export function pack(
  tape: Tape,
  weight: number,
  rows: number,
  columns: number,
  form: 'plain' | 'transposed',
): number {
  const { kernels } = tape.memory;
  if (form === 'plain') {
    const panels = tape.scratch(kernels.panelBytes(rows, columns));
    tape.memory.kernels.packPanels(weight, columns, rows, columns, panels);
    return panels;
  }
  const panels = tape.scratch(kernels.panelBytes(columns, rows));
  tape.memory.kernels.packPanelsTransposed(weight, columns, columns, rows, panels);
  return panels;
}

/** The sum of both biases where they add up in the gates, written to scratch; zeros without biases. */
function biasRow(tape: Tape, weights: RecurrentWeights, layout: GateLayout): number {
  const address = tape.scratch(layout.columns * 4);
  const values = tape.memory.f32;
  const row = values.subarray(address / 4, address / 4 + layout.columns).fill(0);
  const { biasIh, biasHh } = weights;
  if (!biasIh || !biasHh) return address;
  for (const block of layout.blocks) {
    const from = biasIh.address / 4 + block.row;
    row.set(values.subarray(from, from + block.width), block.column);
  }
  for (let i = 0; i < layout.recurrent; i++) {
    row[i] = (row[i] as number) + (values[biasHh.address / 4 + i] as number);
  }
  return address;
}

/** Where a recurrent kernel finds the input's share of the gates: already in their place (all 0), or in a table by id. */
export interface Shares {
  /** (V × columns), in scratch. */
  readonly table: number;
  /** int32 (T·B). */
  readonly ids: number;
}

/**
 * The input's share of the gates and the biases, x·W_ihᵀ + b. With a lookup the product is made once for each row of the
 * table, and the kernel looks it up: an algorithmic saving when the table has fewer rows than there are tokens.
 * @param gates (T·B × columns), written unless the input is a lookup
 * @returns where the kernel finds the shares; a table is in scratch
 */
export function projectInput(
  tape: Tape,
  input: SequenceInput,
  weights: RecurrentWeights,
  layout: GateLayout,
  size: SequenceSize,
  gates: number,
): Shares {
  const { kernels } = tape.memory;
  const source = isLookup(input) ? input.table : input;
  const rows = source.rows;
  const target = isLookup(input) ? tape.scratch(rows * layout.columns * 4) : gates;
  withScratch(tape, () => {
    const biases = biasRow(tape, weights, layout);
    // A product with nothing on the left is the biases alone.
    const from = (column: number, width: number, row: number, k: number) => {
      const panels = pack(tape, weights.weightIh.address + row * k * 4, width, k, 'transposed');
      const [out, bias] = [target + column * 4, biases + column * 4];
      kernels.gemm(source.address, k, panels, out, layout.columns, rows, width, k, 0, bias);
    };
    for (const { row, column, width } of layout.blocks) from(column, width, row, size.width);
    if (layout.unfed) from(layout.unfed.column, layout.unfed.width, 0, 0);
  });
  return isLookup(input) ? { table: target, ids: input.ids.address } : { table: 0, ids: 0 };
}

/** One product to be added to: C (count × n) += the flow's columns from `column` on, transposed, times B (rows × n). */
interface Transposed {
  readonly column: number;
  readonly count: number;
  readonly b: number;
  readonly n: number;
  readonly c: number;
}

/** Several products with the same transposed left side: it is transposed once, block by block. */
function transposedProducts(
  tape: Tape,
  flow: number,
  rows: number,
  columns: number,
  products: readonly Transposed[],
): void {
  if (products.length === 0) return;
  const { kernels } = tape.memory;
  for (let from = 0; from < rows; from += K_BLOCK) {
    const depth = Math.min(K_BLOCK, rows - from);
    withScratch(tape, () => {
      const flipped = tape.scratch(columns * depth * 4); // (columns, depth)
      kernels.transpose(flow + from * columns * 4, columns, depth, columns, flipped);
      for (const { column, count, b, n, c } of products) {
        const panels = pack(tape, b + from * n * 4, depth, n, 'plain');
        kernels.gemm(flipped + column * depth * 4, depth, panels, c, n, count, n, depth, 1, 0);
      }
    });
  }
}

/** The addresses of the gradients that a recurrent op adds to; 0 where nobody wants one. */
export interface Sinks {
  readonly input: number;
  readonly weightIh: number;
  readonly weightHh: number;
  readonly biasIh: number;
  readonly biasHh: number;
}

/** Where the gradients of input and weights go. Call before taking scratch: a gradient outlives it. */
export function sinksOf(tape: Tape, input: SequenceInput, weights: RecurrentWeights): Sinks {
  return {
    input: tape.gradientOf(isLookup(input) ? input.table : input),
    weightIh: tape.gradientOf(weights.weightIh),
    weightHh: tape.gradientOf(weights.weightHh),
    biasIh: tape.gradientOf(weights.biasIh),
    biasHh: tape.gradientOf(weights.biasHh),
  };
}

/**
 * Everything that follows from dGates: dx = dGates·W_ih, dW_ih = dGatesᵀ·x, dW_hh = dGatesᵀ·h, db = Σ dGates.
 * @param flow ∂L/∂gates before activation (T·B × columns)
 * @param previous the state before each step (T·B × H)
 */
export function projectBackward(
  tape: Tape,
  input: SequenceInput,
  weights: RecurrentWeights,
  layout: GateLayout,
  size: SequenceSize,
  flow: number,
  previous: number,
  sinks: Sinks,
): void {
  const { kernels } = tape.memory;
  const { columns, blocks, recurrent } = layout;
  const { hidden, width } = size;
  const tokens = size.steps * size.batch;
  const source = isLookup(input) ? input.table : input;
  withScratch(tape, () => {
    let inputFlow = flow; // (rows of the source × columns)
    if (isLookup(input) && (sinks.input || sinks.weightIh)) {
      inputFlow = tape.scratch(source.rows * columns * 4);
      tape.memory.f32.fill(0, inputFlow / 4, inputFlow / 4 + source.rows * columns);
      kernels.embeddingBackward(inputFlow, input.ids.address, flow, tokens, columns);
    }
    const ofState: Transposed[] = sinks.weightHh
      ? [{ column: 0, count: recurrent, b: previous, n: hidden, c: sinks.weightHh }]
      : [];
    const ofInput: Transposed[] = blocks.map((block) => ({
      column: block.column,
      count: block.width,
      b: source.address,
      n: width,
      c: sinks.weightIh + block.row * width * 4,
    }));
    const wanted = sinks.weightIh ? ofInput : [];
    if (isLookup(input)) {
      transposedProducts(tape, flow, tokens, columns, ofState);
      transposedProducts(tape, inputFlow, source.rows, columns, wanted);
    } else transposedProducts(tape, flow, tokens, columns, [...ofState, ...wanted]);
    if (sinks.input) {
      for (const block of blocks) {
        const weight = weights.weightIh.address + block.row * width * 4;
        const panels = pack(tape, weight, block.width, width, 'plain');
        const from = inputFlow + block.column * 4;
        kernels.gemm(from, columns, panels, sinks.input, width, source.rows, width, block.width, 1, 0);
      }
    }
    if (sinks.biasIh || sinks.biasHh) biasBackward(tape, layout, flow, tokens, sinks);
  });
}

/** The sums of dGates' columns go to the biases that made those columns. */
function biasBackward(tape: Tape, layout: GateLayout, flow: number, rows: number, sinks: Sinks): void {
  const { columns, blocks, recurrent } = layout;
  const address = tape.scratch(columns * 4);
  const values = tape.memory.f32;
  const sums = values.subarray(address / 4, address / 4 + columns).fill(0);
  tape.memory.kernels.sumColumnsInto(flow, address, rows, columns);
  const addTo = (sink: number, row: number, column: number, width: number) => {
    for (let i = 0; sink && i < width; i++) {
      const place = sink / 4 + row + i;
      values[place] = (values[place] as number) + (sums[column + i] as number);
    }
  };
  for (const { row, column, width } of blocks) addTo(sinks.biasIh, row, column, width);
  addTo(sinks.biasHh, 0, 0, recurrent);
}
