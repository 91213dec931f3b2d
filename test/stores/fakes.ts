// A client that does nothing but remember what it was asked, an address bar, and a storage, each in a test's hands.
import type { Evaluation } from '../../src/experiment/evaluate.ts';
import type { LabAddress } from '../../src/stores/lab/labAddress.ts';
import type { RunBeginning, RunClient, RunEvent, RunPoint } from '../../src/worker/runClient.ts';

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

export class FakeClient implements RunClient {
  /** Every request after the other, as [name, ...arguments]. */
  readonly asked: (readonly [name: string, ...values: unknown[]])[] = [];
  running = false;
  present: RunPoint | null = null;
  readonly #listener: (event: RunEvent) => void;

  constructor(listener: (event: RunEvent) => void) {
    this.#listener = listener;
  }

  point(): RunPoint | null {
    return this.present;
  }

  start(beginning: RunBeginning): void {
    this.asked.push(['start', beginning]);
    this.running = false;
    this.present = { ...beginning.point, step: beginning.shown ? 0 : beginning.point.step };
  }

  train(): void {
    this.asked.push(['train']);
    this.running = true;
  }

  pause(): void {
    this.asked.push(['pause']);
    this.running = false;
  }

  step(): void {
    this.asked.push(['step']);
    this.running = false;
  }

  setSpeed(stepsPerSecond: number | null): void {
    this.asked.push(['setSpeed', stepsPerSecond]);
  }

  watch(phrase: string): void {
    this.asked.push(['watch', phrase]);
  }

  setLearningRate(learningRate: number): void {
    this.asked.push(['setLearningRate', learningRate]);
  }

  goBack(learningRate: number): void {
    this.asked.push(['goBack', learningRate]);
  }

  retry(): void {
    this.asked.push(['retry']);
  }

  dispose(): void {
    this.asked.push(['dispose']);
  }

  /** The last run it was told to begin. */
  get begun(): RunBeginning {
    const starts = this.asked.filter(([name]) => name === 'start');
    return starts.at(-1)?.[1] as RunBeginning;
  }

  /** What it was asked since the last run began. */
  get since(): readonly (readonly [name: string, ...values: unknown[]])[] {
    return this.asked.slice(this.asked.findLastIndex(([name]) => name === 'start') + 1);
  }

  tell(event: RunEvent): void {
    this.#listener(event);
  }

  built(changes: Partial<EventOf<'built'>> = {}): void {
    this.tell({
      type: 'built',
      config: this.begun.point.config,
      step: this.begun.point.snapshot?.step ?? 0,
      parameterCount: 1234,
      split: { train: 1000, heldOut: 200 },
      heldOutExamples: ['the big red dog'],
      ...changes,
    });
  }

  frame(step: number, changes: Partial<EventOf<'frame'>> = {}): void {
    if (this.present) this.present = { ...this.present, step };
    this.tell({
      type: 'frame',
      step,
      loss: step === 0 ? null : 1,
      gradientNorm: null,
      examplesPerSecond: null,
      fingerprint: null,
      lossesFrom: step,
      losses: new Float32Array(0),
      evaluationsFrom: 0,
      evaluations: [],
      prediction: null,
      still: false,
      ...changes,
    });
  }

  /** The run is built and has come to where it was to begin. */
  arrives(step = this.begun.point.step): void {
    this.built();
    this.tell({ type: 'reached', step });
    this.frame(step, { still: true, fingerprint: `at ${step}` });
  }
}

export class FakeAddress implements LabAddress {
  text: string;
  readonly #before: string[] = [];
  #change: (travelled: boolean) => void = () => {};
  #leave: () => void = () => {};

  constructor(text = '') {
    this.text = text;
  }

  hash = (): string => this.text;
  url = (hash: string): string => `https://unrolled.test/app/#${hash}`;
  replace = (hash: string): void => {
    this.text = `#${hash}`;
  };

  push = (hash: string): void => {
    this.#before.push(this.text);
    this.replace(hash);
  };

  onChange = (listener: (travelled: boolean) => void): (() => void) => {
    this.#change = listener;
    return () => {
      this.#change = () => {};
    };
  };

  onLeave = (listener: () => void): (() => void) => {
    this.#leave = listener;
    return () => {
      this.#leave = () => {};
    };
  };

  /** A link pasted into the address bar of the open page. */
  paste(hash: string): void {
    this.text = `#${hash}`;
    this.#change(false);
  }

  /** To the entry before the last that was pushed. */
  back(): void {
    this.text = this.#before.pop() ?? '';
    this.#change(true);
  }

  leave(): void {
    this.#leave();
  }
}

/** What a browser keeps; `refuses` as where cookies are blocked. */
export class FakeBrowserStorage {
  readonly items = new Map<string, string>();
  refuses = false;

  open = (): FakeBrowserStorage => {
    if (this.refuses) throw new DOMException('The operation is insecure.', 'SecurityError');
    return this;
  };

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
}

export const evaluation = (step: number): Evaluation => ({ step, loss: 1, exactMatch: step / 100 });
