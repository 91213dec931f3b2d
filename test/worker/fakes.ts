// A clock that is turned by hand, and a session whose every piece of work takes a known time on that clock.
import type { ExperimentConfig } from '../../src/experiment/config.ts';
import type { Evaluation } from '../../src/experiment/evaluate.ts';
import type { Prediction } from '../../src/experiment/prediction.ts';
import type { Snapshot, StepResult } from '../../src/experiment/session.ts';
import type { Clock, TrainableSession } from '../../src/worker/runParts.ts';

export const config: ExperimentConfig = {
  version: 1,
  task: 'translation',
  model: 'transformer',
  seed: 7,
  learningRate: 0.005,
  layers: 1,
  heads: 2,
  width: 32,
  changes: [],
};

interface Timer {
  readonly at: number;
  readonly task: () => void;
}

/** Turns, timers and time. Time passes only when a test lets it, or when somebody's work takes it. */
export class FakeClock implements Clock {
  time = 0;
  /** Turns taken so far: how often somebody worked and came back. */
  turns = 0;
  #soon: (() => void)[] = [];
  #timers: Timer[] = [];

  now = (): number => this.time;

  soon = (task: () => void): void => {
    this.#soon.push(task);
  };

  later = (milliseconds: number, task: () => void): (() => void) => {
    const timer = { at: this.time + milliseconds, task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  every = (milliseconds: number, task: () => void): (() => void) => {
    let stop = () => {};
    const again = () => {
      stop = this.later(milliseconds, () => {
        again();
        task();
      });
    };
    again();
    return () => stop();
  };

  /** One turn: a timer that is due, else what waits, else false. */
  turn(): boolean {
    const due = this.#timers.filter((timer) => timer.at <= this.time).sort((a, b) => a.at - b.at)[0];
    const task = due?.task ?? this.#soon.shift();
    if (due) this.#timers = this.#timers.filter((timer) => timer !== due);
    if (!task) return false;
    this.turns++;
    task();
    return true;
  }

  /** Lets time pass, with all that is to be done in it. */
  run(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (let idle = 0; this.time < end; ) {
      const { time } = this;
      if (this.turn()) {
        idle = this.time === time ? idle + 1 : 0;
        if (idle > 10_000) throw new Error('ten thousand turns in no time: something waits in a circle');
        continue;
      }
      const next = Math.min(end, ...this.#timers.map((timer) => timer.at));
      this.time = Math.max(this.time, next);
    }
    while (this.#timers.some((timer) => timer.at <= this.time) && this.turn());
  }

  /** Everything that waits, as long as it takes no time. */
  settle(): void {
    const { time } = this;
    while (this.time - time < 1000 && this.turn());
  }

  /** Time that nobody noticed: a laptop's sleep. Timers that came due meanwhile fire once. */
  sleep(milliseconds: number): void {
    this.time += milliseconds;
  }
}

export interface FakeSessionOptions {
  /** What an update takes, in ms. */
  readonly stepCost?: number;
  /** Pieces of an evaluation, and what each takes. */
  readonly slices?: number;
  readonly sliceCost?: number;
  /** The update after this step is not finite. */
  readonly divergesAt?: number;
}

/** A session without a model: its loss is 1 / (1 + step), its fingerprint the step. */
export class FakeSession implements TrainableSession {
  readonly examplesPerStep = 32;
  readonly parameterCount = 1234;
  readonly split = { train: 1000, heldOut: 200 };
  readonly predicted: string[] = [];
  config: ExperimentConfig;
  stepCount = 0;
  evaluations: readonly Evaluation[] = [];
  fingerprints = 0;
  snapshots = 0;
  /** Makes the next prediction throw. */
  breaks: 'predict' | 'step' | 'setLearningRate' | null = null;
  #losses: number[] = [];
  readonly #clock: FakeClock;
  readonly #options: FakeSessionOptions;

  constructor(given: ExperimentConfig | Snapshot, clock: FakeClock, options: FakeSessionOptions = {}) {
    this.#clock = clock;
    this.#options = options;
    if ('config' in given) {
      this.config = given.config;
      this.stepCount = given.step;
      this.evaluations = given.evaluations;
      this.#losses = [...given.losses];
    } else {
      this.config = given;
    }
  }

  get losses(): Float32Array {
    return Float32Array.from(this.#losses);
  }

  heldOutExamples(count: number): string[] {
    return ['the big red dog', 'I love you'].slice(0, count);
  }

  step(): StepResult {
    if (this.breaks === 'step') throw new RangeError('matmul: inner dimensions differ: (32, 64) · (32, 128)');
    this.#clock.time += this.#options.stepCost ?? 2;
    if (this.stepCount === this.#options.divergesAt) {
      return { step: this.stepCount, loss: Number.NaN, gradientNorm: Number.NaN, diverged: true };
    }
    const loss = 1 / (1 + this.stepCount);
    this.#losses.push(loss);
    this.stepCount++;
    return { step: this.stepCount, loss, gradientNorm: 1, diverged: false };
  }

  get evaluationDue(): boolean {
    return this.stepCount % 10 === 0 && this.evaluations.at(-1)?.step !== this.stepCount;
  }

  *evaluateSlices(): Generator<void, Evaluation> {
    const step = this.stepCount;
    for (let slice = 0; slice < (this.#options.slices ?? 3); slice++) {
      if (slice > 0) yield;
      this.#clock.time += this.#options.sliceCost ?? 3;
    }
    if (this.stepCount !== step) throw new Error('stepped during an evaluation');
    const evaluation = { step, loss: 1, exactMatch: 0.5 };
    this.evaluations = [...this.evaluations, evaluation];
    return evaluation;
  }

  predict(phrase: string): Prediction | null {
    if (this.breaks === 'predict') throw new Error('no such word');
    this.predicted.push(phrase);
    if (phrase === '') return null;
    return {
      input: phrase,
      source: [],
      dropped: 0,
      steps: [],
      ended: true,
      reference: null,
      origin: 'own',
      attention: [],
    };
  }

  setLearningRate(learningRate: number): void {
    if (this.breaks === 'setLearningRate')
      throw new RangeError('a run can change its learning rate 40 times');
    this.config = {
      ...this.config,
      changes: [...this.config.changes, { step: this.stepCount, learningRate }],
    };
  }

  snapshot(): Snapshot {
    this.snapshots++;
    return {
      config: this.config,
      step: this.stepCount,
      parameters: new Float32Array(4).fill(this.stepCount),
      state: [new Float32Array(4), new Float32Array(4)],
      losses: this.losses,
      evaluations: this.evaluations,
    };
  }

  fingerprint(): string {
    this.fingerprints++;
    return `at ${this.stepCount}`;
  }

  get lastGoodStep(): number | null {
    return this.stepCount - (this.stepCount % 20);
  }

  goBack(): number | null {
    this.stepCount = this.lastGoodStep ?? 0;
    this.#losses = this.#losses.slice(0, this.stepCount);
    this.evaluations = this.evaluations.filter(({ step }) => step <= this.stepCount);
    this.config = { ...this.config, changes: [] };
    return this.stepCount;
  }
}
