// One block of a parameter, or the bias beside it, as cells that can be read and pinned.
import { useMemo } from 'react';
import type { ParameterState } from '../../experiment/lab/queries.ts';
import type { Cell } from '../../geometry/heatmap.ts';
import { blockValues, type WeightBlock } from '../../geometry/lab/weightsBlocks.ts';
import type { MatrixRoom } from '../../geometry/matrix.ts';
import { Matrix } from '../matrix/Matrix.tsx';
import type { Mode } from './parameters.ts';

/** One number of one parameter. */
export interface PointedWeight {
  readonly parameter: ParameterState;
  /** In the whole parameter. */
  readonly index: number;
}

interface WeightMatrixProps {
  readonly name: string;
  readonly parameter: ParameterState;
  readonly block: WeightBlock;
  readonly mode: Mode;
  readonly scale: (value: number) => string;
  readonly room: MatrixRoom;
  /** Whether the rows are named. */
  readonly named: boolean;
  /** A bias alone lies: its units go across. */
  readonly lying: boolean;
  readonly linked: PointedWeight | undefined;
  readonly describe: (index: number) => string;
  readonly onPoint: (pointed: PointedWeight | undefined) => void;
  readonly onPin: (pointed: PointedWeight | undefined) => void;
}

export function WeightMatrix(props: WeightMatrixProps) {
  const { parameter, block, mode, named, lying, linked } = props;
  const columns = parameter.shape.length === 1 ? 1 : block.columns;
  const values = useMemo(
    () => blockValues(parameter[mode], { ...block, columns }),
    [parameter, mode, block, columns],
  );
  const labels = useMemo(() => (named ? rowLabelsOf(parameter, block) : []), [named, parameter, block]);
  const indexOf = ({ row, column }: Cell) =>
    lying ? block.first + column : (block.first + row) * columns + column;
  const cellOf = (index: number): Cell | undefined => {
    const at = Math.floor(index / columns) - block.first;
    if (at < 0 || at >= block.rows) return undefined;
    return lying ? { row: 0, column: at } : { row: at, column: index % columns };
  };
  const pointed = (cell: Cell | undefined) => cell && { parameter, index: indexOf(cell) };
  return (
    <Matrix
      name={props.name}
      values={values}
      rows={lying ? 1 : block.rows}
      columns={lying ? block.rows : columns}
      scale={props.scale}
      rowLabels={labels}
      room={props.room}
      describe={(cell) => props.describe(indexOf(cell))}
      linked={linked?.parameter.name === parameter.name ? cellOf(linked.index) : undefined}
      onCell={(cell) => props.onPoint(pointed(cell))}
      onPin={(cell) => props.onPin(pointed(cell))}
    />
  );
}

function rowLabelsOf({ labels }: ParameterState, { first, rows, gate }: WeightBlock): readonly string[] {
  const names = gate === null ? labels[0] : null;
  return names ? names.slice(first, first + rows) : Array.from({ length: rows }, (_, row) => String(row + 1));
}
