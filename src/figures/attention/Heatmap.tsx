// One large heatmap: a picture that can be read cell by cell with pointer or keys, with the words of its rows and
// columns. It draws; which cell is meant, it is told.
import { useCallback } from 'react';
import { type Cell, cellRect, type HeatmapLayout } from '../../geometry/heatmap.ts';
import { colourOf } from '../../geometry/palette.ts';
import { sequentialScale } from '../../geometry/sequential.ts';
import { type Paint, Picture } from '../frame/Picture.tsx';
import { placed } from '../frame/placed.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import type { Cells } from '../matrix/useCells.ts';
import { type HeatmapMarks, paintHeatmap } from './paintHeatmap.ts';

interface HeatmapProps {
  /** Accessible name, and id of the element that describes how to use it. */
  readonly name: string;
  readonly describedBy: string;
  readonly layout: HeatmapLayout;
  readonly marks: HeatmapMarks;
  readonly rowLabels: readonly string[];
  readonly columnLabels: readonly string[];
  /** Pixels left of and above the cells. */
  readonly labelWidth: number;
  readonly labelHeight: number;
  readonly turn: 0 | -45 | -90;
  readonly cells: Cells;
  /** The cell to ring: this figure's own, or the one that another figure points at. */
  readonly cell: Cell | undefined;
  /** The row and column to mark. */
  readonly row: number | undefined;
  readonly column: number | undefined;
}

/** Paints weights with the present colours; the same function while nothing changes. */
export function useHeatmapPaint(marks: HeatmapMarks): Paint {
  const scheme = useColourScheme();
  return useCallback(
    (context, size) =>
      paintHeatmap(
        context,
        marks,
        {
          scale: sequentialScale(scheme),
          grid: colourOf('hairline', scheme),
          hatch: colourOf('rule', scheme),
        },
        size,
      ),
    [marks, scheme],
  );
}

export function Heatmap(props: HeatmapProps) {
  const { layout, marks, rowLabels, columnLabels, labelWidth, labelHeight, turn, cells, cell } = props;
  const paint = useHeatmapPaint(marks);
  const { cellWidth, cellHeight } = layout;
  const width = layout.columns * cellWidth;
  const height = layout.rows * cellHeight;
  // A picture with a cursor inside: there is no native element for it; the table twin is there for whoever cannot use it.
  const reader = {
    role: 'img',
    tabIndex: 0,
    'aria-label': props.name,
    'aria-describedby': props.describedBy,
  } as const;
  const pinned =
    cells.pinned !== undefined && cell?.row === cells.pinned.row && cell.column === cells.pinned.column;
  return (
    <>
      <div
        className={`at-columns at-turn${turn}`}
        style={{ left: labelWidth, height: labelHeight }}
        aria-hidden="true"
      >
        {placed(columnLabels).map(({ item: label, at }) => (
          <span
            key={at}
            className={at === props.column ? 'at-label at-marked' : 'at-label'}
            style={{ left: (at + 0.5) * cellWidth, ...(turn === 0 ? { width: cellWidth } : {}) }}
          >
            {label}
          </span>
        ))}
      </div>
      <div className="at-rows" style={{ width: labelWidth - 8, top: labelHeight }} aria-hidden="true">
        {placed(rowLabels).map(({ item: label, at }) => (
          <span
            key={at}
            className={at === props.row ? 'at-label at-marked' : 'at-label'}
            style={{ top: at * cellHeight, lineHeight: `${cellHeight}px` }}
          >
            {label}
          </span>
        ))}
      </div>
      <div
        className="at-map"
        {...reader}
        style={{ left: labelWidth, top: labelHeight, width, height }}
        {...cells.handlers}
      >
        <Picture paint={paint} width={width} height={height} className="at-canvas" />
        {props.row !== undefined && props.row < layout.rows && (
          <span
            className="at-band"
            style={{ top: props.row * cellHeight, left: 0, width, height: cellHeight }}
          />
        )}
        {props.column !== undefined && props.column < layout.columns && (
          <span
            className="at-band"
            style={{ top: 0, left: props.column * cellWidth, width: cellWidth, height }}
          />
        )}
        {cell !== undefined && <Ring layout={layout} cell={cell} pinned={pinned} />}
      </div>
    </>
  );
}

function Ring({ layout, cell, pinned }: { layout: HeatmapLayout; cell: Cell; pinned: boolean }) {
  const { x, y, width, height } = cellRect(layout, cell);
  return (
    <span
      className={pinned ? 'at-ring at-ring-pinned' : 'at-ring'}
      style={{ left: x, top: y, width, height }}
    />
  );
}
