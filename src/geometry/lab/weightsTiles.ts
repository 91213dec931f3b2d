// A small picture of a parameter: its blocks as samples, in rows that make the picture about square.
import { blockValues, type Sampled, sampledMatrix, sampleIndex, type WeightBlock } from './weightsBlocks.ts';

export interface TileBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TilePlan {
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly WeightBlock[];
  /** Where each block lies. */
  readonly boxes: readonly TileBox[];
  /** Rows and columns of a block's sample, at most. */
  readonly most: number;
}

/** Pixels between blocks. */
const gap = 2;
const least = 6;

/** @param longest of its sides, pixels; a cell is never less than two */
export function planTile(blocks: readonly WeightBlock[], longest: number): TilePlan {
  const { rows = 1, columns = 1 } = blocks[0] ?? {};
  const count = blocks.length;
  const aspect = (perRow: number) =>
    Math.abs(Math.log((perRow * columns) / (Math.ceil(count / perRow) * rows)));
  const choices = Array.from({ length: count }, (_, at) => at + 1).filter((perRow) => count % perRow === 0);
  const perRow = choices.reduce((best, own) => (aspect(own) < aspect(best) ? own : best), 1);
  const down = Math.ceil(count / perRow);
  const side = Math.max(perRow * columns, down * rows);
  const room = longest - gap * (Math.max(perRow, down) - 1);
  const width = Math.max(least, Math.round((room * columns) / side));
  const height = Math.max(least, Math.round((room * rows) / side));
  return {
    width: perRow * width + gap * (perRow - 1),
    height: down * height + gap * (down - 1),
    blocks,
    boxes: blocks.map((_, at) => ({
      x: (at % perRow) * (width + gap),
      y: Math.floor(at / perRow) * (height + gap),
      width,
      height,
    })),
    most: Math.max(2, Math.floor(Math.max(width, height) / 2)),
  };
}

/** The sample of every block. */
export const tileSamples = (values: Float32Array, { blocks, most }: TilePlan): readonly Sampled[] =>
  blocks.map((block) => sampledMatrix(blockValues(values, block), block.rows, block.columns, most));

/**
 * The same of an outer product, flow ⊗ read, without making it: of numbers that fall together, the largest product is that
 * of the largest factors.
 */
export const outerSamples = (
  flow: Float32Array,
  read: Float32Array,
  { blocks, most }: TilePlan,
): readonly Sampled[] => {
  const across = sampledMatrix(read, 1, read.length, most).values;
  return blocks.map(({ first, rows }) => {
    const down = sampledMatrix(flow.subarray(first, first + rows), 1, rows, most).values;
    return {
      rows: down.length,
      columns: across.length,
      values: Float32Array.from(
        { length: down.length * across.length },
        (_, at) => (down[Math.floor(at / across.length)] ?? 0) * (across[at % across.length] ?? 0),
      ),
    };
  });
};

/** The middle of the place where one number of the parameter lies. */
export function tilePlace(
  { blocks, boxes, most }: TilePlan,
  index: number,
): { readonly x: number; readonly y: number } | undefined {
  const { columns = 1 } = blocks[0] ?? {};
  const row = Math.floor(index / columns);
  const at = blocks.findIndex(({ first, rows }) => row >= first && row < first + rows);
  const [block, box] = [blocks[at], boxes[at]];
  if (!block || !box) return undefined;
  const middle = (own: number, count: number, side: number) => {
    const sampled = Math.min(count, most);
    return ((sampleIndex(own, count, sampled) + 0.5) * side) / sampled;
  };
  return {
    x: box.x + middle(index % columns, columns, box.width),
    y: box.y + middle(row - block.first, block.rows, box.height),
  };
}

/** The most numbers that share a cell. */
export const numbersInACell = ({ blocks, most }: TilePlan): number =>
  Math.max(1, ...blocks.map(({ rows, columns }) => Math.ceil(rows / most) * Math.ceil(columns / most)));
