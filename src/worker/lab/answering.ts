// Answers the watched queries, those that have waited longest first, within the time that a frame may take. What does not
// fit into one frame comes with the next. While training, a query rests for longer the longer its answer took: all
// together take a third to a half of the time and no more, and a slow one does not hold up the others.
import { packTrace } from '../../experiment/lab/packedTrace.ts';
import type { Query } from '../../experiment/lab/queries.ts';
import { messageOf } from '../messageOf.ts';
import { buffersIn } from './buffersIn.ts';
import type { Answered, ExplorableSession, Given } from './kind.ts';
import { queryKey } from './queryKey.ts';
import { reasonOf } from './reasonOf.ts';

const budget = 12; // ms of answering in one frame, when more than one query has to be answered
const trainingShare = 2; // ms of training for one of answering, for each watched query

/** What the answers belong to: equal for equal states of the model. */
export interface Moment {
  readonly session: Pick<ExplorableSession, 'answer'>;
  readonly step: number;
  /** How often the run has gone back: the same step of another way is another state. */
  readonly rewinds: number;
}

interface Watched {
  readonly query: Query;
  /** What the last answer belongs to; null before the first. */
  answered: { readonly step: number; readonly rewinds: number } | null;
  /** What it took, in ms. */
  cost: number;
  /** Before that it is not answered again while training. */
  rest: number;
}

export interface Round {
  readonly answers: readonly Answered[];
  readonly transfer: readonly ArrayBuffer[];
  /** Some queries have no answer for this moment yet. */
  readonly more: boolean;
}

export class Answering {
  readonly #now: () => number;
  #watched = new Map<string, Watched>(); // the one that has waited longest first

  constructor(now: () => number) {
    this.#now = now;
  }

  watch(queries: readonly Query[]): void {
    const before = this.#watched;
    const wanted = new Map(queries.map((query) => [queryKey(query), query]));
    const kept = [...before].filter(([key]) => wanted.has(key));
    const added = [...wanted].filter(([key]) => !before.has(key));
    this.#watched = new Map([
      ...added.map(([key, query]) => [key, { query, answered: null, cost: 0, rest: 0 }] as const),
      ...kept,
    ]);
  }

  /** The answers that this moment's frame can have. `still`: nothing else has to be done meanwhile. */
  answer(moment: Moment, still: boolean): Round {
    const began = this.#now();
    const answers: Answered[] = [];
    let more = false;
    for (const [key, watched] of [...this.#watched]) {
      const { answered, query } = watched;
      if (answered?.step === moment.step && answered.rewinds === moment.rewinds) continue;
      const now = this.#now();
      const late = answers.length > 0 && now - began + watched.cost > budget;
      if (late || (!still && now < watched.rest)) {
        more = true;
        continue;
      }
      answers.push({ key, answer: answerOf(moment.session, query) });
      const end = this.#now();
      watched.cost = end - now;
      watched.rest = end + trainingShare * watched.cost * this.#watched.size;
      watched.answered = { step: moment.step, rewinds: moment.rewinds };
      this.#watched.delete(key); // to the end
      this.#watched.set(key, watched);
    }
    return { answers, transfer: buffersIn(answers), more };
  }
}

function answerOf(session: Moment['session'], query: Query): Given {
  try {
    const value = session.answer(query);
    return { state: 'ready', value: 'tensors' in value ? packTrace(value) : value };
  } catch (error) {
    return { state: 'failed', reason: reasonOf(error), message: messageOf(error) };
  }
}
