// What a figure is given: the run as it is seen, what can be done with it, and answers while it can be seen.
import { createContext, useContext, useEffect, useMemo } from 'react';
import type { Query } from '../../experiment/lab/queries.ts';
import type { TraceRequest } from '../../experiment/lab/trace.ts';
import type { LabFigureProps } from '../../figures/definition.ts';
import { useAnswer } from '../../figures/lab/useAnswer.ts';
import type { LabStore } from '../../stores/lab/labStore.ts';
import { useLab, useLabStore } from './labContext.ts';

/** Told which trace the open figure draws: a number that is pinned there is one of that trace. */
export const TracedContext = createContext<(request: TraceRequest) => void>(() => {});

type Answers = LabFigureProps['useAnswer'];

/** The hook with which a figure watches. */
function watching(store: LabStore, active: boolean, traced: (request: TraceRequest) => void): Answers {
  return function useFigureAnswer<Q extends Query>(query: Q | null) {
    const request: TraceRequest | null = query?.kind === 'trace' ? query.request : null;
    useEffect(() => {
      if (request && active) traced(request);
    }, [request]);
    return useAnswer(store, query, active);
  };
}

/** @param active whether the figure is on screen */
export function useFigureProps(active: boolean): LabFigureProps {
  const store = useLabStore();
  const traced = useContext(TracedContext);
  const view = useLab((state) => state.view);
  const text = useLab((state) => state.text);
  const pinned = useLab((state) => state.pinned);
  const fixed = useMemo(() => {
    const { configure, train, pause, stepOnce, showStep, fork, link, pin } = store.getState();
    return {
      actions: { configure, train, pause, stepOnce, showStep, fork },
      onText: store.getState().setText,
      onPin: pin,
      link,
    };
  }, [store]);
  const useAnswerHere = useMemo(() => watching(store, active, traced), [store, active, traced]);
  return { view, text, pinned, useAnswer: useAnswerHere, ...fixed };
}
