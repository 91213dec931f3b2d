// The embedding of the run, frame by frame: its axes, which keep their faces from frame to frame, and the frames before.
import { useMemo, useState } from 'react';
import type { Answer, ParameterState, ParametersAnswer } from '../../experiment/lab/queries.ts';
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
}

export interface EmbeddingAnswer {
  readonly answer: Answer<ParametersAnswer>;
  /** null while there is none, or where the run has none. */
  readonly embedding: Embedding | null;
}

interface Seen {
  readonly frame: ParametersAnswer | null;
  readonly run: string | null;
  readonly projection: Projection | undefined;
}

const tableOf = (frame: ParametersAnswer | null): ParameterState | undefined =>
  frame?.parameters.find(({ name }) => name === embeddingName);

export function useEmbedding(props: LabFigureProps): EmbeddingAnswer {
  const answer = props.useAnswer(query);
  const frame = shownValue(answer);
  const frames = useTrail(frame, runOf(props));
  const projection = useAxes(frame, runOf(props));
  // The same array while they are the same words: every frame brings its own.
  const spelt = tableOf(frame)?.labels[0]?.join('\0') ?? '';
  const words = useMemo(() => spelt.split('\0'), [spelt]);
  const embedding = useMemo(() => {
    const table = tableOf(frame);
    if (!frame || !table || !projection) return null;
    const [, size = 0] = table.shape;
    return {
      step: frame.step,
      words,
      values: table.values,
      size,
      projection,
      before: frames.slice(0, -1).flatMap((own) => tableOf(own)?.values ?? []),
    };
  }, [frame, frames, projection, words]);
  return { answer, embedding };
}

/** The axes of a frame, held against those of the frame before. */
function useAxes(frame: ParametersAnswer | null, run: string | null): Projection | undefined {
  const [seen, setSeen] = useState<Seen>({ frame: null, run: null, projection: undefined });
  const table = tableOf(frame);
  if (!table || seen.frame === frame) return seen.projection;
  const [count = 0, size = 0] = table.shape;
  const before = run !== null && seen.run === run ? seen.projection : undefined;
  const projection = principalAxes(table.values, count, size, before);
  setSeen({ frame, run, projection });
  return projection;
}
