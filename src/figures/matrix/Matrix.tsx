// Any matrix of numbers as cells of colour: painted on a canvas, so that thousands of cells cost nothing, and read cell
// by cell with the pointer or the arrow keys. It draws; which numbers, colours and words, it is told.
import './matrix.css';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { type Cell, cellGap, cellRect } from '../../geometry/heatmap.ts';
import { type MatrixRoom, planMatrix } from '../../geometry/matrix.ts';
import { colourOf } from '../../geometry/palette.ts';
import { paintHeatmap } from '../attention/paintHeatmap.ts';
import { type Paint, Picture } from '../frame/Picture.tsx';
import { placed } from '../frame/placed.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { manyCells, paintPixels } from './paintPixels.ts';
import { useCells } from './useCells.ts';

export interface MatrixProps {
  /** Accessible name. */
  readonly name: string;
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  /** The scale that its legend is made from. The same function while it is the same scale. */
  readonly scale: (value: number) => string;
  /** None: no names are written. */
  readonly rowLabels?: readonly string[];
  readonly columnLabels?: readonly string[];
  readonly room: MatrixRoom;
  /** What a screen reader says of a cell, and what stands at the pointer. */
  readonly describe: (cell: Cell) => string;
  /** A cell that is ringed though nobody points here: another figure's, or the pinned number's. */
  readonly linked?: Cell | undefined;
  /** A column that is marked: the step of the present beat. */
  readonly column?: number | undefined;
  /** The first column that has not come yet, and is hatched; absent: all are there. */
  readonly until?: number | undefined;
  /** Told whenever another cell is pointed at, or none. */
  readonly onCell?: (cell: Cell | undefined) => void;
  /** Told when a cell is pinned or let go. */
  readonly onPin?: (cell: Cell | undefined) => void;
}

const none: readonly string[] = [];

export function Matrix(props: MatrixProps) {
  const { values, rows, columns, scale, rowLabels = none, columnLabels = none, onCell, onPin } = props;
  const until = props.until ?? columns;
  const { width, tallest, largest, stretch } = props.room;
  const scheme = useColourScheme();
  const plan = useMemo(
    () =>
      planMatrix(
        rowLabels,
        columnLabels,
        { rows, columns },
        { width, tallest, largest, ...(stretch === undefined ? {} : { stretch }) },
      ),
    [rowLabels, columnLabels, rows, columns, width, tallest, largest, stretch],
  );
  const { layout, labelWidth, labelHeight, turn, nameEvery, columnEvery } = plan;
  const cells = useCells(layout);
  useTold(cells.shown, onCell);
  useTold(cells.pinned, onPin);
  const paint = useCallback<Paint>(
    (context, size) => {
      const hatch = colourOf('rule', scheme);
      const lines = cellGap(Math.min(size.width / columns, size.height / rows)) > 0;
      if (rows * columns >= manyCells && !lines)
        return paintPixels(context, { values, rows, columns, until, scale, hatch }, size);
      paintHeatmap(
        context,
        { weights: values, rows, columns, masked: (at) => at.column >= until },
        { scale, grid: colourOf('hairline', scheme), hatch },
        size,
      );
    },
    [values, rows, columns, until, scale, scheme],
  );
  const cellsWidth = columns * layout.cellWidth;
  const cellsHeight = rows * layout.cellHeight;
  const cell = cells.shown ?? props.linked;
  const marked = cell?.column ?? props.column;
  // A picture with a cursor inside: there is no native element for it; the table twin is there for whoever cannot use it.
  const spoken = cells.shown ? `${props.name}: ${props.describe(cells.shown)}` : props.name;
  const reader = { role: 'img', tabIndex: 0, 'aria-label': spoken } as const;
  return (
    <div className="matrix" style={{ width: labelWidth + cellsWidth, height: labelHeight + cellsHeight }}>
      {labelHeight > 0 && (
        <div
          className={`matrix-columns matrix-turn${turn}`}
          style={{ left: labelWidth, height: labelHeight }}
          aria-hidden="true"
        >
          {placed(columnLabels).map(
            ({ item, at }) =>
              isNamed(at, columnEvery, marked) && (
                <span
                  key={at}
                  className={at === marked ? 'matrix-label matrix-marked' : 'matrix-label'}
                  style={{
                    left: (at + 0.5) * layout.cellWidth,
                    ...(turn === 0
                      ? { width: layout.cellWidth * columnEvery }
                      : { maxWidth: plan.longestName }),
                  }}
                  title={turn === 0 ? undefined : item}
                >
                  {item}
                </span>
              ),
          )}
        </div>
      )}
      {nameEvery > 0 && (
        <div className="matrix-rows" style={{ width: labelWidth - 8, top: labelHeight }} aria-hidden="true">
          {placed(rowLabels).map(
            ({ item, at }) =>
              at % nameEvery === 0 && (
                <span
                  key={at}
                  className={at === cell?.row ? 'matrix-label matrix-marked' : 'matrix-label'}
                  style={{ top: (at + 0.5) * layout.cellHeight }}
                >
                  {item}
                </span>
              ),
          )}
        </div>
      )}
      <div
        className="matrix-cells"
        {...reader}
        style={{ left: labelWidth, top: labelHeight, width: cellsWidth, height: cellsHeight }}
        {...cells.handlers}
      >
        <Picture paint={paint} width={cellsWidth} height={cellsHeight} className="matrix-canvas" />
        {props.column !== undefined && props.column < columns && (
          <span
            className="matrix-band"
            style={{
              left: props.column * layout.cellWidth,
              width: layout.cellWidth,
              top: 0,
              height: cellsHeight,
            }}
          />
        )}
        {cell !== undefined && cell.row < rows && cell.column < columns && (
          <Ring rect={cellRect(layout, cell)} pinned={cells.pinned !== undefined && !cells.fresh} />
        )}
      </div>
    </div>
  );
}

/** Where there is no room for every column's name: the marked one, and every so many that do not touch it. */
const isNamed = (at: number, every: number, marked: number | undefined) =>
  at === marked || (at % every === 0 && (marked === undefined || Math.abs(at - marked) >= every));

/** Tells of another cell, or none; not of the first none, and not again when only the listener is new. */
function useTold(cell: Cell | undefined, tell: ((cell: Cell | undefined) => void) | undefined): void {
  const listener = useRef(tell);
  const told = useRef<Cell>(undefined);
  const { row, column } = cell ?? {};
  useEffect(() => {
    listener.current = tell;
  });
  useEffect(() => {
    const now = row === undefined || column === undefined ? undefined : { row, column };
    if (now === undefined && told.current === undefined) return;
    told.current = now;
    listener.current?.(now);
  }, [row, column]);
}

function Ring({ rect, pinned }: { rect: ReturnType<typeof cellRect>; pinned: boolean }) {
  return (
    <span
      className={pinned ? 'matrix-ring matrix-ring-pinned' : 'matrix-ring'}
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
    />
  );
}
