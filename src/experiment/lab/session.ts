// One lab run, headless: the same in a worker, in Node and in a test. Same config, same number of steps: same bits.

import type { Tensor } from '../../engine/tensor.ts';
import type { RecurrentNetwork } from '../../models/recurrentNetwork.ts';
import { predictionTasks } from '../../tasks/prediction/registry.ts';
import type { Example, PredictionTask } from '../../tasks/prediction/task.ts';
import { type RunSnapshot, type StepResult, Training } from '../training.ts';
import { type Answerer, answerers } from './answers/registry.ts';
import type { LabConfig } from './config.ts';
import { judge, type LabEvaluation } from './evaluate.ts';
import { networkOf } from './network.ts';
import { optimisers } from './optimisers.ts';
import type { LabParts } from './parts.ts';
import { pass } from './pass.ts';
import type { AnswerTo, Query } from './queries.ts';

/** Everything a run needs to go on from where it was, in this session or another. */
export interface LabSnapshot extends RunSnapshot<LabConfig, LabEvaluation> {
  /** The last update's gradient before clipping, and what it added; zeros before the first. In block order. */
  readonly last: LabParts['last'];
}

export class LabSession extends Training<LabConfig, LabEvaluation> {
  readonly task: PredictionTask;
  readonly heldOut: readonly Example[];
  /** Loss of a model that has learnt nothing but how often each answer comes. */
  readonly blindLoss: number;
  private readonly network: RecurrentNetwork;
  private last: LabParts['last'];
  /** What `goBack` brings back beside the training's own checkpoint. */
  private lastAtCheckpoint: LabParts['last'];

  private constructor(config: LabConfig) {
    const task = predictionTasks[config.task];
    const network = networkOf(config, task);
    const blindLoss = task.blindLoss(config.length);
    super(config, {
      parameters: network.parameters,
      optimiser: optimisers[config.optimiser](),
      clipNorm: config.clipNorm === 0 ? Infinity : config.clipNorm,
      // A network may begin worse than guessing (identity and ReLU over many steps): that is not yet divergence.
      lossScale: (first = Infinity) => Math.max(blindLoss, first),
    });
    this.task = task;
    this.network = network;
    this.blindLoss = blindLoss;
    this.heldOut = task.heldOut(config.seed, config.length);
    const nothing = new Float32Array(network.parameters.size);
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
  override load(snapshot: LabSnapshot): void {
    super.load(snapshot);
    this.last = snapshot.last;
    this.lastAtCheckpoint = snapshot.last;
  }

  /** Names, dimensions and shapes of the parameters, in the order of a snapshot's blocks. */
  get parameters(): readonly Tensor[] {
    return this.network.parameters.all;
  }

  get examplesPerStep(): number {
    return this.config.batchSize;
  }

  /** One update: the next batch, its loss, gradients, clipping, the optimiser. */
  step(): StepResult {
    const { task, network, tape, config, stepCount } = this;
    const before = this.blocks();
    let gradient = before.gradients;
    const result = this.update(
      () => {
        const batch = task.batch(config.seed, stepCount, config.batchSize, config.length);
        const { loss } = pass(tape, network, task, batch, config.truncation);
        tape.backward(loss);
        return tape.scalar(loss);
      },
      () => {
        gradient = this.blocks().gradients;
      },
    );
    if (result.diverged) return result;
    if (this.lastGoodStep === stepCount) this.lastAtCheckpoint = this.last;
    const update = this.blocks().parameters;
    for (let i = 0; i < update.length; i++)
      update[i] = (update[i] as number) - (before.parameters[i] as number);
    this.last = { gradient, update };
    return result;
  }

  protected *judge(step: number): Generator<void, LabEvaluation> {
    const { tape, network, task, heldOut } = this;
    return { step, ...(yield* judge(tape, network, task, heldOut)) };
  }

  /**
   * Answers a figure's question about the run as it stands, and leaves the run alone.
   * @throws what the answerer of that kind throws; Error for a kind that nothing answers
   */
  answer<Q extends Query>(query: Q): AnswerTo<Q> {
    const { network, task, heldOut, last, tape, config, stepCount: step } = this;
    const kind: Q['kind'] = query.kind;
    const answerer: Answerer<Q['kind']> | undefined = answerers[kind];
    if (!answerer) throw new Error(`nothing answers a query of the kind ${query.kind}`);
    tape.reset();
    network.parameters.zeroGradients();
    const parts: LabParts = { config, step, task, network, tape, heldOut, last };
    // Q is the one query of its kind, which the type of an Extract cannot say.
    return answerer(parts, query as unknown as Extract<Query, { readonly kind: Q['kind'] }>);
  }

  /** A copy of the run's whole state. */
  override snapshot(): LabSnapshot {
    return { ...super.snapshot(), last: this.last };
  }

  override goBack(): number | null {
    const step = super.goBack();
    if (step !== null) this.last = this.lastAtCheckpoint;
    return step;
  }

  /** Copies of the parameters and of their gradients as they are now. */
  private blocks(): { parameters: Float32Array; gradients: Float32Array } {
    const { parameters } = this.network;
    const { blocks, size } = parameters;
    const values = this.memory.f32;
    const copy = (address: number) => values.slice(address / 4, address / 4 + size);
    return { parameters: copy(blocks.parameters), gradients: copy(blocks.gradients) };
  }
}
