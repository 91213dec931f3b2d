// What a run's loop is given from outside: time, and the session it works on. Types only.
import type { Session } from '../experiment/session.ts';
import type { Replay } from './protocol.ts';
import type { Post, ReportedSession } from './reporter.ts';

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
export type TrainableSession = ReportedSession &
  Pick<
    Session,
    | 'parameterCount'
    | 'split'
    | 'heldOutExamples'
    | 'step'
    | 'evaluationDue'
    | 'evaluateSlices'
    | 'setLearningRate'
    | 'goBack'
    | 'lastGoodStep'
  >;

export interface RunOptions {
  readonly id: number;
  readonly session: TrainableSession;
  readonly clock: Clock;
  readonly post: Post;
  readonly phrase: string;
  readonly stepsPerSecond: number | null;
  readonly replay: Replay;
}
