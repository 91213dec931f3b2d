// The home page's watching: one phrase, translated in every frame with the parameters of its step.
import type { Prediction } from '../experiment/prediction.ts';
import type { Session } from '../experiment/session.ts';
import type { TranslationRun } from './kind.ts';
import { messageOf } from './messageOf.ts';
import type { Post } from './reporter.ts';
import type { Picture, Watching, WatchingOptions } from './watching.ts';

const examples = 12; // held-out phrases for the page to offer

/** What is read of a session. */
export type TranslatingSession = Pick<Session, 'stepCount' | 'split' | 'heldOutExamples' | 'predict'>;

export class Translations implements Watching<TranslationRun> {
  readonly facts: TranslationRun['facts'];
  readonly busy = false;
  readonly #runId: number;
  readonly #session: TranslatingSession;
  readonly #post: Post;

  #phrase: string;
  #prediction: { readonly step: number; readonly phrase: string; readonly value: Prediction | null } | null =
    null;
  #complainedOf: string | null = null; // the phrase whose translation threw, so that it is said once

  constructor(session: TranslatingSession, { runId, watched, post }: WatchingOptions<TranslationRun>) {
    this.#runId = runId;
    this.#session = session;
    this.#phrase = watched;
    this.#post = post;
    this.facts = { split: session.split, heldOutExamples: session.heldOutExamples(examples) };
  }

  watch(phrase: string): void {
    this.#phrase = phrase;
  }

  stepped(): void {}

  rewound(): void {
    this.#prediction = null;
  }

  work(): boolean {
    return false;
  }

  picture(): Picture<TranslationRun> {
    return { shown: { prediction: this.#predict() }, transfer: [], more: false };
  }

  #predict(): Prediction | null {
    const step = this.#session.stepCount;
    const known = this.#prediction;
    if (known && known.step === step && known.phrase === this.#phrase) return known.value;
    let value: Prediction | null = null;
    try {
      value = this.#session.predict(this.#phrase);
    } catch (error) {
      if (this.#complainedOf !== this.#phrase) {
        this.#complainedOf = this.#phrase;
        this.#post(
          { type: 'failed', runId: this.#runId, during: 'prediction', message: messageOf(error) },
          [],
        );
      }
    }
    // A broken model translates nothing: what it last said is shown until it goes back.
    if (known?.phrase === this.#phrase && value && !finite(value)) value = known.value;
    this.#prediction = { step, phrase: this.#phrase, value: value && finite(value) ? value : null };
    return this.#prediction.value;
  }
}

/** Whether the model said anything at all: with parameters past all bounds every probability is NaN. */
function finite({ steps }: Prediction): boolean {
  return steps.every(({ chosen }) => Number.isFinite(chosen.probability));
}
