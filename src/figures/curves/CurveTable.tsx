// The curves' twin: the same numbers as a table, at the steps where accuracy was measured.
import { useMessages } from '../../i18n/useMessages.ts';
import type { Reading } from './reading.ts';

export function CurveTable({ name, rows }: { name: string; rows: readonly Reading[] }) {
  const { curve } = useMessages().figures;
  const loss = (value: number | undefined) =>
    value === undefined ? '–' : Number.isFinite(value) ? curve.lossValue(value) : curve.notFinite;
  return (
    <table>
      <caption>{name}</caption>
      <thead>
        <tr>
          <th scope="col">{curve.step}</th>
          <th scope="col">{curve.tableLoss}</th>
          <th scope="col">{curve.tableAccuracy}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.step}>
            <th scope="row">{curve.stepValue(row.step)}</th>
            <td>{loss(row.loss)}</td>
            <td>{row.accuracy === undefined ? '–' : curve.accuracyValue(row.accuracy.value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
