// Real traces for tests of figures: a small untrained network explains a text (or numbers) right here, no worker.

import { Memory } from '../../../src/engine/memory.ts';
import { Tape } from '../../../src/engine/tape.ts';
import { type Explained, explain } from '../../../src/experiment/lab/explain.ts';
import type { Trace } from '../../../src/experiment/lab/trace.ts';
import type { CellId } from '../../../src/models/cells/registry.ts';
import { RecurrentNetwork } from '../../../src/models/recurrentNetwork.ts';
import type { Example, PredictionTask } from '../../../src/tasks/prediction/task.ts';

export interface TraceOptions {
  /** Default lstm. */
  readonly cell?: CellId;
  /** Default 1. */
  readonly layers?: number;
  /** Default false. */
  readonly bidirectional?: boolean;
  /** Default 4. */
  readonly hiddenSize?: number;
  /** At the end: read the mean of all states, not the last one. Default false. */
  readonly mean?: boolean;
  /** Tokens are the words of `text`. Default tokens. */
  readonly input?: 'tokens' | 'numbers';
  /** Classes: the next word, or at the end whether it was good. Numbers: the next one, or at the end the sum. Default classes. */
  readonly output?: 'classes' | 'numbers';
  /** Default everyStep. */
  readonly at?: 'everyStep' | 'end';
  /** Default 'the main character sucked'; repeated or cut off to `length` words. */
  readonly text?: string;
  /** T; default as many as the text has words. */
  readonly length?: number;
  readonly clamps?: Readonly<Record<string, 0 | 1>>;
  readonly truncation?: number;
  /** Whether flows are asked for. Default false. */
  readonly flows?: boolean;
  /** Default true. False: nothing is asked for, as of typed text without targets. */
  readonly asked?: boolean;
  readonly seed?: number;
}

const EMBEDDING = 3;
const CHANNELS = ['value', 'marker'];

function example(words: readonly string[], vocabulary: readonly string[], options: TraceOptions): Example {
  const { input = 'tokens', output = 'classes', at = 'everyStep', asked = true } = options;
  const steps = words.length;
  const numbers = Float32Array.from({ length: steps * CHANNELS.length }, (_, i) => ((i * 7) % 11) / 11 - 0.4);
  const ids = Int32Array.from(words, (word) => vocabulary.indexOf(word));
  const next = Array.from({ length: steps }, (_, t) => (t + 1 < steps ? (ids[t + 1] as number) : -1));
  const classes = at === 'everyStep' ? next : [1];
  const values = Array.from({ length: at === 'everyStep' ? steps : 1 }, (_, t) => numbers[t + 1] ?? 0.5);
  return {
    labels: input === 'tokens' ? words : words.map((_, t) => (numbers[2 * t] as number).toFixed(2)),
    input: input === 'tokens' ? ids : numbers,
    target:
      output === 'classes'
        ? Int32Array.from(asked ? classes : classes.map(() => -1))
        : Float32Array.from(asked ? values : values.map(() => NaN)),
  };
}

/** A network, a task for it and an example of the task. */
export function explainedFixture(options: TraceOptions = {}): Explained & { readonly example: Example } {
  const { cell = 'lstm', layers = 1, bidirectional = false, hiddenSize = 4, seed = 3 } = options;
  const { input = 'tokens', output = 'classes', at = 'everyStep' } = options;
  const typed = (options.text ?? 'the main character sucked').split(' ');
  const words = Array.from(
    { length: options.length ?? typed.length },
    (_, t) => typed[t % typed.length] as string,
  );
  const vocabulary = [...new Set(typed)].sort();
  const classes = at === 'everyStep' ? vocabulary : ['bad', 'good'];
  const one = example(words, vocabulary, options);
  const task: PredictionTask = {
    id: 'fixture',
    input: input === 'tokens' ? { kind: 'tokens', vocabulary } : { kind: 'numbers', channels: CHANNELS },
    output:
      output === 'classes' ? { kind: 'classes', classes, at } : { kind: 'numbers', names: ['next'], at },
    length: { kind: 'fixed', max: 64 },
    blindLoss: () => 1,
    batch: () => [one],
    heldOut: () => [one],
    example: () => one,
  };
  const network = new RecurrentNetwork({
    cell,
    hidden: hiddenSize,
    layers,
    bidirectional,
    ...(input === 'tokens'
      ? { vocabulary: vocabulary.length, input: EMBEDDING }
      : { input: CHANNELS.length }),
    outputs: output === 'classes' ? classes.length : 1,
    reading: at === 'everyStep' ? 'everyStep' : options.mean ? 'mean' : 'final',
  });
  const memory = new Memory();
  network.parameters.allocate(memory);
  network.parameters.initialise(seed);
  return { tape: new Tape(memory), network, task, step: 0, example: one };
}

/** What explain() says of one example. Same options, same numbers. */
export function traceFixture(options: TraceOptions = {}): Trace {
  const fixture = explainedFixture(options);
  const { clamps = {}, truncation = 0 } = options;
  const flows = options.flows ? ({ flows: true } as const) : {};
  return explain(fixture, fixture.example, { text: null, clamps, truncation, ...flows });
}
