// Where an unrolled network stands, the order of its beats, and the scales of what goes back.
import { describe, expect, test } from 'vitest';
import { planFolded } from '../../../src/geometry/lab/folded.ts';
import { gradientScale } from '../../../src/geometry/lab/gradientStroke.ts';
import {
  columnsInView,
  columnX,
  fitted,
  planUnrolled,
  scrolledTo,
  unitAt,
  unitRect,
} from '../../../src/geometry/lab/unrolled.ts';
import {
  beatAt,
  beatCount,
  beatTime,
  gradientBeat,
  outputBeat,
  shareBeat,
  stateBeat,
  stepsThere,
  type UnrolledShape,
} from '../../../src/geometry/lab/unrolledBeats.ts';
import { columnLines, tagAt } from '../../../src/geometry/lab/unrolledLines.ts';
import { waterfall } from '../../../src/geometry/lab/waterfall.ts';

const shape: UnrolledShape = { steps: 4, layers: 2, directions: 2, speaks: 'everyStep', gradients: true };
const words = ['the', 'main', 'character', 'sucked'];
const room = { steps: 4, layers: 2, directions: 2, units: 32, words, width: 800 } as const;

describe('the order of evaluation', () => {
  test('goes forward layer by layer, then back from the top layer, then adds the shares', () => {
    expect(beatCount(shape)).toBe(8 + 1 + 8 + 4);
    const order = Array.from({ length: beatCount(shape) }, (_, index) => beatAt(shape, index));
    expect(order.slice(0, 8)).toEqual(
      [0, 1].flatMap((layer) => [0, 1, 2, 3].map((at) => ({ phase: 'forward', layer, at }))),
    );
    expect(order[8]).toEqual({ phase: 'loss' });
    expect(order.slice(9, 17)).toEqual(
      [1, 0].flatMap((layer) => [0, 1, 2, 3].map((at) => ({ phase: 'backward', layer, at }))),
    );
    expect(order.slice(17).map(({ phase }) => phase)).toEqual(['share', 'share', 'share', 'share']);
  });

  test('ends with the forward pass where nothing is asked', () => {
    expect(beatCount({ ...shape, gradients: false })).toBe(8);
  });

  test('a layer that reads backwards begins at the last step, and its gradient at the first', () => {
    expect(stateBeat(shape, 0, 'forward', 3)).toBe(3);
    expect(stateBeat(shape, 0, 'backward', 3)).toBe(0);
    expect(gradientBeat(shape, 1, 'forward', 3)).toBe(9);
    expect(gradientBeat(shape, 1, 'backward', 3)).toBe(12);
    expect(shareBeat(shape, 'forward', 0)).toBe(20);
    expect(beatTime(shape, 9, 'forward')).toBe(3);
    expect(beatTime(shape, 9, 'backward')).toBe(0);
    expect(beatTime(shape, 8, 'forward')).toBeNull();
  });

  test('says which steps of a layer are there', () => {
    expect(stepsThere(shape, 0, 'forward', 2)).toEqual([0, 2]);
    expect(stepsThere(shape, 0, 'backward', 2)).toEqual([1, 3]);
    expect(stepsThere(shape, 1, 'forward', 3)).toBeNull();
    expect(stepsThere(shape, 1, 'forward', 4)).toEqual([0, 0]);
    expect(stepsThere(shape, 1, 'backward', 20)).toEqual([0, 3]);
  });

  test('an output comes when every state that it needs is there', () => {
    expect([0, 1, 2, 3].map((t) => outputBeat(shape, t))).toEqual([7, 6, 6, 7]);
    expect(outputBeat({ ...shape, directions: 1 }, 1)).toBe(5);
    expect(outputBeat({ ...shape, speaks: 'end' }, 3)).toBe(7);
  });
});

describe('the plan', () => {
  const plan = planUnrolled(room);

  test('puts higher layers higher, and steps from left to right', () => {
    expect(plan.rows.map(({ layer, direction }) => `${layer}${direction}`)).toEqual([
      '0forward',
      '0backward',
      '1forward',
      '1backward',
    ]);
    const tops = plan.rows.map(({ y }) => y);
    expect(tops).toEqual([...tops].sort((a, b) => b - a));
    expect(columnX(plan, 1) - columnX(plan, 0)).toBe(plan.pitch);
    expect(plan.rows.every(({ y }) => y > plan.outputBottom && y + plan.block.height < plan.inputTop)).toBe(
      true,
    );
  });

  test.each([1, 2] as const)('no two blocks of a column touch, with %d directions', (directions) => {
    for (const units of [2, 4, 8, 16, 32, 64, 128]) {
      const own = planUnrolled({ ...room, directions, units, layers: 3, width: 300 });
      const tops = own.rows.map(({ y }) => y).sort((a, b) => a - b);
      tops.forEach((y, at) => {
        const next = tops[at + 1];
        if (next !== undefined) expect(next - y).toBeGreaterThanOrEqual(own.block.height + 24);
      });
      expect(own.block.rows * own.block.columns).toBeGreaterThanOrEqual(units);
      expect(own.pitch).toBeGreaterThanOrEqual(directions * own.block.width + 32);
    }
  });

  test('finds every unit where it is drawn', () => {
    for (const place of [
      { row: 0, t: 0, unit: 0 },
      { row: 3, t: 2, unit: 31 },
      { row: 1, t: 3, unit: 17 },
    ]) {
      const { x, y, width, height } = unitRect(plan, place);
      expect(unitAt(plan, 32, x + width / 2, y + height / 2)).toEqual(place);
    }
    expect(unitAt(plan, 32, columnX(plan, 1), plan.lossY)).toBeUndefined();
  });

  test('finds the copy of a weight on its arrow', () => {
    const lines = columnLines(plan, shape, 2);
    for (const tag of lines.tags) {
      const found = tagAt(plan, shape, columnX(plan, 2) + tag.x, tag.y);
      expect(found).toMatchObject({ row: tag.row, which: tag.which });
    }
    expect(lines.tags.map(({ row, which }) => `${row}${which}`).sort()).toEqual(
      [0, 1, 2, 3].flatMap((row) => [`${row}hh`, `${row}ih`]),
    );
  });

  test('names no weight of an arrow where lines of other rows cross it', () => {
    for (const t of [1, 2]) {
      const { tags, forward, back } = columnLines(plan, shape, t);
      const upright = [...forward.map(({ line }) => line), ...back.flatMap(({ above }) => above ?? [])]
        .map((line) => (Array.isArray(line) ? line : []))
        .filter(([x1, , x2]) => x1 !== undefined && x1 === x2)
        .flatMap(([x1 = 0]) => [x1, x1 - plan.pitch, x1 + plan.pitch]);
      for (const tag of tags.filter(({ which }) => which === 'hh'))
        for (const x of upright) expect(Math.abs(x - tag.x)).toBeGreaterThan(20);
    }
  });

  test('forward arrows of a direction run its way, and backward ones against it', () => {
    const { forward, back } = columnLines(plan, shape, 1);
    const hops = forward.filter(({ from }) => from === 'state');
    expect(hops.map(({ line: [x1, , x2] }) => Math.sign(x2 - x1))).toEqual([1, -1, 1, -1]);
    expect(back.map(({ hop }) => hop && Math.sign(hop[2] - hop[0]))).toEqual([-1, 1, -1, 1]);
    expect(columnLines(plan, shape, 3).back.map(({ later }) => later)).toEqual([null, 2, null, 2]);
  });

  test('draws only what is in view, and keeps a step there', () => {
    const long = planUnrolled({ ...room, steps: 64, words: [], directions: 1 });
    expect(columnsInView(long, 0, 400)).toEqual({ from: 0, to: Math.ceil(400 / long.pitch) + 2 });
    expect(columnsInView(long, long.width - 400, 400).to).toBe(64);
    for (const t of [0, 9, 40, 63]) {
      const left = scrolledTo(long, t, 1000, 400);
      expect(left).toBeLessThanOrEqual(t * long.pitch);
      expect(left + 400).toBeGreaterThanOrEqual((t + 1) * long.pitch);
    }
    expect(scrolledTo(long, 14, 1000, 400)).toBe(1000);
  });

  test('cuts a word that does not fit, and no other', () => {
    expect(fitted('dog', 80, 14)).toBe('dog');
    expect(fitted('incomprehensibilities', 80, 14)).toMatch(/^incom.*…$/);
  });

  test('folded, it fits a phone, one cell a row', () => {
    for (const units of [4, 16, 32, 128]) {
      const own = planFolded(3, 2, units, 328);
      expect(own.cells).toHaveLength(6);
      for (const cell of own.cells) {
        expect(cell.x - own.block.width / 2).toBeGreaterThan(0);
        expect(cell.x + own.block.width / 2).toBeLessThan(328);
        expect(cell.noteAnchor === 'start' ? 328 - cell.noteX : cell.noteX).toBeGreaterThan(40);
      }
    }
  });
});

describe('the scale of what goes back', () => {
  const scale = gradientScale([0, 0.3, 0.02, 4e-5]);

  test('covers the norms by powers of ten', () => {
    expect([scale.top, scale.bottom]).toEqual([1, 1e-5]);
    expect(scale.ticks[0]).toBe(1);
  });

  test('each power of ten is as much thicker as the last', () => {
    const width = (norm: number) => scale.stroke(norm)?.width ?? Number.NaN;
    expect(width(1) - width(0.1)).toBeCloseTo(width(0.1) - width(0.01), 9);
    expect(width(0.1)).toBeGreaterThan(width(0.01));
  });

  test('draws nothing for nothing, and keeps to its ends', () => {
    expect(scale.stroke(0)).toBeNull();
    expect(scale.stroke(1e-30)).toEqual(scale.stroke(1e-5));
    expect(scale.stroke(Number.NaN)).toEqual(scale.stroke(1));
    expect(gradientScale([]).stroke(0)).toBeNull();
    expect(gradientScale([1, 1e-30]).bottom).toBe(1e-6);
  });
});

describe('bars that add up', () => {
  test('each begins where the one before ended, and the last ends at the sum', () => {
    const { bars, zero, total } = waterfall([1, 2, -0.5], [2, 1, 0], 120, 20);
    expect(bars.map(({ sum }) => sum)).toEqual([2.5, 1.5, -0.5]);
    const [first, second, third] = bars;
    expect(third?.top).toBeCloseTo(zero, 9);
    expect(second?.bottom).toBeCloseTo(third?.after ?? Number.NaN, 9);
    expect(first?.bottom).toBeCloseTo(second?.after ?? Number.NaN, 9);
    expect(first?.after).toBeCloseTo(total, 9);
    expect(total).toBeCloseTo(20, 9);
  });

  test('nothing at all is a flat line', () => {
    const { bars, zero, total } = waterfall([0, 0], [1, 0], 120, 20);
    expect(total).toBe(zero);
    expect(bars.every(({ top, bottom }) => top === bottom)).toBe(true);
  });
});
