// One run, headless: the same in a worker, in Node and in a test. It owns the engine's memory, the model and the history,
// and knows no clock and no page. Same config, same number of steps: same bits.

import { Memory } from '../engine/memory.ts';
import { logarithm } from '../engine/numeric.ts';
import { crossEntropy } from '../engine/ops/loss.ts';
import { adam } from '../engine/optim/adam.ts';
import { clipGradientNorm } from '../engine/optim/clip.ts';
import { Tape } from '../engine/tape.ts';
import { models } from '../models/registry.ts';
import { padIds, type SequenceToSequence } from '../models/sequenceToSequence.ts';
import { tasks } from '../tasks/registry.ts';
import { BOS, EOS, PAD, type SequencePair, type SequenceTask, type Split } from '../tasks/task.ts';
import { Batches } from './batches.ts';
import { type ExperimentConfig, learningRateAt, MAX_CHANGES } from './config.ts';
import { type Evaluation, evaluateInSlices } from './evaluate.ts';
import { fingerprintOf } from './fingerprint.ts';
import { History } from './history.ts';
import { predict } from './predict.ts';
import type { Prediction } from './prediction.ts';

/** Examples in an update: measured over several seeds, 48 are fluent after about 150 updates, 32 after about 190. */
const BATCH_SIZE = 48;
/** Adam's eps. PyTorch's 1e-8 lets updates jump once gradients are tiny: held-out phrases came and went by several percent. */
const ADAM_EPS = 1e-5;
/** All gradients together are scaled to this norm at most. */
const CLIP_NORM = 1;
/** Held-out phrases are judged every so many updates. */
const EVALUATION_INTERVAL = 10;
/** How often a state is kept that a diverged run can go back to. */
const CHECKPOINT_INTERVAL = 20;
/** A state is worth going back to while its loss is at most this many times that of guessing blindly, ln V… */
const SOUND = 1.5;
/** …and the run has diverged when it is this many times as large, or no number at all. */
const EXPLODED = 10;

/** Everything a run needs to go on from where it was, in this session or another. */
export interface Snapshot {
  readonly config: ExperimentConfig;
  /** Updates done. */
  readonly step: number;
  /** The model, and each block of the optimiser's state, in block order. */
  readonly parameters: Float32Array;
  readonly state: readonly Float32Array[];
  /** losses[k]: training loss of update k, measured before it. */
  readonly losses: Float32Array;
  readonly evaluations: readonly Evaluation[];
}

export interface StepResult {
  /** Updates done, this one included (unless it diverged). */
  readonly step: number;
  /** Mean cross-entropy of the batch in nats, before the update. */
  readonly loss: number;
  /** Norm of all gradients, before clipping. */
  readonly gradientNorm: number;
  /**
   * The loss or a gradient is not finite, or the loss is ten times that of guessing blindly: the learning rate is too
   * high. The update was not applied.
   */
  readonly diverged: boolean;
}

export class Session {
  /** The split's sizes. */
  readonly split: { readonly train: number; readonly heldOut: number };
  readonly examplesPerStep: number = BATCH_SIZE;
  private current: ExperimentConfig;
  private readonly task: SequenceTask;
  private readonly pairs: Split;
  /** What an epoch shows: the training pairs, some of them more than once. */
  private readonly lessons: readonly SequencePair[];
  private readonly model: SequenceToSequence;
  private readonly memory: Memory;
  private readonly tape: Tape;
  private readonly optimiser = adam({ eps: ADAM_EPS });
  private readonly batches: Batches;
  private readonly history = new History();
  /** Loss of a model that finds all words equally likely, ln V, in nats. */
  private readonly blindLoss: number;
  private steps = 0;
  private checkpoint: Snapshot | undefined;

  private constructor(config: ExperimentConfig, kernels: string | undefined) {
    this.memory = new Memory(kernels);
    this.tape = new Tape(this.memory);
    this.current = config;
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
    this.blindLoss = logarithm(this.task.target.words.length);
    this.model.parameters.allocate(this.memory, this.optimiser.stateBlocks);
  }

  /**
   * A new run at step 0.
   * @param kernels see Memory; with the relaxed ones the run's bits are this machine's alone
   * @throws EngineUnsupported without WebAssembly SIMD
   */
  static create(config: ExperimentConfig, kernels?: string): Session {
    const session = new Session(config, kernels);
    session.model.parameters.initialise(config.seed);
    return session;
  }

  /** A run taken up where `snapshot` left it; with the same kernels it goes on exactly as the original would have. */
  static restore(snapshot: Snapshot, kernels?: string): Session {
    const session = new Session(snapshot.config, kernels);
    session.load(snapshot);
    return session;
  }

  /** The run's description, with the changes of learning rate made so far. */
  get config(): ExperimentConfig {
    return this.current;
  }

  /** Updates done. */
  get stepCount(): number {
    return this.steps;
  }

  /** How many numbers the model learns. */
  get parameterCount(): number {
    return this.model.parameters.size;
  }

  /** Bytes of WebAssembly memory the run owns. */
  get memoryBytes(): number {
    return this.memory.size;
  }

  /** losses[k]: training loss of update k. A view that the next step may replace. */
  get losses(): Float32Array {
    return this.history.losses;
  }

  get evaluations(): readonly Evaluation[] {
    return this.history.evaluations;
  }

  /** Up to `count` held-out phrases, the task's example first. */
  heldOutExamples(count: number): string[] {
    return this.pairs.heldOut.slice(0, count).map((pair) => pair.source.join(' '));
  }

  /** One update: the next batch, its loss, gradients, clipping, Adam. */
  step(): StepResult {
    const { tape, memory } = this;
    const { parameters } = this.model;
    tape.reset();
    parameters.zeroGradients();
    const loss = this.loss(this.batches.at(this.steps).map((i) => this.lessons[i] as SequencePair));
    const value = tape.scalar(loss);
    tape.backward(loss);
    const gradientNorm = clipGradientNorm(memory, parameters, CLIP_NORM);
    if (!(value <= EXPLODED * this.blindLoss && gradientNorm < Infinity)) {
      return { step: this.steps, loss: value, gradientNorm, diverged: true };
    }
    if (this.steps % CHECKPOINT_INTERVAL === 0 && value <= SOUND * this.blindLoss)
      this.checkpoint = this.snapshot();
    this.optimiser.update(memory, parameters, this.steps + 1, learningRateAt(this.current, this.steps));
    this.history.addLoss(value);
    this.steps += 1;
    return { step: this.steps, loss: value, gradientNorm, diverged: false };
  }

  /** Whether this step is one of those at which held-out phrases are judged, and they have not been yet. */
  get evaluationDue(): boolean {
    return this.steps % EVALUATION_INTERVAL === 0 && this.evaluations.at(-1)?.step !== this.steps;
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
    const step = this.steps;
    this.tape.reset();
    const result = yield* evaluateInSlices(this.tape, this.model, this.task, this.pairs.heldOut);
    const evaluation = { step, ...result };
    this.history.addEvaluation(evaluation);
    return evaluation;
  }

  /** Translates one phrase. @returns null when no word is left of it */
  predict(phrase: string): Prediction | null {
    this.tape.reset();
    return predict(this.tape, this.model, this.task, this.pairs, phrase);
  }

  /**
   * Sets the rate of the next update and those after it, and writes that into the config so that a link can repeat it.
   * @throws RangeError for a rate that is not a positive number, or at the change that a link could no longer hold
   */
  setLearningRate(learningRate: number): void {
    if (!(learningRate > 0 && learningRate < Infinity)) {
      throw new RangeError(`the learning rate must be a positive number, not ${learningRate}`);
    }
    const changes = this.current.changes.filter((change) => change.step < this.steps);
    if (this.steps === 0) {
      this.current = { ...this.current, learningRate, changes };
      return;
    }
    const before = { ...this.current, changes };
    const same = learningRateAt(before, this.steps) === learningRate;
    if (!same && changes.length >= MAX_CHANGES) {
      throw new RangeError(`a run can change its learning rate ${MAX_CHANGES} times`);
    }
    this.current = same ? before : { ...before, changes: [...changes, { step: this.steps, learningRate }] };
  }

  /** A copy of the run's whole state. */
  snapshot(): Snapshot {
    return {
      config: this.current,
      step: this.steps,
      ...this.model.parameters.save(),
      losses: this.losses.slice(),
      evaluations: [...this.evaluations],
    };
  }

  /** The first 16 hex digits of the SHA-256 of the parameters' bytes. */
  fingerprint(): string {
    return fingerprintOf(this.model.parameters.bytes());
  }

  /**
   * Goes back to the newest kept state that was sound: its loss no worse than guessing, its gradients finite.
   * @returns its step, or null when there is none yet
   */
  goBack(): number | null {
    if (!this.checkpoint) return null;
    this.load(this.checkpoint);
    return this.steps;
  }

  /** Step that `goBack` would return to. */
  get lastGoodStep(): number | null {
    return this.checkpoint?.step ?? null;
  }

  private load(snapshot: Snapshot): void {
    this.model.parameters.load(snapshot);
    this.current = snapshot.config;
    this.steps = snapshot.step;
    this.history.replace(snapshot.losses, snapshot.evaluations);
    this.checkpoint = snapshot;
  }

  /** Teacher forcing: the decoder reads the right words so far and is asked for the next. */
  private loss(pairs: readonly SequencePair[]) {
    const { tape, task } = this;
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
