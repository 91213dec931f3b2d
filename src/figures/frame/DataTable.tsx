// A figure's numbers as data: the table twin is drawn from it, and the CSV written from it.
import { placed } from './placed.ts';

export interface FigureData {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first entry of a row names it. Numbers are given in full; the table rounds them. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Rows drawn; a longer table says so, and the CSV has them all. */
const shownRows = 400;

interface DataTableProps {
  readonly data: FigureData;
  readonly format: (value: number) => string;
  /** What is said where rows were left out. */
  readonly cut: (shown: number, all: number) => string;
}

export function DataTable({ data, format, cut }: DataTableProps) {
  const { caption, columns, rows } = data;
  const text = (value: string | number | undefined) => (typeof value === 'number' ? format(value) : value);
  return (
    <table>
      <caption>
        {caption}
        {rows.length > shownRows && ` ${cut(shownRows, rows.length)}`}
      </caption>
      <thead>
        <tr>
          {placed(columns).map(({ item, at }) => (
            <th scope="col" key={at}>
              {item}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {placed(rows.slice(0, shownRows)).map(({ item: [name, ...cells], at }) => (
          <tr key={at}>
            <th scope="row">{text(name)}</th>
            {placed(cells).map(({ item, at: column }) => (
              <td key={column}>{text(item)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
