// One run, headless: the same in a worker, in Node and in a test. It owns the engine's memory, the model and the history,
// and knows no clock and no page. Same config, same number of steps: same bits.

import { logarithm } from '../engine/numeric.ts';
import { crossEntropy } from '../engine/ops/loss.ts';
import { adam } from '../engine/optim/adam.ts';
import { type ModelDefinition, padIds, type SequenceToSequence } from '../models/sequenceToSequence.ts';
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
/** Everything a run needs to go on from where it was, in this session or another. */
export type Snapshot = RunSnapshot<ExperimentConfig, Evaluation>;

export class Session extends Training<ExperimentConfig, Evaluation> {
  /** The split's sizes. */
  readonly split: { readonly train: number; readonly heldOut: number };
  readonly examplesPerStep: number = BATCH_SIZE;
  private readonly task: SequenceTask;
  private readonly pairs: Split;
  /** What an epoch shows: the training pairs, some of them more than once. */
  private readonly lessons: readonly SequencePair[];
  private readonly model: SequenceToSequence;
  private readonly batches: Batches;

  private constructor(config: ExperimentConfig, definition: ModelDefinition, kernels: string | undefined) {
    const task = tasks[config.task];
    const model = definition.build({
      sourceVocabulary: task.source.words.length,
      targetVocabulary: task.target.words.length,
      layers: config.layers,
      heads: config.heads,
      width: config.width,
    });
    super(config, {
      parameters: model.parameters,
      optimiser: adam({ eps: ADAM_EPS }),
      clipNorm: CLIP_NORM,
      kernels,
      lossScale: () => logarithm(task.target.words.length), // all words equally likely, in nats
    });
    this.task = task;
    this.model = model;
    this.pairs = task.split(config.seed);
    this.split = { train: this.pairs.train.length, heldOut: this.pairs.heldOut.length };
    this.lessons = this.pairs.train.flatMap((pair) => new Array<SequencePair>(task.repeats(pair)).fill(pair));
    this.batches = new Batches(this.lessons.length, BATCH_SIZE, config.seed);
  }

  /**
   * A new run at step 0.
   * @param model the config's
   * @param kernels see Memory; with the relaxed ones the run's bits are this machine's alone
   * @throws EngineUnsupported without WebAssembly SIMD
   */
  static create(config: ExperimentConfig, model: ModelDefinition, kernels?: string): Session {
    const session = new Session(config, model, kernels);
    session.model.parameters.initialise(config.seed);
    return session;
  }

  /** A run taken up where `snapshot` left it; with the same kernels it goes on exactly as the original would have. */
  static restore(snapshot: Snapshot, model: ModelDefinition, kernels?: string): Session {
    const session = new Session(snapshot.config, model, kernels);
    session.load(snapshot);
    return session;
  }

  /** Up to `count` held-out phrases, the task's example first. */
  heldOutExamples(count: number): string[] {
    return this.pairs.heldOut.slice(0, count).map((pair) => pair.source.join(' '));
  }

  /** One update: the next batch, its loss, gradients, clipping, Adam. */
  step(): StepResult {
    return this.update(() => {
      const batch = this.batches.at(this.stepCount).map((i) => this.lessons[i] as SequencePair);
      const loss = this.loss(batch);
      this.tape.backward(loss);
      return this.tape.scalar(loss);
    });
  }

  protected *judge(step: number): Generator<void, Evaluation> {
    return { step, ...(yield* evaluateInSlices(this.tape, this.model, this.task, this.pairs.heldOut)) };
  }

  /** Translates one phrase. @returns null when no word is left of it */
  predict(phrase: string): Prediction | null {
    this.tape.reset();
    return predict(this.tape, this.model, this.task, this.pairs, phrase);
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
