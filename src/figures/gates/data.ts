// The figure's numbers as a table, and what its one line of words says.
import type { Trace } from '../../experiment/lab/trace.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import { type Quantity, type QuantityId, tensorAt } from '../lab/quantities.ts';

/** One row for each quantity and unit, one column for each word. */
export function gatesData(
  trace: Trace,
  quantities: readonly Quantity[],
  words: LabMessages['gates'],
  names: LabMessages['quantities'],
): FigureData {
  return {
    caption: words.table,
    columns: [words.columns.quantity, words.columns.unit, ...trace.labels],
    rows: quantities.flatMap(({ id, steps }) => {
      const perStep = steps.map((tensor) => tensorAt(trace, tensor).values);
      return Array.from(perStep[0] ?? [], (_, unit) => [
        names[id],
        String(unit + 1),
        ...perStep.map((values) => values[unit] ?? Number.NaN),
      ]);
    }),
  };
}

export interface MeanAt {
  readonly id: QuantityId;
  readonly range: Quantity['range'];
  /** Mean over the units; of the size where values are signed. */
  readonly mean: number;
}

export function meansAt(trace: Trace, quantities: readonly Quantity[], step: number): readonly MeanAt[] {
  return quantities.map(({ id, range, steps }) => {
    const tensor = steps[step];
    const values = tensor === undefined ? new Float32Array() : tensorAt(trace, tensor).values;
    const sum = values.reduce((total, value) => total + (range === 'unit' ? value : Math.abs(value)), 0);
    return { id, range, mean: sum / values.length };
  });
}
