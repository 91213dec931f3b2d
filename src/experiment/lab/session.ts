// One lab run, headless: the same in a worker, in Node and in a test. Same config, same number of steps: same bits.

import type { Tensor } from '../../engine/tensor.ts';
import type { RecurrentNetwork } from '../../models/recurrentNetwork.ts';
import { predictionTasks } from '../../tasks/prediction/registry.ts';
import type { Example, PredictionTask } from '../../tasks/prediction/task.ts';
import { type RunSnapshot, type StepResult, Training } from '../training.ts';
import { answerers } from './answers/registry.ts';
import type { LabConfig } from './config.ts';
import { judge, type LabEvaluation } from './evaluate.ts';
import { networkOf } from './network.ts';
import { optimisers } from './optimisers.ts';
import type { LabParts } from './parts.ts';
import { pass } from './pass.ts';
import type { AnswerTo, Query } from './queries.ts';

/** Held-out examples are judged every so many updates. */
const EVALUATION_INTERVAL = 10;

/** Everything a run needs to go on from where it was, in this session or another. */
export interface LabSnapshot extends RunSnapshot<LabConfig, LabEvaluation> {
  /** The last update's gradient before clipping, and what it added; zeros before the first. In block order. */
  readonly last: LabParts['last'];
}

export class LabSession {
  readonly task: PredictionTask;
  readonly heldOut: readonly Example[];
  /** Loss of a model that has learnt nothing but how often each answer comes. */
  readonly blindLoss: number;
  private readonly network: RecurrentNetwork;
  private readonly training: Training<LabConfig, LabEvaluation>;
  private last: LabParts['last'];
  /** What `goBack` brings back beside the training's own checkpoint. */
  private lastAtCheckpoint: LabParts['last'];

  private constructor(config: LabConfig) {
    this.task = predictionTasks[config.task];
    this.heldOut = this.task.heldOut(config.seed, config.length);
    const blindLoss = this.task.blindLoss(config.length);
    this.blindLoss = blindLoss;
    this.network = networkOf(config, this.task);
    const { parameters } = this.network;
    this.training = new Training(config, {
      parameters,
      optimiser: optimisers[config.optimiser](),
      clipNorm: config.clipNorm === 0 ? Infinity : config.clipNorm,
      // A network may begin worse than guessing (identity and ReLU over many steps): that is not yet divergence.
      lossScale: (first = Infinity) => Math.max(blindLoss, first),
    });
    const nothing = new Float32Array(parameters.size);
    this.last = { gradient: nothing, update: nothing };
    this.lastAtCheckpoint = this.last;
  }

  /**
   * A new run at step 0.
   * @throws EngineUnsupported without WebAssembly SIMD
   */
  static create(config: LabConfig): LabSession {
    const session = new LabSession(config);
    session.network.parameters.initialise(config.seed);
    return session;
  }

  /** A run taken up where `snapshot` left it; it goes on exactly as the original would have. */
  static restore(snapshot: LabSnapshot): LabSession {
    const session = new LabSession(snapshot.config);
    session.load(snapshot);
    return session;
  }

  /** Takes up the run at another of its moments: of the same config, but for the changes of learning rate. */
  load(snapshot: LabSnapshot): void {
    this.training.load(snapshot);
    this.last = snapshot.last;
    this.lastAtCheckpoint = snapshot.last;
  }

  /** The run's description, with the changes of learning rate made so far. */
  get config(): LabConfig {
    return this.training.config;
  }

  /** Updates done. */
  get stepCount(): number {
    return this.training.stepCount;
  }

  /** Names, dimensions and shapes of the parameters, in the order of a snapshot's blocks. */
  get parameters(): readonly Tensor[] {
    return this.network.parameters.all;
  }

  /** How many numbers the network learns. */
  get parameterCount(): number {
    return this.network.parameters.size;
  }

  get examplesPerStep(): number {
    return this.config.batchSize;
  }

  /** Bytes of WebAssembly memory the run owns. */
  get memoryBytes(): number {
    return this.training.memory.size;
  }

  /** losses[k]: training loss of update k. A view that the next step may replace. */
  get losses(): Float32Array {
    return this.training.history.losses;
  }

  get evaluations(): readonly LabEvaluation[] {
    return this.training.history.evaluations;
  }

  /** One update: the next batch, its loss, gradients, clipping, the optimiser. */
  step(): StepResult {
    const { task, network, training } = this;
    const { config, stepCount } = training;
    const batch = task.batch(config.seed, stepCount, config.batchSize, config.length);
    const before = this.blocks();
    let gradient = before.gradients;
    const result = training.step(
      (tape) => {
        const { loss } = pass(tape, network, task, batch, config.truncation);
        tape.backward(loss);
        return tape.scalar(loss);
      },
      () => {
        gradient = this.blocks().gradients;
      },
    );
    if (result.diverged) return result;
    if (training.lastGoodStep === stepCount) this.lastAtCheckpoint = this.last;
    const update = this.blocks().parameters;
    for (let i = 0; i < update.length; i++)
      update[i] = (update[i] as number) - (before.parameters[i] as number);
    this.last = { gradient, update };
    return result;
  }

  /** Whether this step is one of those at which held-out examples are judged, and they have not been yet. */
  get evaluationDue(): boolean {
    return this.stepCount % EVALUATION_INTERVAL === 0 && this.evaluations.at(-1)?.step !== this.stepCount;
  }

  /** Judges all held-out examples; the result is added to `evaluations`. */
  evaluate(): LabEvaluation {
    const slices = this.evaluateSlices();
    let next = slices.next();
    while (!next.done) next = slices.next();
    return next.value;
  }

  /** The same a slice at a time, for a caller that must not be away for long. Do not step in between. */
  *evaluateSlices(): Generator<void, LabEvaluation> {
    const { stepCount: step, config, training } = this;
    const { tape, history } = training;
    tape.reset();
    const result = yield* judge(tape, this.network, this.task, this.heldOut, config.hiddenSize);
    const evaluation = { step, ...result };
    history.addEvaluation(evaluation);
    return evaluation;
  }

  /**
   * Answers a figure's question about the run as it stands, and leaves the run alone.
   * @throws what the answerer of that kind throws; Error for a kind that nothing answers
   */
  answer<Q extends Query>(query: Q): AnswerTo<Q> {
    const { network, task, heldOut, last, training } = this;
    const { tape, config, stepCount: step } = training;
    // The registry's type says that each kind's answerer takes that kind's query; an index cannot say it.
    const answerer = answerers[query.kind] as ((parts: LabParts, query: Q) => AnswerTo<Q>) | undefined;
    if (!answerer) throw new Error(`nothing answers a query of the kind ${query.kind}`);
    tape.reset();
    network.parameters.zeroGradients();
    const parts: LabParts = { config, step, task, network, tape, heldOut, last };
    return answerer(parts, query);
  }

  /**
   * Sets the rate of the next update and those after it, and writes that into the config so that a link can repeat it.
   * @throws RangeError for a rate that is not a positive number, or at the change that a link could no longer hold
   */
  setLearningRate(learningRate: number): void {
    this.training.setLearningRate(learningRate);
  }

  /** A copy of the run's whole state. */
  snapshot(): LabSnapshot {
    return { ...this.training.snapshot(), last: this.last };
  }

  /** The first 16 hex digits of the SHA-256 of the parameters' bytes. */
  fingerprint(): string {
    return this.training.fingerprint();
  }

  /**
   * Goes back to the newest kept state that was sound.
   * @returns its step, or null when there is none yet
   */
  goBack(): number | null {
    const step = this.training.goBack();
    if (step !== null) this.last = this.lastAtCheckpoint;
    return step;
  }

  /** Step that `goBack` would return to. */
  get lastGoodStep(): number | null {
    return this.training.lastGoodStep;
  }

  /** Copies of the parameters and of their gradients as they are now. */
  private blocks(): { parameters: Float32Array; gradients: Float32Array } {
    const { parameters } = this.network;
    const { blocks, size } = parameters;
    const values = this.training.memory.f32;
    const copy = (address: number) => values.slice(address / 4, address / 4 + size);
    return { parameters: copy(blocks.parameters), gradients: copy(blocks.gradients) };
  }
}
