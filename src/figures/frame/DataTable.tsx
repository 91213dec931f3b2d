// A figure's numbers as data: the table twin is drawn from it, and the CSV written from it.
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { Powers } from './Powers.tsx';
import { placed } from './placed.ts';

type Row = readonly (string | number)[];

export interface FigureData {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first entry of a row names it. Numbers are given in full; the table rounds them. */
  readonly rows: readonly Row[];
  /** Those of the rows that the table shows; the first ones where not given. The CSV has them all. */
  readonly few?: readonly Row[];
  /** How the table writes a number of a column; as a loss where not given. */
  readonly format?: (value: number, column: number) => string;
}

/** What a browser lays out without a stutter. */
const most = { rows: 400, cells: 4000 };
const roomFor = (columns: number) => Math.min(most.rows, Math.ceil(most.cells / columns));

export function DataTable({ data }: { readonly data: FigureData }) {
  const { frame } = useMessages().figures;
  const numbers = useNumbers();
  const {
    caption,
    columns,
    rows,
    few = rows.slice(0, roomFor(columns.length)),
    format = numbers.loss,
  } = data;
  const text = (value: string | number | undefined, column: number) =>
    typeof value === 'number' ? <Powers text={format(value, column)} /> : value;
  return (
    <table>
      <caption>
        {caption}
        {few.length < rows.length && ` ${frame.rows(few.length, rows.length)}`}
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
        {placed(few).map(({ item: [name, ...cells], at }) => (
          <tr key={at}>
            <th scope="row">{text(name, 0)}</th>
            {placed(cells).map(({ item, at: column }) => (
              <td key={column}>{text(item, column + 1)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
