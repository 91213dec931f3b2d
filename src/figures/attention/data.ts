// A heatmap's twin: the same weights as rows of numbers.
import type { Messages } from '../../i18n/messages.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import type { HeatmapMarks } from './paintHeatmap.ts';

interface Twin {
  readonly name: string;
  readonly marks: HeatmapMarks;
  readonly rowLabels: readonly string[];
  readonly columnLabels: readonly string[];
}

/** @param corner what the rows' words are */
export const attentionData = (
  { name, marks, rowLabels, columnLabels }: Twin,
  corner: string,
  words: Messages['figures']['attention'],
): FigureData => ({
  caption: name,
  columns: [corner, ...columnLabels],
  rows: rowLabels.map((label, row) => [
    label,
    ...columnLabels.map((_, column) =>
      marks.masked({ row, column })
        ? words.maskedCell
        : (marks.weights[row * marks.columns + column] ?? Number.NaN),
    ),
  ]),
  format: words.weight,
});
