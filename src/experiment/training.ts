// What every run has in common, whatever it learns: memory and tape, updates with clipping, when it has diverged, the
// way back, learning rates changed on the way, judgements, snapshots. What an update learns from and how a model is
// judged is the session's business.

import { Memory } from '../engine/memory.ts';
import { clipGradientNorm } from '../engine/optim/clip.ts';
import type { Optimiser } from '../engine/optim/optimiser.ts';
import type { Parameters } from '../engine/parameters.ts';
import { Tape } from '../engine/tape.ts';
import { type Changes, learningRateAt, MAX_CHANGES, type Steered } from './config.ts';
import { fingerprintOf } from './fingerprint.ts';
import { History } from './history.ts';

/** How often a state is kept that a diverged run can go back to. */
const CHECKPOINT_INTERVAL = 20;
/** A state is worth going back to while its loss is at most this many times the scale of losses… */
const SOUND = 1.5;
/** …and the run has diverged when it is this many times as large, or no number at all. */
const EXPLODED = 10;

/** Everything a run needs to go on from where it was, in this session or another. */
export interface RunSnapshot<Config, Judgement> {
  readonly config: Config;
  /** Updates done. */
  readonly step: number;
  /** The model, and each block of the optimiser's state, in block order. */
  readonly parameters: Float32Array;
  readonly state: readonly Float32Array[];
  /** losses[k]: training loss of update k, measured before it. */
  readonly losses: Float32Array;
  readonly evaluations: readonly Judgement[];
}

export interface StepResult {
  /** Updates done, this one included (unless it diverged). */
  readonly step: number;
  /** Loss of the batch, before the update. */
  readonly loss: number;
  /** Norm of all gradients, before clipping. */
  readonly gradientNorm: number;
  /**
   * The loss or a gradient is not finite, or the loss is ten times what is usual at the start: the learning rate is too
   * high. The update was not applied.
   */
  readonly diverged: boolean;
}

export interface TrainingOptions {
  readonly parameters: Parameters;
  readonly optimiser: Optimiser;
  /** All gradients together are scaled to this norm at most; Infinity: no clipping. */
  readonly clipNorm: number;
  /** See Memory; with the relaxed ones the run's bits are this machine's alone. */
  readonly kernels?: string | undefined;
  /** What a loss is measured by to see whether the run has diverged. @param first loss of the first update, if there was one */
  lossScale(first: number | undefined): number;
}

/** Held-out examples are judged every so many updates. */
const EVALUATION_INTERVAL = 10;

export abstract class Training<Config extends Steered, Judgement extends { readonly step: number }> {
  protected readonly memory: Memory;
  protected readonly tape: Tape;
  private readonly history = new History<Judgement>();
  private readonly options: TrainingOptions;
  private current: Config;
  private steps = 0;
  private checkpoint: RunSnapshot<Config, Judgement> | undefined;

  /** @throws EngineUnsupported without WebAssembly SIMD */
  protected constructor(config: Config, options: TrainingOptions) {
    this.current = config;
    this.options = options;
    this.memory = new Memory(options.kernels);
    this.tape = new Tape(this.memory);
    options.parameters.allocate(this.memory, options.optimiser.stateBlocks);
  }

  /** One update. */
  abstract step(): StepResult;

  /** Judges the whole held-out set as it is at `step`, a slice at a time: yields in between. The tape is empty at first. */
  protected abstract judge(step: number): Generator<void, Judgement>;

  /** The run's description, with the changes of learning rate made so far. */
  get config(): Config {
    return this.current;
  }

  /** Updates done. */
  get stepCount(): number {
    return this.steps;
  }

  /** How many numbers the model learns. */
  get parameterCount(): number {
    return this.options.parameters.size;
  }

  /** Bytes of WebAssembly memory the run owns. */
  get memoryBytes(): number {
    return this.memory.size;
  }

  /** losses[k]: training loss of update k. A view that the next step may replace. */
  get losses(): Float32Array {
    return this.history.losses;
  }

  get evaluations(): readonly Judgement[] {
    return this.history.evaluations;
  }

  /** Step that `goBack` would return to. */
  get lastGoodStep(): number | null {
    return this.checkpoint?.step ?? null;
  }

  /** Whether this step is one of those at which held-out examples are judged, and they have not been yet. */
  get evaluationDue(): boolean {
    return this.steps % EVALUATION_INTERVAL === 0 && this.evaluations.at(-1)?.step !== this.steps;
  }

  /** Judges the whole held-out set; the result is added to `evaluations`. */
  evaluate(): Judgement {
    const slices = this.evaluateSlices();
    let next = slices.next();
    while (!next.done) next = slices.next();
    return next.value;
  }

  /** The same a slice at a time, for a caller that must not be away for long. Do not step in between. */
  *evaluateSlices(): Generator<void, Judgement> {
    this.tape.reset();
    const judgement = yield* this.judge(this.steps);
    this.history.addEvaluation(judgement);
    return judgement;
  }

  /**
   * One update.
   * @param pass runs the model on this update's batch and fills the gradients, which are zero before. @returns the loss
   * @param watch sees the gradients as they are before clipping, whether or not the update is then made
   */
  protected update(pass: () => number, watch?: () => void): StepResult {
    const { tape, memory, steps } = this;
    const { parameters, optimiser, clipNorm, lossScale } = this.options;
    tape.reset();
    parameters.zeroGradients();
    const loss = pass();
    watch?.();
    const gradientNorm = clipGradientNorm(memory, parameters, clipNorm);
    const scale = lossScale(this.losses[0]);
    if (!(loss < Infinity && loss <= EXPLODED * scale && gradientNorm < Infinity)) {
      return { step: steps, loss, gradientNorm, diverged: true };
    }
    if (steps % CHECKPOINT_INTERVAL === 0 && loss <= SOUND * scale) this.checkpoint = this.snapshot();
    optimiser.update(memory, parameters, steps + 1, learningRateAt(this.current, steps));
    this.history.addLoss(loss);
    this.steps += 1;
    return { step: this.steps, loss, gradientNorm, diverged: false };
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
    const added: Changes[] = same ? changes : [...changes, { step: this.steps, learningRate }];
    this.current = { ...before, changes: added };
  }

  /** A copy of the run's whole state. */
  snapshot(): RunSnapshot<Config, Judgement> {
    return {
      config: this.current,
      step: this.steps,
      ...this.options.parameters.save(),
      losses: this.losses.slice(),
      evaluations: [...this.evaluations],
    };
  }

  /** The first 16 hex digits of the SHA-256 of the parameters' bytes. */
  fingerprint(): string {
    return fingerprintOf(this.options.parameters.bytes());
  }

  /**
   * Goes back to the newest kept state that was sound: its loss not much worse than at the start, its gradients finite.
   * @returns its step, or null when there is none yet
   */
  goBack(): number | null {
    if (!this.checkpoint) return null;
    this.load(this.checkpoint);
    return this.steps;
  }

  /** Takes up the run where `snapshot` left it. */
  protected load(snapshot: RunSnapshot<Config, Judgement>): void {
    this.options.parameters.load(snapshot);
    this.current = snapshot.config;
    this.steps = snapshot.step;
    this.history.replace(snapshot.losses, snapshot.evaluations);
    this.checkpoint = snapshot;
  }
}
