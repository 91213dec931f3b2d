// The whole embedding as one small picture, a row for each token; the row that is looked up is lit, and leads to its
// numbers beside it.
import { useMemo } from 'react';
import { divergingScale } from '../../geometry/diverging.ts';
import { planLookup } from '../../geometry/lab/embeddingLookup.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { type Paint, Picture } from '../frame/Picture.tsx';
import { useColourScheme } from '../frame/useColourScheme.ts';
import type { Embedding } from './useEmbedding.ts';

interface LookupTableProps {
  readonly embedding: Embedding;
  /** The row that is lit. */
  readonly row: number;
  readonly extent: number;
  readonly height: number;
  /** Between the table and the numbers that the row leads to. */
  readonly gap: number;
}

export function LookupTable({ embedding, row, extent, height, gap }: LookupTableProps) {
  const { embedding: m } = useLabMessages();
  const scheme = useColourScheme();
  const { values, size, words } = embedding;
  const count = words.length;
  const plan = useMemo(() => planLookup(count, size, height), [count, size, height]);
  const paint = useMemo<Paint>(() => {
    const scale = divergingScale(extent, scheme);
    return (context) => {
      for (let at = 0; at < count * size; at++) {
        const [x, y] = [plan.x(at % size), plan.y(Math.floor(at / size))];
        context.fillStyle = scale(values[at] ?? 0);
        context.fillRect(
          x,
          y,
          plan.x((at % size) + 1) - x,
          Math.max(1, plan.y(Math.floor(at / size) + 1) - y),
        );
      }
    };
  }, [plan, values, count, size, extent, scheme]);
  const { width } = plan;
  const lit = plan.lit(row);
  return (
    <div
      className="embedding-lookup"
      role="img"
      aria-label={m.lookup(count, row)}
      style={{ width: width + gap, height }}
    >
      <Picture paint={paint} width={width} height={height} />
      <svg className="embedding-lookup-marks" width={width + gap} height={height} aria-hidden="true">
        <path
          className="embedding-lookup-way"
          d={`M${width + 2} ${lit.y + lit.height / 2}C${width + gap / 2} ${lit.y + lit.height / 2} ${width + gap / 2} 10 ${width + gap} 10`}
        />
        <rect
          className="embedding-lookup-row"
          x={-1}
          y={lit.y - 1}
          width={width + 2}
          height={lit.height + 2}
        />
      </svg>
    </div>
  );
}
