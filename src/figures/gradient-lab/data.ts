// The figure's numbers as a table: one row a step, from the last to the first.
import { factorsOf, sharesLeft } from '../../geometry/lab/decay.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import type { NoTheory, Theory } from './present.ts';
import type { Pin } from './usePins.ts';

/**
 * @param hops, cellHops of the hidden state, and of the cell state where there is one
 * @param whole many steps add to the loss: shares and factors would say nothing
 * @param runs what each pin's run is called
 */
export function gradientData(
  m: LabMessages['gradient-lab'],
  hops: readonly number[],
  cellHops: readonly number[] | undefined,
  theory: Theory | NoTheory,
  pins: readonly Pin[],
  runs: readonly string[],
  whole = false,
): FigureData {
  const foretold = typeof theory === 'string' ? undefined : theory.hops;
  const left = sharesLeft(hops);
  const factors = factorsOf(hops);
  const cellLeft = sharesLeft(cellHops ?? []);
  const rows = Math.max(hops.length, ...pins.map((pin) => pin.hops.length));
  const cell = (values: readonly number[], hop: number) => {
    const value = values[hop];
    return value === undefined || Number.isNaN(value) ? '' : value;
  };
  // A norm that is no number is told; one that does not exist is not.
  const norm = (values: readonly number[], hop: number) => values[hop] ?? '';
  return {
    caption: m.table,
    columns: [
      m.columns.step,
      m.columns.back,
      m.columns.norm,
      ...(whole ? [] : [m.columns.left, m.columns.factor]),
      ...(cellHops ? [m.columns.cell, ...(whole ? [] : [m.columns.cellLeft])] : []),
      ...(foretold ? [m.columns.theory] : []),
      ...pins.flatMap(({ letter, state, hidden }, at) => {
        const run = runs[at] ?? '';
        if (!hidden) return [m.columns.pin(letter, run)];
        return [m.columns.pinOf(letter, state, run), m.columns.pinOf(letter, 'hidden', run)];
      }),
    ],
    rows: Array.from({ length: rows }, (_, hop) => [
      hop < hops.length ? String(hops.length - hop) : '',
      String(hop),
      norm(hops, hop),
      ...(whole ? [] : [cell(left, hop), cell(factors, hop)]),
      ...(cellHops ? [norm(cellHops, hop), ...(whole ? [] : [cell(cellLeft, hop)])] : []),
      ...(foretold ? [cell(foretold, hop)] : []),
      ...pins.flatMap(({ hops: own, hidden }) => [norm(own, hop), ...(hidden ? [norm(hidden, hop)] : [])]),
    ]),
  };
}
