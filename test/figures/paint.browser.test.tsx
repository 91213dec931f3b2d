// In a real browser: the pixels on the canvas are the colours that the legend's scale gives the weights.
import { expect, test } from 'vitest';
import { paintHeatmap } from '../../src/figures/attention/paintHeatmap.ts';
import { repaint } from '../../src/figures/frame/Picture.tsx';
import { paintArcs } from '../../src/figures/translation/paintArcs.ts';
import { layoutArcs } from '../../src/geometry/arcs.ts';
import { colourOf } from '../../src/geometry/palette.ts';
import { sequentialScale } from '../../src/geometry/sequential.ts';

const scale = sequentialScale('dark');
const ink = { scale, grid: colourOf('hairline', 'dark'), hatch: colourOf('rule', 'dark') };

function pixel(canvas: HTMLCanvasElement, x: number, y: number): string {
  const [red = 0, green = 0, blue = 0] = canvas.getContext('2d')?.getImageData(x, y, 1, 1).data ?? [];
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

test.each([1, 1.5, 3])('a heatmap’s cells have their weights’ colours, at %d pixels to one', (ratio) => {
  const canvas = document.createElement('canvas');
  const weights = [0, 0.25, 0.5, 0.75, 1, 0.1];
  const marks = { weights, rows: 2, columns: 3, masked: () => false };
  const size = { width: 90, height: 60 };
  repaint(canvas, size, ratio, (context) => paintHeatmap(context, marks, ink, size));
  expect([canvas.width, canvas.height]).toEqual([90 * ratio, 60 * ratio]);
  const middles = weights.map((_, at) =>
    pixel(canvas, ((at % 3) * 30 + 15) * ratio, (Math.floor(at / 3) * 30 + 15) * ratio),
  );
  expect(middles).toEqual(weights.map(scale));
});

test('masked cells show their hatching and no weight', () => {
  const canvas = document.createElement('canvas');
  const marks = {
    weights: [1, 1],
    rows: 1,
    columns: 2,
    masked: ({ column }: { column: number }) => column === 1,
  };
  const size = { width: 80, height: 40 };
  repaint(canvas, size, 1, (context) => paintHeatmap(context, marks, ink, size));
  const row = Array.from({ length: 38 }, (_, at) => pixel(canvas, 41 + at, 20));
  expect(row).not.toContain(scale(1));
  expect(new Set(row).size).toBeGreaterThan(1);
});

test('an arc has its weight’s colour in its middle', () => {
  const canvas = document.createElement('canvas');
  const arcs = layoutArcs([0.9], 1, [{ x: 50, y: 0 }], [{ x: 50, y: 100 }], {
    direction: 'down',
    fullWidth: 20,
    spread: 60,
  });
  repaint(canvas, { width: 100, height: 100 }, 1, (context) => paintArcs(context, arcs, 'down', scale, {}));
  expect(pixel(canvas, 49, 50)).toBe(scale(0.9));
  expect(pixel(canvas, 10, 50)).toBe('#000000');
});
