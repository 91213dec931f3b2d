// What a figure is given: the run as it is seen, what can be done with it, and answers while it can be seen.
import { createContext, useContext, useEffect, useMemo } from 'react';
import type { Query } from '../../experiment/lab/queries.ts';
import type { TraceRequest } from '../../experiment/lab/trace.ts';
import type { LabFigureProps } from '../../figures/definition.ts';
import { useAnswer } from '../../figures/lab/useAnswer.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabStore } from '../../stores/lab/labStore.ts';
import { hasEnded, useLab, useLabStore } from './labContext.ts';

/** Told which trace the open figure draws: a number that is pinned there is one of that trace. */
export const TracedContext = createContext<(request: TraceRequest) => void>(() => {});

type Answers = LabFigureProps['useAnswer'];

interface Watching {
  /** Whether the figure is on screen. */
  readonly active: boolean;
  /** Whether the run is on its way to where it begins: what is seen meanwhile is not what was asked for. */
  readonly waiting: boolean;
  /** Why no answer will come; null where one may. */
  readonly hopeless: string | null;
  readonly traced: (request: TraceRequest) => void;
}

/** The hook with which a figure watches. */
function watching(store: LabStore, { active, waiting, hopeless, traced }: Watching): Answers {
  return function useFigureAnswer<Q extends Query>(query: Q | null) {
    const request: TraceRequest | null = query?.kind === 'trace' ? query.request : null;
    useEffect(() => {
      if (request && active) traced(request);
    }, [request]);
    const answer = useAnswer(store, query, active);
    // biome-ignore lint/correctness/useExhaustiveDependencies: another `waiting` or `hopeless` is another hook, with the memory of this one.
    return useMemo(() => {
      if (answer.state === 'computing' && answer.value === null && hopeless !== null)
        return { state: 'failed', reason: 'error', message: hopeless };
      return waiting && answer.state === 'ready' ? { state: 'computing', value: answer.value } : answer;
    }, [answer, waiting, hopeless]);
  };
}

/** What was pressed in the figure before is gone: whoever works by keys goes on in the one that opens. */
const andGoThere =
  (openAt: LabFigureProps['actions']['openAt']): typeof openAt =>
  (id, place) => {
    openAt(id, place);
    document.getElementById('lab-stage')?.focus();
  };

/** @param active whether the figure is on screen */
export function useFigureProps(active: boolean): LabFigureProps {
  const store = useLabStore();
  const traced = useContext(TracedContext);
  const view = useLab((state) => state.view);
  const asked = useLab((state) => state.asked);
  const replayTarget = useLab((state) => state.replayTarget);
  const fingerprint = useLab((state) => state.fingerprint);
  const brokeAt = useLab((state) => state.divergence?.step ?? null);
  const text = useLab((state) => state.text);
  const place = useLab((state) => state.place);
  const pinned = useLab((state) => state.pinned);
  const fixed = useMemo(() => {
    const { configure, train, pause, stepOnce, showStep, fork, openAt, link, pin } = store.getState();
    return {
      actions: { configure, train, pause, stepOnce, showStep, fork, openAt: andGoThere(openAt) },
      onText: store.getState().setText,
      onPin: pin,
      link,
    };
  }, [store]);
  const waiting = useLab(({ status, replayTarget }) => status === 'loading' || replayTarget !== null);
  const { noRun } = useLabMessages().frame;
  const hopeless = useLab(({ status }) => (hasEnded(status) ? noRun : null));
  const useAnswerHere = useMemo(
    () => watching(store, { active, waiting, hopeless, traced }),
    [store, active, waiting, hopeless, traced],
  );
  return {
    view,
    asked,
    replayTarget,
    fingerprint,
    brokeAt,
    text,
    place,
    pinned,
    useAnswer: useAnswerHere,
    ...fixed,
  };
}
