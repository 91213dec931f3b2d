// What the runs of all pages have in common, and how components that serve any of them reach it: transport, messages,
// settings. A page gives its own store; whatever is special to it goes through its own context.
import { createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { RunActions, RunState } from '../../stores/runStore.ts';

/** The part of a run's state and actions that every run has. */
export type AnyRunState = Pick<
  RunState,
  | 'status'
  | 'loss'
  | 'gradientNorm'
  | 'examplesPerSecond'
  | 'parameterCount'
  | 'fingerprint'
  | 'rateInUse'
  | 'replayTarget'
  | 'divergence'
  | 'failure'
  | 'failureReason'
  | 'missing'
  | 'notices'
  | 'speed'
> &
  Pick<
    RunActions,
    | 'train'
    | 'pause'
    | 'stepOnce'
    | 'reset'
    | 'setSpeed'
    | 'link'
    | 'goBack'
    | 'undo'
    | 'continuePrevious'
    | 'retry'
    | 'dismissNotice'
  >;

/** The fields of a page's links: as a link writes their defaults, undefined for those that need not be there. */
export type LinkDefaults = ReadonlyMap<string, string | undefined>;

export interface AnyRun {
  readonly store: Pick<StoreApi<AnyRunState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** Updates done, now. */
  readonly step: () => number;
  readonly linkDefaults: () => LinkDefaults;
  /** What those fields are called in a sentence, where it is not what the home page calls them. */
  readonly fieldNames?: Readonly<Record<string, string>>;
}

export const AnyRunContext = createContext<AnyRun | null>(null);

/** The run that the page has, for what every run can do. */
export function useAnyRunContext(): AnyRun {
  const run = useContext(AnyRunContext);
  if (run === null) throw new Error('useAnyRun: no AnyRunContext above');
  return run;
}

/** One slice of what every run has. */
export function useAnyRun<T>(select: (state: AnyRunState) => T): T {
  return useStore(useAnyRunContext().store, select);
}

/** Updates done. */
export function useStepCount(): number {
  const { store, step } = useAnyRunContext();
  return useStore(store, step);
}
