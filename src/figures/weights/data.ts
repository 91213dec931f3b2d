// The figure's numbers as a table: the parameter that is shown large, its bias, its shares by step, the eigenvalues.
import type { ParameterState } from '../../experiment/lab/queries.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import { gateName } from './naming.ts';
import { type Shown, sidesOf } from './parameters.ts';
import { sharesOf } from './shares.ts';

/** Numbers of shares in the table; beyond, a file of them would be larger than anybody could use. */
const most = 2 ** 20;

export function weightsData(
  { parameter, bias, recurrentName, eigenvalues }: Shown,
  trace: Trace | null,
  { weights: m, quantities }: Pick<LabMessages, 'weights' | 'quantities'>,
): FigureData {
  const shares = sharesOf(trace, parameter.name);
  // As long as there are about a million of them.
  const steps =
    shares && shares.norms.length * parameter.values.length <= most ? [...shares.norms.keys()] : [];
  const numbersOf = (own: ParameterState) => {
    const [, columns] = sidesOf(own);
    const [rowNames, columnNames] = own.labels;
    return Array.from(own.values, (value, at) => {
      const [row, column] = [Math.floor(at / columns), at % columns];
      return [
        own.name,
        rowNames?.[row] ?? row + 1,
        columnNames?.[column] ?? column + 1,
        value,
        own.gradient[at] ?? Number.NaN,
        own.update[at] ?? Number.NaN,
        ...steps.map((t) => (own === parameter && shares ? shares.at(t, at) : '')),
      ];
    });
  };
  const blank = ['', '', ...steps.map(() => '')];
  return {
    caption: m.table,
    format: m.written,
    columns: [
      m.columns.name,
      m.columns.row,
      m.columns.column,
      m.columns.value,
      m.columns.gradient,
      m.columns.update,
      ...steps.map((t) => m.columns.share(trace?.labels[t] ?? '', t)),
    ],
    rows: [
      ...numbersOf(parameter),
      ...(bias ? numbersOf(bias) : []),
      ...eigenvalues.flatMap(({ gate, values }) =>
        Array.from({ length: values.length / 2 }, (_, at) => [
          [
            m.columns.real(recurrentName, gateName(gate, quantities)),
            at + 1,
            '',
            values[2 * at] ?? Number.NaN,
            ...blank,
          ],
          [
            m.columns.imaginary(recurrentName, gateName(gate, quantities)),
            at + 1,
            '',
            values[2 * at + 1] ?? Number.NaN,
            ...blank,
          ],
        ]).flat(),
      ),
    ],
  };
}
