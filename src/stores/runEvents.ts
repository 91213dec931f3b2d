// What an event of the run makes of the state. Pure: state and event in, changed fields out. A frame costs what it
// brings, not what the history already holds.
import { learningRateAt } from '../experiment/config.ts';
import type { Evaluation } from '../experiment/evaluate.ts';
import type { RunEvent } from '../worker/runClient.ts';
import { emptyHistory, extend } from './history.ts';
import { rateAfterDivergence } from './learningRate.ts';
import type { RunState } from './runState.ts';
import type { Way } from './runWays.ts';

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;
type Patch = Partial<RunState>;

/** All fields that belong to one run, for one that begins. The last run's translation stays in sight until the first frame. */
export function beginning({ point: { config, relaxed, step }, shown, phrase, speed }: Way) {
  return {
    status: 'loading',
    config,
    relaxed,
    rateInUse: learningRateAt(config, 0),
    step: 0,
    loss: null,
    gradientNorm: null,
    examplesPerSecond: null,
    still: false,
    fingerprint: null,
    losses: emptyHistory,
    evaluations: [],
    phrase,
    speed,
    replayTarget: shown && step > 0 ? step : null,
    divergence: null,
    failure: null,
    failureReason: null,
    missing: null,
  } satisfies Patch;
}

export function afterBuilt(state: RunState, event: EventOf<'built'>): Patch {
  const { config, parameterCount, split, heldOutExamples } = event;
  const replays =
    state.status === 'loading' && state.replayTarget !== null && state.replayTarget > event.step;
  return {
    config,
    parameterCount,
    split: { ...split, heldOutExamples },
    status: replays ? 'replaying' : state.status,
  };
}

/** `arrived`: the run has come to its beginning, so the state that waited for it ends; `running`: and goes on. */
export function afterFrame(
  state: RunState,
  frame: EventOf<'frame'>,
  { arrived, running }: { readonly arrived: boolean; readonly running: boolean },
): Patch {
  const ends = arrived && (state.status === 'loading' || state.status === 'replaying');
  return {
    step: frame.step,
    rateInUse: learningRateAt(state.config, frame.step),
    loss: frame.loss,
    gradientNorm: frame.gradientNorm,
    examplesPerSecond: frame.examplesPerSecond,
    still: frame.still,
    fingerprint: state.relaxed ? null : (frame.fingerprint ?? state.fingerprint),
    losses: extend(state.losses, frame.lossesFrom, frame.losses),
    evaluations: extended(state.evaluations, frame.evaluationsFrom, frame.evaluations),
    prediction: frame.prediction,
    ...(ends ? { status: running ? 'running' : 'paused', replayTarget: null } : {}),
  };
}

export function afterDivergence(state: RunState, { step, lastGoodStep }: EventOf<'diverged'>): Patch {
  const nextLearningRate = rateAfterDivergence(learningRateAt(state.config, step));
  return { status: 'diverged', divergence: { step, lastGoodStep, nextLearningRate }, replayTarget: null };
}

function extended(
  evaluations: readonly Evaluation[],
  from: number,
  added: readonly Evaluation[],
): readonly Evaluation[] {
  if (from === evaluations.length && added.length === 0) return evaluations;
  return [...evaluations.slice(0, from), ...added]; // one entry for ten updates, and only when there is a new one
}
