// The plan of a cell's diagram, for every cell and from phones to wide stages.
import { describe, expect, test } from 'vitest';
import { diagrams } from '../../src/figures/cell/diagrams/registry.ts';
import { type CellPlan, type CellShape, planCell, type Rect } from '../../src/geometry/lab/cellPlan.ts';
import { planStrip, stripCell, unitAt } from '../../src/geometry/lab/strips.ts';
import { wire } from '../../src/geometry/lab/wires.ts';

describe('a strip', () => {
  test.each([1, 2, 4, 8, 16, 32, 64, 128, 256])('of %i numbers leaves none out', (count) => {
    const strip = planStrip(count, 96);
    expect(strip.lines).toBe(Math.ceil(count / 16));
    expect(strip.length).toBeLessThanOrEqual(96);
    for (let unit = 0; unit < count; unit++) {
      const { along, across } = stripCell(strip, unit);
      expect(unitAt(strip, along + strip.cell / 2, across + strip.depth / 2)).toBe(unit);
    }
  });

  test('has nothing beside its cells', () => {
    const strip = planStrip(20, 96);
    expect(unitAt(strip, -1, 3)).toBeUndefined();
    expect(unitAt(strip, strip.length + 1, 3)).toBeUndefined();
    expect(unitAt(strip, 4.5 * strip.cell, 1.5 * strip.depth)).toBeUndefined();
  });
});

describe('a line', () => {
  test('ends in its head, and turns its corners', () => {
    const { line, head } = wire([
      [0, 0],
      [40, 0],
      [40, 40],
    ]);
    expect(line).toBe('M0 0L34 0Q40 0 40 6L40 34');
    expect(head.startsWith('M40 40L')).toBe(true);
  });
});

function rectOf(plan: CellPlan, id: string): Rect {
  const node = plan.nodes.get(id);
  if (!node) throw new Error(`${id} is not drawn`);
  return node.rect;
}

const numbers = (path: string) => [...path.matchAll(/-?\d+(?:\.\d+)?/gu)].map(([number]) => Number(number));
const inside = ({ x, y, width, height }: Rect, px: number, py: number, slack: number) =>
  px >= x - slack && px <= x + width + slack && py >= y - slack && py <= y + height + slack;
const apart = (a: Rect, b: Rect) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const cases = Object.entries(diagrams).flatMap(([id, diagram]) =>
  [302, 328, 358, 440, 476, 720].flatMap((width) =>
    [2, 16, 128].map((units) => [id, units, width, diagram] as const),
  ),
);

describe('the diagram', () => {
  test.each(cases)('of %s with %i units fits into %i pixels', (_id, units, width, diagram) => {
    const counts = new Map(diagram.nodes.map(({ id }) => [id as string, units]));
    const plan = planCell(diagram, counts, width);
    expect(plan.width).toBeLessThanOrEqual(width);
    expect(plan.flow).toBe(width < 440 ? 'down' : 'right');
    const rects = [...[...plan.nodes.values()].map(({ rect }) => rect), ...plan.operations.values()];
    rects.forEach((rect, at) => {
      expect(rect.x).toBeGreaterThanOrEqual(0);
      expect(rect.y).toBeGreaterThanOrEqual(0);
      expect(rect.x + rect.width).toBeLessThanOrEqual(plan.width);
      expect(rect.y + rect.height).toBeLessThanOrEqual(plan.height);
      for (const other of rects.slice(at + 1)) expect(apart(rect, other)).toBe(true);
    });
  });

  test.each(Object.entries(diagrams))('of %s leads every line from its source to its end', (_id, diagram) => {
    const counts = new Map(diagram.nodes.map(({ id }) => [id as string, 16]));
    for (const width of [328, 476]) {
      const plan = planCell(diagram, counts, width);
      const box = (id: string) => (plan.nodes.get(id)?.rect ?? plan.operations.get(id)) as Rect;
      for (const edge of diagram.edges) {
        const drawn = plan.edges.get(edge.id);
        const [x, y] = numbers(drawn?.line ?? '') as [number, number];
        const [tipX, tipY] = numbers(drawn?.head ?? '') as [number, number];
        // A name stands between a strip and what begins or ends on its side.
        expect(inside(box(edge.from), x, y, 37)).toBe(true);
        if (typeof edge.to === 'string') expect(inside(box(edge.to), tipX, tipY, 37)).toBe(true);
      }
    }
  });

  test('runs to the right where there is room, and down on a phone', () => {
    const counts = new Map(diagrams.lstm.nodes.map(({ id }) => [id as string, 16]));
    const centre = (width: number, id: string) => {
      const { x, y, width: wide, height } = rectOf(planCell(diagrams.lstm, counts, width), id);
      return { x: x + wide / 2, y: y + height / 2 };
    };
    expect(centre(476, 'cellBefore').x).toBeLessThan(centre(476, 'cell').x);
    expect(centre(476, 'cellBefore').y).toBe(centre(476, 'cell').y);
    expect(centre(328, 'cellBefore').y).toBeLessThan(centre(328, 'cell').y);
    expect(centre(328, 'cellBefore').x).toBe(centre(328, 'cell').x);
  });

  test('lays the ground of the state’s path under all that stands on it', () => {
    const counts = new Map(diagrams.lstm.nodes.map(({ id }) => [id as string, 16]));
    for (const width of [328, 476]) {
      const plan = planCell(diagrams.lstm, counts, width);
      for (const id of ['cellBefore', 'kept', 'cell']) {
        const { x, y, width: wide, height } = rectOf(plan, id);
        expect(inside(plan.band as Rect, x, y, 0)).toBe(true);
        expect(inside(plan.band as Rect, x + wide, y + height, 0)).toBe(true);
      }
    }
    expect(planCell(diagrams.rnn_tanh, new Map(), 476).band).toBeNull();
  });

  test('is refused with a line that leads nowhere', () => {
    const shape: CellShape = {
      nodes: [{ id: 'a', at: [0, 0] }],
      operations: [],
      edges: [{ id: 'a-b', from: 'a', to: 'b', route: 'straight' }],
      path: null,
    };
    expect(() => planCell(shape, new Map(), 476)).toThrow('a-b leads nowhere');
  });
});
