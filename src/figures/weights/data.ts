// The figure's numbers as a table: the parameter that is shown large, its bias, its shares by step, the eigenvalues.
import type { ParameterState } from '../../experiment/lab/queries.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import { gateName } from './naming.ts';
import { type Shown, sharesOf, sidesOf } from './parameters.ts';

export function weightsData(
  { parameter, bias, recurrentName, eigenvalues }: Shown,
  trace: Trace | null,
  { weights: m, quantities }: Pick<LabMessages, 'weights' | 'quantities'>,
): FigureData {
  const shares = sharesOf(trace, parameter.name);
  const steps = shares?.steps ?? [];
  const numbersOf = (own: ParameterState) => {
    const [, columns] = sidesOf(own);
    return Array.from(own.values, (value, at) => [
      own.name,
      Math.floor(at / columns) + 1,
      (at % columns) + 1,
      value,
      own.gradient[at] ?? Number.NaN,
      own.update[at] ?? Number.NaN,
      ...steps.map((share) => (own === parameter ? (share[at] ?? Number.NaN) : '')),
    ]);
  };
  const blank = ['', '', ...steps.map(() => '')];
  return {
    caption: m.table,
    columns: [
      m.columns.name,
      m.columns.row,
      m.columns.column,
      m.columns.value,
      m.columns.gradient,
      m.columns.update,
      ...steps.map((_, t) => m.columns.share(trace?.labels[t] ?? '', t)),
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
