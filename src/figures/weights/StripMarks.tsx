// What is drawn over and under the tiles: frames, bars of the shares' sizes on a log scale, numbers and words.
import type { WeightShares } from '../../experiment/lab/trace.ts';
import { sampleIndex } from '../../geometry/lab/weightsBlocks.ts';
import { normOf, type Strip } from '../../geometry/lab/weightsStrip.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { DrawnPowers } from '../frame/Powers.tsx';
import { placed } from '../frame/placed.ts';
import { thumbnailCells } from './Thumbnails.tsx';

interface StripMarksProps {
  readonly plan: Strip;
  readonly labels: readonly string[];
  readonly shares: WeightShares;
  readonly included: readonly number[];
  /** The step under the cursor. */
  readonly pointed: number | undefined;
  /** The weight under the matrix's cursor: lit in every tile. */
  readonly weight: { readonly index: number; readonly rows: number; readonly columns: number } | undefined;
  /** Of the shares that have come; undefined where it is not drawn. */
  readonly sum: Float32Array | undefined;
}

const barWidth = 16;

export function StripMarks({ plan, labels, shares, included, pointed, weight, sum }: StripMarksProps) {
  const { weights: m } = useLabMessages();
  const numbers = useNumbers();
  const { tile, floor } = plan;
  const right = plan.width - 8;
  const middle = (left: number) => left + tile.width / 2;
  const written = (value: number) => (value < 0 ? `−${numbers.rate(-value)}` : numbers.rate(value));
  const numberAt = (values: Float32Array | undefined, norm: number) =>
    written(weight ? (values?.[weight.index] ?? Number.NaN) : norm);
  const come = new Set(included);
  const whole = sum && normOf(sum);
  return (
    <svg className="weights-strip-marks" width={plan.width} height={plan.height} aria-hidden="true">
      {plan.rules.map(({ value, y }, at) => (
        <g key={value}>
          <line className="weights-rule" x1={48} x2={right} y1={y} y2={y} />
          {at % 2 === 0 && (
            <text className="weights-tick" x={44} y={y} dy="0.35em" textAnchor="end">
              <DrawnPowers text={numbers.rate(value)} />
            </text>
          )}
        </g>
      ))}
      {placed(labels).map(({ item: label, at }) => {
        const left = plan.tiles[at] ?? 0;
        const here = come.has(at);
        const height = here ? (plan.heights[at] ?? 0) : 0;
        return (
          <g key={at} className={at === pointed ? 'weights-step weights-step-pointed' : 'weights-step'}>
            <rect
              className="weights-tile"
              x={left - 1}
              y={0}
              width={tile.width + 2}
              height={tile.height + 2}
            />
            <rect
              className="weights-share"
              x={middle(left) - barWidth / 2}
              y={floor - height}
              width={barWidth}
              height={height}
            />
            <text className="weights-word" x={middle(left)} y={floor + 18} textAnchor="middle">
              {label}
            </text>
            <text className="weights-tick" x={middle(left)} y={floor + 38} textAnchor="middle">
              {here && <DrawnPowers text={numberAt(shares.steps[at], shares.norms[at] ?? Number.NaN)} />}
            </text>
          </g>
        );
      })}
      {sum && whole !== undefined && (
        <g className="weights-step">
          <rect
            className="weights-tile"
            x={plan.sum - 1}
            y={0}
            width={tile.width + 2}
            height={tile.height + 2}
          />
          <rect
            className="weights-share weights-share-sum"
            x={middle(plan.sum) - barWidth / 2}
            y={floor - plan.barOf(whole)}
            width={barWidth}
            height={plan.barOf(whole)}
          />
          <text className="weights-word" x={middle(plan.sum)} y={floor + 18} textAnchor="middle">
            {m.strip.sum}
          </text>
          <text className="weights-tick" x={middle(plan.sum)} y={floor + 38} textAnchor="middle">
            <DrawnPowers text={numberAt(sum, whole)} />
          </text>
        </g>
      )}
      {weight && <path className="weights-lit" d={lit(plan, included, weight, sum !== undefined)} />}
    </svg>
  );
}

/** The weight's place in every tile. */
function lit(
  { tiles, sum, tile }: Strip,
  included: readonly number[],
  { index, rows, columns }: NonNullable<StripMarksProps['weight']>,
  withSum: boolean,
): string {
  const cells = { rows: Math.min(rows, thumbnailCells), columns: Math.min(columns, thumbnailCells) };
  const size = {
    width: Math.max(5, tile.width / cells.columns),
    height: Math.max(5, tile.height / cells.rows),
  };
  const x = ((sampleIndex(index % columns, columns, cells.columns) + 0.5) * tile.width) / cells.columns;
  const y =
    1 + ((sampleIndex(Math.floor(index / columns), rows, cells.rows) + 0.5) * tile.height) / cells.rows;
  return [...included.map((t) => tiles[t] ?? 0), ...(withSum ? [sum] : [])]
    .map(
      (left) =>
        `M${left + x - size.width / 2} ${y - size.height / 2}h${size.width}v${size.height}h${-size.width}z`,
    )
    .join('');
}
