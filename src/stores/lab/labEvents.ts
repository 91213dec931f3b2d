// What an event of the lab's run makes of the state. Pure: state and event in, changed fields out.

import { learningRateAt } from '../../experiment/config.ts';
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { LabSnapshot } from '../../experiment/lab/session.ts';
import { defaultLabConfigFor } from '../../experiment/lab/settings.ts';
import type { LabRun } from '../../worker/lab/kind.ts';
import type { RunEvent, RunPoint } from '../../worker/runClient.ts';
import { extend } from '../history.ts';
import { rateAfterDivergence } from '../learningRate.ts';
import type { SpeedId } from '../speeds.ts';
import type { LabState, RunView } from './labState.ts';

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent<LabRun>, { type: Type }>;
type Patch = Partial<LabState>;

/** A run that can be begun or had back. */
export interface LabWay {
  readonly point: RunPoint<LabRun>;
  /** Whether its steps are shown while they are recomputed. */
  readonly shown: boolean;
  readonly speed: SpeedId;
}

/** The run of a config at a step, recomputed for all to see. */
export function wayTo(config: LabConfig, step: number, speed: SpeedId): LabWay {
  return { point: { config, relaxed: false, snapshot: null, step }, shown: true, speed };
}

/** With the learning rates that were set up to a step. */
export const changedUpTo = (config: LabConfig, step: number): LabConfig => ({
  ...config,
  changes: config.changes.filter((change) => change.step <= step),
});

/** A run that begins where another was; it has the learning rates that were set up to there. */
export function forked({ config: whole, ...state }: LabSnapshot, speed: SpeedId): LabWay {
  const { step } = state;
  const config = changedUpTo(whole, step);
  return { point: { config, relaxed: false, snapshot: { ...state, config }, step }, shown: false, speed };
}

const noLosses = new Float32Array(0);

/** All fields that belong to one run, for one that begins. */
export function beginning({ point: { config, step }, shown, speed }: LabWay) {
  const view: RunView = {
    config,
    step: 0,
    lastStep: 0,
    running: false,
    losses: noLosses,
    evaluations: [],
    blindLoss: Number.NaN,
  };
  const nothing = { loss: null, gradientNorm: null, examplesPerSecond: null, fingerprint: null };
  const noTrouble = { divergence: null, failure: null, failureReason: null, missing: null };
  return {
    ...nothing,
    ...noTrouble,
    status: 'loading',
    view,
    asked: null,
    rateInUse: learningRateAt(config, 0),
    still: false,
    speed,
    replayTarget: shown && step > 0 ? step : null,
  } satisfies Patch;
}

export function afterBuilt(
  state: LabState,
  { config, parameterCount, blindLoss, step }: EventOf<'built'>,
): Patch {
  const replays = state.status === 'loading' && (state.replayTarget ?? 0) > step;
  return {
    view: { ...state.view, config, blindLoss },
    parameterCount,
    ...(replays ? { status: 'replaying' } : {}),
  };
}

/** `arrived`: the run has come to its beginning, so the state that waited for it ends; `running`: and goes on. */
export function afterFrame(
  state: LabState,
  frame: EventOf<'frame'>,
  { arrived, running }: { readonly arrived: boolean; readonly running: boolean },
): Patch {
  const { view, asked } = state;
  const { step: lastStep, loss, gradientNorm, examplesPerSecond, still, shown } = frame;
  const ends = arrived && (state.status === 'loading' || state.status === 'replaying');
  const status = ends ? (running ? 'running' : 'paused') : state.status;
  // While the time machine is on its way, figures show what they showed.
  const step = asked === null ? lastStep : Math.min(shown?.step ?? view.step, lastStep);
  const known = step === view.step || asked === null ? state.fingerprint : null;
  const fingerprint = step === lastStep ? frame.fingerprint : (shown?.fingerprint ?? null);
  return {
    status,
    loss,
    gradientNorm,
    examplesPerSecond,
    still,
    rateInUse: learningRateAt(view.config, lastStep),
    fingerprint: fingerprint ?? known,
    view: changed(view, {
      step,
      lastStep,
      running: status === 'running',
      losses: lossesWith(view.losses, frame),
      evaluations: evaluationsWith(view.evaluations, frame),
    }),
    ...(ends ? { replayTarget: null } : {}),
  };
}

export function afterDivergence(state: LabState, { step, lastGoodStep }: EventOf<'diverged'>): Patch {
  const { config } = state.view;
  const usual = defaultLabConfigFor(config.task).learningRate;
  const nextLearningRate = rateAfterDivergence(learningRateAt(config, step), usual);
  return {
    status: 'diverged',
    view: { ...state.view, running: false },
    divergence: { step, lastGoodStep, nextLearningRate },
    replayTarget: null,
  };
}

/** The view with these fields; the same one if they are what they were. */
function changed(view: RunView, fields: Partial<RunView>): RunView {
  const isSame = Object.entries(fields).every(([name, value]) => view[name as keyof RunView] === value);
  return isSame ? view : { ...view, ...fields };
}

/** The whole buffer of what `extend` made is behind the view: it grows without a copy for each frame. */
function lossesWith(before: Float32Array, { lossesFrom, losses }: EventOf<'frame'>): Float32Array {
  const history = { values: new Float32Array(before.buffer as ArrayBuffer), length: before.length };
  const after = extend(history, lossesFrom, losses);
  return after === history ? before : after.values.subarray(0, after.length);
}

function evaluationsWith(
  before: RunView['evaluations'],
  { evaluationsFrom, evaluations }: EventOf<'frame'>,
): RunView['evaluations'] {
  const isSame = evaluationsFrom === before.length && evaluations.length === 0;
  return isSame ? before : [...before.slice(0, evaluationsFrom), ...evaluations];
}
