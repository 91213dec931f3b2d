// The trace of the text that the page reads, for a figure that draws it.
import { useMemo } from 'react';
import type { Answer } from '../../experiment/lab/queries.ts';
import type { Trace, TraceRequest } from '../../experiment/lab/trace.ts';
import type { LabFigureProps } from '../definition.ts';

const free: TraceRequest['clamps'] = {};

/**
 * @param clamps the same object while they are the same
 * @param truncation gradients go back this many steps at most, 0: all the way; default: as the run is trained
 */
export function useTrace(
  { useAnswer, text, view }: Pick<LabFigureProps, 'useAnswer' | 'text' | 'view'>,
  clamps = free,
  truncation = view.config.truncation,
): Answer<Trace> {
  const query = useMemo(
    () => ({ kind: 'trace', request: { text, clamps, truncation } }) as const,
    [text, clamps, truncation],
  );
  return useAnswer(query);
}

/** What an answer holds, whether it is the newest or the one before. */
export const shownValue = <T>(answer: Answer<T>): T | null =>
  answer.state === 'ready' || answer.state === 'computing' ? answer.value : null;
