// A heatmap's twin: the same weights as a table of numbers.
import { useMessages } from '../../i18n/useMessages.ts';
import { placed } from '../frame/placed.ts';
import type { HeatmapMarks } from './paintHeatmap.ts';

interface AttentionTableProps {
  readonly name: string;
  readonly marks: HeatmapMarks;
  readonly rowLabels: readonly string[];
  readonly columnLabels: readonly string[];
}

export function AttentionTable({ name, marks, rowLabels, columnLabels }: AttentionTableProps) {
  const { attention } = useMessages().figures;
  const columns = placed(columnLabels);
  return (
    <table>
      <caption>{name}</caption>
      <thead>
        <tr>
          <td />
          {columns.map(({ item, at }) => (
            <th scope="col" key={at}>
              {item}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {placed(rowLabels).map(({ item: label, at: row }) => (
          <tr key={row}>
            <th scope="row">{label}</th>
            {columns.map(({ at: column }) => (
              <td key={column}>
                {marks.masked({ row, column }) ? (
                  <span className="at-masked-cell">{attention.maskedCell}</span>
                ) : (
                  attention.weight(marks.weights[row * marks.columns + column] ?? 0)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
