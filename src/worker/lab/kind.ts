// The lab's kind of run: queries are watched, at the newest step or at a past one, and their answers shown. Types only.
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { LabEvaluation } from '../../experiment/lab/evaluate.ts';
import type { PackedTrace } from '../../experiment/lab/packedTrace.ts';
import type { Answer, Answers, Query, QueryKind } from '../../experiment/lab/queries.ts';
import type { LabSession, LabSnapshot } from '../../experiment/lab/session.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import type { RunKind } from '../kind.ts';
import type { TrainableSession } from '../runParts.ts';

export interface LabWatched {
  /** No two of them equal. */
  readonly queries: readonly Query[];
  /** The step whose state answers them; null, or one that the run has not come to: the newest. */
  readonly shown: number | null;
  /** Whether the whole state of that step is wanted, so that another run can begin there. */
  readonly take: boolean;
}

/** An answer under way: never `empty` or `computing`; a trace is packed. */
export type Given = Extract<
  Answer<Exclude<Answers[QueryKind], Trace> | PackedTrace>,
  { readonly state: 'ready' | 'failed' }
>;

export interface Answered {
  /** As queryKey makes it. */
  readonly key: string;
  readonly answer: Given;
}

export interface LabPicture {
  /**
   * The step that answers are given for; null while a past one is recomputed. With the fingerprint of a past step's
   * parameters; that of the newest is the frame's.
   */
  readonly shown: { readonly step: number; readonly fingerprint: string | null } | null;
  /** Those that are new since the last frame. */
  readonly answers: readonly Answered[];
  /** The state of the shown step, once it was asked for. */
  readonly taken: LabSnapshot | null;
}

export interface LabRun extends RunKind {
  readonly config: LabConfig;
  readonly evaluation: LabEvaluation;
  readonly snapshot: LabSnapshot;
  readonly watched: LabWatched;
  readonly picture: LabPicture;
  readonly facts: { readonly blindLoss: number };
}

/** What the lab's worker needs of a session. */
export type ExplorableSession = TrainableSession<LabRun> & Pick<LabSession, 'blindLoss' | 'answer' | 'load'>;

/** Where sessions come from. */
export interface LabSessions {
  create(config: LabConfig): ExplorableSession;
  restore(snapshot: LabSnapshot): ExplorableSession;
}
