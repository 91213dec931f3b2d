// What is drawn over and under the tiles: frames, bars of the shares' sizes on a log scale, numbers and words.
import { normOf, type Strip } from '../../geometry/lab/weightsStrip.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { DrawnPowers } from '../frame/Powers.tsx';
import { placed } from '../frame/placed.ts';
import type { Shares } from './shares.ts';

interface StripMarksProps {
  readonly plan: Strip;
  readonly labels: readonly string[];
  readonly shares: Shares;
  readonly included: readonly number[];
  /** The step under the cursor. */
  readonly pointed: number | undefined;
  /** Index of the weight under the matrix's cursor, and its place in a tile: lit in every one. */
  readonly weight: number | undefined;
  readonly lit: { readonly x: number; readonly y: number } | undefined;
  /** Of the shares that have come; undefined where it is not drawn. */
  readonly sum: Float32Array | undefined;
}

const barWidth = 16;

export function StripMarks({ plan, labels, shares, included, pointed, weight, lit, sum }: StripMarksProps) {
  const { weights: m } = useLabMessages();
  const numbers = useNumbers();
  const { tile, floor } = plan;
  const right = plan.width - 8;
  const named = Math.ceil((plan.rules.length - 1) / 2);
  const middle = (left: number) => left + tile.width / 2;
  // Adding 0 makes a zero of a negative zero.
  const written = (value: number) => (value < 0 ? `−${numbers.loss(-value)}` : numbers.loss(value + 0));
  const numberAt = (norm: number, one: (weight: number) => number | undefined) =>
    written(weight === undefined ? norm : (one(weight) ?? Number.NaN));
  const come = new Set(included);
  const whole = sum && normOf(sum);
  return (
    <svg className="weights-strip-marks" width={plan.width} height={plan.height} aria-hidden="true">
      {plan.rules.map(({ value, y }, at) => (
        <g key={value}>
          <line className="weights-rule" x1={48} x2={right} y1={y} y2={y} />
          {at % named === 0 && (
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
              {here && (
                <DrawnPowers text={numberAt(shares.norms[at] ?? Number.NaN, (own) => shares.at(at, own))} />
              )}
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
            <DrawnPowers text={numberAt(whole, (own) => sum[own])} />
          </text>
        </g>
      )}
      {lit && <path className="weights-lit" d={squares(plan, included, lit, sum !== undefined)} />}
    </svg>
  );
}

/** Sides of the mark on a weight, pixels. */
const side = 6;

/** The weight's place in every tile. */
function squares(
  { tiles, sum }: Strip,
  included: readonly number[],
  place: { readonly x: number; readonly y: number },
  withSum: boolean,
): string {
  return [...included.map((t) => tiles[t] ?? 0), ...(withSum ? [sum] : [])]
    .map((left) => `M${left + place.x - side / 2} ${1 + place.y - side / 2}h${side}v${side}h${-side}z`)
    .join('');
}
