// A recurrent network folded: one cell a layer, one above the other, each with a loop; directions side by side. Pixels;
// y grows downwards.
import type { StateBlock } from './unrolled.ts';

export interface FoldedCell {
  /** The middle of its block. */
  readonly x: number;
  readonly y: number;
  readonly middle: number;
  readonly up: string;
  readonly upHead: string;
  /** Where the word stands that it reads. */
  readonly wordY: number;
  readonly loop: string;
  readonly loopHead: string;
  /** The gradient's way, inside the loop and against it. */
  readonly back: string;
  readonly backHead: string;
  /** Where the weights stand: on the loop, and on the way in. */
  readonly hh: { readonly x: number; readonly y: number };
  readonly ih: { readonly x: number; readonly y: number };
  /** Beyond the loop. */
  readonly noteX: number;
  readonly noteAnchor: 'start' | 'end';
}

export interface FoldedPlan {
  readonly height: number;
  /** The middle. */
  readonly x: number;
  readonly block: StateBlock;
  /** In the order of the trace's layers, from below. */
  readonly cells: readonly FoldedCell[];
  readonly lossY: number;
  readonly outputY: number;
}

const top = 72;
/** Between layers: an arrow and the word. */
const gap = 64;
const longestColumn = 16;

export function planFolded(layers: number, directions: 1 | 2, units: number, width: number): FoldedPlan {
  const rows = Math.min(units, longestColumn);
  const columns = Math.ceil(units / longestColumn);
  const cellHeight = Math.min(16, Math.floor((layers === 1 ? 128 : 80) / rows));
  const cellWidth = columns === 1 ? 32 : columns === 2 ? 20 : columns === 4 ? 10 : 6;
  const block = {
    rows,
    columns,
    cellWidth,
    cellHeight,
    width: columns * cellWidth,
    height: rows * cellHeight,
  };
  const x = Math.round(width / 2);
  const aside = directions === 2 ? block.width / 2 + 12 : 0;
  const reach = width < 480 ? 44 : 72;
  const cells = Array.from({ length: layers * directions }, (_, at): FoldedCell => {
    const layer = Math.floor(at / directions);
    // The loop is on the outer side.
    const out = directions === 2 && at % 2 === 0 ? -1 : 1;
    const own = x + out * aside;
    const edge = own + out * (block.width / 2 + 4);
    const y = top + (layers - 1 - layer) * (block.height + gap);
    const middle = y + block.height / 2;
    const bottom = y + block.height + 4;
    const bow = (half: number, far: number, from: 1 | -1) =>
      `M${edge} ${middle - from * half}C${edge + out * far} ${middle - from * half} ${edge + out * far} ${middle + from * half} ${edge + out * 8} ${middle + from * half}`;
    const half = block.height / 2 - 6;
    const inner = Math.max(6, half - 16);
    return {
      x: own,
      y,
      middle,
      up: `M${own} ${bottom + 32}V${bottom + 6}`,
      upHead: `M${own} ${bottom}l4 7h-8Z`,
      wordY: bottom + 44,
      loop: bow(half, reach, 1),
      loopHead: `M${edge} ${middle + half}l${out * 8} -4v8Z`,
      back: bow(inner, reach * 0.7, -1),
      backHead: `M${edge} ${middle - inner}l${out * 9} -5v10Z`,
      // A seventh of the way round the loop.
      hh: { x: edge + out * reach * 0.38, y: middle - half * 0.88 },
      ih: { x: own, y: bottom + 20 },
      noteX: edge + out * (reach * 0.75 + 8),
      noteAnchor: out === 1 ? 'start' : 'end',
    };
  });
  return { height: top + layers * (block.height + gap), x, block, cells, lossY: 16, outputY: 44 };
}
