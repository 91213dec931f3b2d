// The numbers behind the cosines: the word's vector and its neighbours', one under the other.
import { useMemo } from 'react';
import { divergingScale } from '../../geometry/diverging.ts';
import type { Cell } from '../../geometry/heatmap.ts';
import { reordered } from '../../geometry/lab/sorting.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { Matrix } from '../matrix/Matrix.tsx';
import type { Embedding } from './useEmbedding.ts';

interface VectorsProps {
  readonly embedding: Embedding;
  /** Words, top to bottom. */
  readonly rows: readonly number[];
  readonly extent: number;
  readonly width: number;
  /** Index in the whole embedding that is ringed. */
  readonly linked: number | undefined;
  /** A sentence on the number under the cursor. */
  readonly onRead: (words: string | undefined) => void;
  readonly onPin: (index: number | undefined) => void;
}

/** Of a row, pixels. */
export const vectorHeight = 20;

export function Vectors({ embedding, rows, extent, width, linked, onRead, onPin }: VectorsProps) {
  const { embedding: m } = useLabMessages();
  const scheme = useColourScheme();
  const { values, size, words } = embedding;
  const scale = useMemo(() => divergingScale(extent, scheme), [extent, scheme]);
  const shown = useMemo(() => reordered(values, rows, size), [values, rows, size]);
  const names = useMemo(() => rows.map((row) => words[row] ?? ''), [rows, words]);
  const room = useMemo(
    () => ({ width, tallest: vectorHeight * rows.length, largest: vectorHeight, stretch: 2 }),
    [width, rows],
  );
  const indexOf = ({ row, column }: Cell) => (rows[row] ?? 0) * size + column;
  const describe = (cell: Cell) =>
    m.cell(names[cell.row] ?? '', cell.column, values[indexOf(cell)] ?? Number.NaN);
  const row = linked === undefined ? -1 : rows.indexOf(Math.floor(linked / size));
  return (
    <Matrix
      name={m.vectors}
      values={shown}
      rows={rows.length}
      columns={size}
      scale={scale}
      rowLabels={names}
      room={room}
      describe={describe}
      linked={row < 0 || linked === undefined ? undefined : { row, column: linked % size }}
      onCell={(cell) => onRead(cell && `${describe(cell)}.`)}
      onPin={(cell) => onPin(cell && indexOf(cell))}
    />
  );
}
