// The page's side of the watched queries: who watches what, and the newest answers. React-free.
import { unpacked } from '../../experiment/lab/packedTrace.ts';
import type { Answer, AnswerTo, Query } from '../../experiment/lab/queries.ts';
import type { Answered } from '../../worker/lab/kind.ts';
import { queryKey } from '../../worker/lab/queryKey.ts';

/** Answers that are kept although nobody watches: a figure that scrolls out of sight and back has something to show. */
const resting = 8;

interface Entry {
  readonly query: Query;
  readonly listeners: Set<() => void>;
  answer: Answer<unknown>;
  /** The step that the answer's value belongs to; null where there is none, or where it belongs to another run. */
  step: number | null;
}

const empty: Answer<never> = { state: 'empty' };

export class Watches {
  readonly #changed: () => void;
  #entries = new Map<string, Entry>(); // those that nobody watches were left in this order

  /** @param changed called when other queries are watched than before */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get queries(): readonly Query[] {
    return [...this.#entries.values()].filter(watched).map(({ query }) => query);
  }

  watch(query: Query, listener: () => void): () => void {
    const key = queryKey(query);
    const entry = this.#entries.get(key) ?? { query, listeners: new Set(), answer: empty, step: null };
    this.#entries.set(key, entry);
    const heard = () => listener(); // the same listener may watch twice
    entry.listeners.add(heard);
    if (entry.listeners.size === 1) {
      this.#wait(entry);
      this.#changed();
    }
    return () => {
      if (!entry.listeners.delete(heard) || watched(entry)) return;
      this.#entries.delete(key); // to the end
      this.#entries.set(key, entry);
      this.#forget();
      this.#changed();
    };
  }

  answer<Q extends Query>(query: Q): Answer<AnswerTo<Q>> {
    // The worker answers a query of this key with what its kind promises.
    return (this.#entries.get(queryKey(query))?.answer ?? empty) as Answer<AnswerTo<Q>>;
  }

  /** Answers came, for `step`; `asked` is the step that figures wait for. */
  take(answers: readonly Answered[], step: number, asked: number): void {
    for (const { key, answer } of answers) {
      const entry = this.#entries.get(key);
      if (!entry) continue;
      entry.step = step;
      if (answer.state === 'failed') this.#put(entry, answer);
      else this.#put(entry, { state: step === asked ? 'ready' : 'computing', value: unpacked(answer.value) });
    }
  }

  /** From now on figures wait for the answers of this step. */
  await(step: number): void {
    for (const entry of this.#entries.values()) {
      const { answer } = entry;
      if (entry.step !== step) this.#wait(entry);
      else if (answer.state === 'computing' && answer.value !== null)
        this.#put(entry, { state: 'ready', value: answer.value });
    }
  }

  /** Another run, or another way of this one: what is known of it is no longer true. `seen`: but may be looked at until there is more. */
  renew({ seen }: { readonly seen: boolean }): void {
    for (const [key, entry] of this.#entries) {
      entry.step = null;
      if (!watched(entry)) this.#entries.delete(key);
      else if (seen) this.#wait(entry);
      else this.#put(entry, { state: 'computing', value: null });
    }
  }

  #wait(entry: Entry): void {
    const { answer } = entry;
    if (answer.state === 'computing') return;
    this.#put(entry, { state: 'computing', value: answer.state === 'ready' ? answer.value : null });
  }

  #put(entry: Entry, answer: Answer<unknown>): void {
    entry.answer = answer;
    for (const listener of [...entry.listeners]) listener();
  }

  #forget(): void {
    const left = [...this.#entries].filter(([, entry]) => !watched(entry));
    for (const [key] of left.slice(0, Math.max(0, left.length - resting))) this.#entries.delete(key);
  }
}

const watched = ({ listeners }: Entry): boolean => listeners.size > 0;
