// Every number of the picture as a table: one column a step.
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import { type Drawn, sharesOfRow, weightSymbol, whichWeight } from './drawn.ts';
import { saidAt } from './said.ts';

type Row = FigureData['rows'][number];

/** What stands where a step has no such number. */
const none = '–';

export function unrolledData(drawn: Drawn, m: LabMessages['unrolled']): FigureData {
  const { trace, rows, shape, state } = drawn;
  const symbol = m.symbol[state];
  const perStep = trace.labels.map((_, t) => saidAt(trace, t, m));
  const top: Row[] = [
    [m.rows.output, '', '', ...perStep.map((said) => (said ? `${said.word} ${said.note}`.trim() : none))],
    [m.rows.target, '', '', ...trace.targets.map((target) => target ?? none)],
    [m.rows.loss, '', '', ...Array.from(trace.losses, (loss) => (Number.isNaN(loss) ? none : loss))],
  ];
  const own = rows.flatMap(({ traced, values, parts }): Row[] => {
    const name = m.layerName(traced.layer, traced.direction === 'backward');
    const units = Array.from(
      { length: drawn.units },
      (_, unit): Row => [symbol, name, String(unit + 1), ...values.map((at) => at[unit] ?? Number.NaN)],
    );
    if (!shape.gradients) return units;
    return [
      [m.tableRows.whole(symbol), name, '', ...parts.whole],
      [m.tableRows.time(symbol), name, '', ...parts.throughTime],
      [m.tableRows.other(symbol, m.others[state]), name, '', ...parts.fromAbove],
      ...sharesOfRow(trace, traced).flatMap(({ weight, along, sizes }): Row[] => {
        const weightName = weightSymbol(whichWeight(weight.name));
        return [
          [m.tableRows.along(weightName), name, '', ...along],
          [m.tableRows.size(weightName), name, '', ...sizes],
        ];
      }),
      ...units,
    ];
  });
  return {
    caption: m.table,
    columns: [m.columns.quantity, m.columns.layer, m.columns.unit, ...trace.labels],
    rows: [...top, ...own],
  };
}
