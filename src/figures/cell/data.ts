// The figure's numbers as a table: every vector of the step, unit by unit, with the free run's beside it.
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import type { Diagram } from './diagrams/diagram.ts';
import type { CellReading } from './reading.ts';

/** @param free the same step without held gates; undefined where none is held */
export function cellData(
  diagram: Diagram,
  reading: CellReading,
  free: CellReading | undefined,
  m: LabMessages['cell'],
): FigureData {
  const { vector, unit, value, free: freeRun } = m.tableColumns;
  return {
    caption: m.table,
    columns: [vector, unit, value, ...(free ? [freeRun] : [])],
    rows: diagram.nodes.flatMap(({ id }) =>
      Array.from(reading.nodes.get(id)?.values ?? [], (number, at) => [
        m.names[id],
        String(at + 1),
        number,
        ...(free ? [free.nodes.get(id)?.values[at] ?? Number.NaN] : []),
      ]),
    ),
  };
}
