// Small pictures of parameters on a canvas: one cell a number of a sample, without lines between.
import type { Sampled } from '../../geometry/lab/weightsBlocks.ts';
import type { TilePlan } from '../../geometry/lab/weightsTiles.ts';
import type { HeatmapCanvas } from '../attention/paintHeatmap.ts';

type Canvas = Pick<HeatmapCanvas, 'fillStyle' | 'fillRect'>;

/** @param samples of the plan's blocks, in their order */
export function paintTile(
  context: Canvas,
  plan: TilePlan,
  samples: readonly Sampled[],
  scale: (value: number) => string,
  left: number,
  top: number,
): void {
  samples.forEach(({ rows, columns, values }, at) => {
    const box = plan.boxes[at];
    if (!box) return;
    // On whole pixels, so that neighbours neither overlap nor leave a gap.
    const x = (column: number) => Math.round(left + box.x + (column * box.width) / columns);
    const y = (row: number) => Math.round(top + box.y + (row * box.height) / rows);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        context.fillStyle = scale(values[row * columns + column] ?? 0);
        context.fillRect(x(column), y(row), x(column + 1) - x(column), y(row + 1) - y(row));
      }
  });
}
