// Small pictures of matrices on a canvas: one cell a number of a sample, without lines between.

import type { Sampled } from '../../geometry/lab/weightsBlocks.ts';
import type { HeatmapCanvas } from '../attention/paintHeatmap.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function paintTile(
  context: Pick<HeatmapCanvas, 'fillStyle' | 'fillRect'>,
  { rows, columns, values }: Sampled,
  scale: (value: number) => string,
  box: Box,
): void {
  // On whole pixels, so that neighbours neither overlap nor leave a gap.
  const x = (column: number) => Math.round(box.x + (column * box.width) / columns);
  const y = (row: number) => Math.round(box.y + (row * box.height) / rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      context.fillStyle = scale(values[row * columns + column] ?? 0);
      context.fillRect(x(column), y(row), x(column + 1) - x(column), y(row + 1) - y(row));
    }
}
