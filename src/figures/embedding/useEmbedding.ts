// The embedding of the run, frame by frame: its axes, which keep their faces from frame to frame, and the frames before.
import { useMemo, useState } from 'react';
import type { Answer, ParameterState, ParametersAnswer } from '../../experiment/lab/queries.ts';
import { nearestNeighbours } from '../../geometry/lab/embeddingNeighbours.ts';
import { type Projection, principalAxes } from '../../geometry/lab/pca.ts';
import type { LabFigureProps } from '../definition.ts';
import { shownValue } from '../lab/useTrace.ts';
import { runOf, useTrail } from '../lab/useTrail.ts';

export const embeddingName = 'embedding.weight';
const query = { kind: 'parameters', only: [embeddingName] } as const;

export interface Embedding {
  readonly step: number;
  readonly words: readonly string[];
  /** (words × size), row by row. */
  readonly values: Float32Array;
  readonly size: number;
  readonly projection: Projection;
  /** The frames before, oldest first, each (words × size). */
  readonly before: readonly Float32Array[];
  /** A word to begin with: the one whose nearest neighbour was nearest in the first frame. */
  readonly first: number;
}

export interface EmbeddingAnswer {
  readonly answer: Answer<ParametersAnswer>;
  /** null while there is none, or where the run has none. */
  readonly embedding: Embedding | null;
}

interface Seen {
  readonly frame: ParametersAnswer | null;
  readonly run: string;
  readonly projection: Projection | undefined;
  readonly first: number;
}

const tableOf = (frame: ParametersAnswer | null): ParameterState | undefined =>
  frame?.parameters.find(({ name }) => name === embeddingName);

export function useEmbedding({ useAnswer, view }: LabFigureProps): EmbeddingAnswer {
  const answer = useAnswer(query);
  const frame = shownValue(answer);
  const frames = useTrail(frame, view.config);
  const { projection, first } = useAxes(frame, runOf(view.config));
  const embedding = useMemo(() => {
    const table = tableOf(frame);
    if (!frame || !table || !projection) return null;
    const [count = 0, size = 0] = table.shape;
    return {
      step: frame.step,
      words: table.labels[0] ?? Array.from({ length: count }, (_, at) => String(at)),
      values: table.values,
      size,
      projection,
      before: frames.slice(0, -1).flatMap((own) => tableOf(own)?.values ?? []),
      first,
    };
  }, [frame, frames, projection, first]);
  return { answer, embedding };
}

/** The axes of a frame, held against those of the frame before. */
function useAxes(frame: ParametersAnswer | null, run: string): Pick<Seen, 'projection' | 'first'> {
  const [seen, setSeen] = useState<Seen>({ frame: null, run: '', projection: undefined, first: 0 });
  const table = tableOf(frame);
  if (!table || seen.frame === frame) return seen;
  const [count = 0, size = 0] = table.shape;
  const same = seen.run === run && seen.frame !== null;
  const projection = principalAxes(table.values, count, size, same ? seen.projection : undefined);
  const now = { frame, run, projection, first: same ? seen.first : closest(table.values, count, size) };
  setSeen(now);
  return now;
}

function closest(values: Float32Array, count: number, size: number): number {
  const nearness = Array.from(
    { length: count },
    (_, word) => nearestNeighbours(values, count, size, word, 1)[0]?.cosine ?? 0,
  );
  return nearness.indexOf(Math.max(...nearness));
}
