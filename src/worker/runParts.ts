// What a run's loop is given from outside: time, and the session it works on. Types only.
import type { Session } from '../experiment/session.ts';
import type { RunKind, TranslationRun } from './kind.ts';
import type { Replay } from './protocol.ts';
import type { Post, ReportedSession } from './reporter.ts';
import type { Watching } from './watching.ts';

/** Time and turns, as the worker has them. */
export interface Clock {
  /** Milliseconds from any origin. */
  now(): number;
  /** Runs the task in a new turn, as soon as waiting messages have been heard. */
  soon(task: () => void): void;
  /** Runs the task after so many milliseconds, unless the returned function is called before. */
  later(milliseconds: number, task: () => void): () => void;
}

/** What the loop needs of a session. */
export type TrainableSession<K extends RunKind = TranslationRun> = ReportedSession<K> &
  Pick<
    Session,
    'parameterCount' | 'step' | 'evaluationDue' | 'setLearningRate' | 'goBack' | 'lastGoodStep'
  > & { evaluateSlices(): Generator<void, K['evaluation']> };

export interface RunOptions<K extends RunKind> {
  readonly id: number;
  readonly session: TrainableSession<K>;
  readonly clock: Clock;
  readonly post: Post<K>;
  readonly watching: Watching<K>;
  readonly stepsPerSecond: number | null;
  readonly replay: Replay;
}
