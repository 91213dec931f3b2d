// One run, headless: the same in a worker, in Node and in a test. It owns the engine's memory, the model and the history,
// and knows no clock and no page. Same config, same number of steps: same bits.

import { logarithm } from '../engine/numeric.ts';
import { crossEntropy } from '../engine/ops/loss.ts';
import { adam } from '../engine/optim/adam.ts';
import type { Tape } from '../engine/tape.ts';
import { models } from '../models/registry.ts';
import { padIds, type SequenceToSequence } from '../models/sequenceToSequence.ts';
import { tasks } from '../tasks/registry.ts';
import { BOS, EOS, PAD, type SequencePair, type SequenceTask, type Split } from '../tasks/task.ts';
import { Batches } from './batches.ts';
import type { ExperimentConfig } from './config.ts';
import { type Evaluation, evaluateInSlices } from './evaluate.ts';
import { predict } from './predict.ts';
import type { Prediction } from './prediction.ts';
import { type RunSnapshot, type StepResult, Training } from './training.ts';

export type { StepResult } from './training.ts';

/** Examples in an update: measured over several seeds, 48 are fluent after about 150 updates, 32 after about 190. */
const BATCH_SIZE = 48;
/** Adam's eps. PyTorch's 1e-8 lets updates jump once gradients are tiny: held-out phrases came and went by several percent. */
const ADAM_EPS = 1e-5;
/** All gradients together are scaled to this norm at most. */
const CLIP_NORM = 1;
/** Held-out phrases are judged every so many updates. */
const EVALUATION_INTERVAL = 10;
/** Everything a run needs to go on from where it was, in this session or another. */
export type Snapshot = RunSnapshot<ExperimentConfig, Evaluation>;

export class Session {
  /** The split's sizes. */
  readonly split: { readonly train: number; readonly heldOut: number };
  readonly examplesPerStep: number = BATCH_SIZE;
  private readonly task: SequenceTask;
  private readonly pairs: Split;
  /** What an epoch shows: the training pairs, some of them more than once. */
  private readonly lessons: readonly SequencePair[];
  private readonly model: SequenceToSequence;
  private readonly batches: Batches;
  private readonly training: Training<ExperimentConfig, Evaluation>;

  private constructor(config: ExperimentConfig) {
    this.task = tasks[config.task];
    this.pairs = this.task.split(config.seed);
    this.split = { train: this.pairs.train.length, heldOut: this.pairs.heldOut.length };
    this.lessons = this.pairs.train.flatMap((pair) =>
      new Array<SequencePair>(this.task.repeats(pair)).fill(pair),
    );
    this.batches = new Batches(this.lessons.length, BATCH_SIZE, config.seed);
    this.model = models[config.model].build({
      sourceVocabulary: this.task.source.words.length,
      targetVocabulary: this.task.target.words.length,
      layers: config.layers,
      heads: config.heads,
      width: config.width,
    });
    const blindLoss = logarithm(this.task.target.words.length); // all words equally likely, in nats
    this.training = new Training(config, {
      parameters: this.model.parameters,
      optimiser: adam({ eps: ADAM_EPS }),
      clipNorm: CLIP_NORM,
      lossScale: () => blindLoss,
    });
  }

  /** A new run at step 0. @throws EngineUnsupported without WebAssembly SIMD */
  static create(config: ExperimentConfig): Session {
    const session = new Session(config);
    session.model.parameters.initialise(config.seed);
    return session;
  }

  /** A run taken up where `snapshot` left it; it goes on exactly as the original would have. */
  static restore(snapshot: Snapshot): Session {
    const session = new Session(snapshot.config);
    session.training.load(snapshot);
    return session;
  }

  /** The run's description, with the changes of learning rate made so far. */
  get config(): ExperimentConfig {
    return this.training.config;
  }

  /** Updates done. */
  get stepCount(): number {
    return this.training.stepCount;
  }

  /** How many numbers the model learns. */
  get parameterCount(): number {
    return this.model.parameters.size;
  }

  /** Bytes of WebAssembly memory the run owns. */
  get memoryBytes(): number {
    return this.training.memory.size;
  }

  /** losses[k]: training loss of update k. A view that the next step may replace. */
  get losses(): Float32Array {
    return this.training.history.losses;
  }

  get evaluations(): readonly Evaluation[] {
    return this.training.history.evaluations;
  }

  /** Up to `count` held-out phrases, the task's example first. */
  heldOutExamples(count: number): string[] {
    return this.pairs.heldOut.slice(0, count).map((pair) => pair.source.join(' '));
  }

  /** One update: the next batch, its loss, gradients, clipping, Adam. */
  step(): StepResult {
    const batch = this.batches.at(this.stepCount).map((i) => this.lessons[i] as SequencePair);
    return this.training.step((tape) => {
      const loss = this.loss(tape, batch);
      tape.backward(loss);
      return tape.scalar(loss);
    });
  }

  /** Whether this step is one of those at which held-out phrases are judged, and they have not been yet. */
  get evaluationDue(): boolean {
    return this.stepCount % EVALUATION_INTERVAL === 0 && this.evaluations.at(-1)?.step !== this.stepCount;
  }

  /** Judges the whole held-out set; the result is added to `evaluations`. */
  evaluate(): Evaluation {
    const slices = this.evaluateSlices();
    let next = slices.next();
    while (!next.done) next = slices.next();
    return next.value;
  }

  /** The same a slice at a time, for a caller that must not be away for long. Do not step in between. */
  *evaluateSlices(): Generator<void, Evaluation> {
    const step = this.stepCount;
    const { tape, history } = this.training;
    tape.reset();
    const result = yield* evaluateInSlices(tape, this.model, this.task, this.pairs.heldOut);
    const evaluation = { step, ...result };
    history.addEvaluation(evaluation);
    return evaluation;
  }

  /** Translates one phrase. @returns null when no word is left of it */
  predict(phrase: string): Prediction | null {
    const { tape } = this.training;
    tape.reset();
    return predict(tape, this.model, this.task, this.pairs, phrase);
  }

  /**
   * Sets the rate of the next update and those after it, and writes that into the config so that a link can repeat it.
   * @throws RangeError for a rate that is not a positive number, or at the change that a link could no longer hold
   */
  setLearningRate(learningRate: number): void {
    this.training.setLearningRate(learningRate);
  }

  /** A copy of the run's whole state. */
  snapshot(): Snapshot {
    return this.training.snapshot();
  }

  /** The first 16 hex digits of the SHA-256 of the parameters' bytes. */
  fingerprint(): string {
    return this.training.fingerprint();
  }

  /**
   * Goes back to the newest kept state that was sound: its loss no worse than guessing, its gradients finite.
   * @returns its step, or null when there is none yet
   */
  goBack(): number | null {
    return this.training.goBack();
  }

  /** Step that `goBack` would return to. */
  get lastGoodStep(): number | null {
    return this.training.lastGoodStep;
  }

  /** Teacher forcing: the decoder reads the right words so far and is asked for the next. */
  private loss(tape: Tape, pairs: readonly SequencePair[]) {
    const { task } = this;
    const target = pairs.map((pair) => pair.target.map((word) => task.target.idOf(word)));
    const source = padIds(pairs.map((pair) => pair.source.map((word) => task.source.idOf(word))));
    const encoded = this.model.encode(tape, source);
    const { logits } = this.model.decode(tape, encoded, padIds(target.map((ids) => [BOS, ...ids])));
    const wanted = padIds(target.map((ids) => [...ids, EOS]));
    const targets = tape.constant('wanted', ['B', 'T'], [wanted.batch, wanted.length], wanted.values, {
      dtype: 'i32',
    });
    return crossEntropy(tape, logits, targets, { ignoreIndex: PAD });
  }
}
