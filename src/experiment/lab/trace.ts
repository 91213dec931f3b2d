// What explain() leaves behind: one example through the model in primitive ops, every value and every gradient, and how
// each came to be. Plain data: it goes from the worker to the page as it is, and figures draw nothing else.

/** One tensor of the pass, by its place in `Trace.tensors`. */
export type TensorId = number;

export interface TraceTensor {
  readonly id: TensorId;
  /** Full name with its scope, `rnn.l0.t3.forget`. */
  readonly name: string;
  /** What each dimension counts, `['B', 'H']`; same length as `shape`. B is always 1. */
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  /** Row by row. Tokens are whole numbers. */
  readonly values: Float32Array;
  /** ∂L/∂ this; null where no gradient came (constants, tokens). */
  readonly gradient: Float32Array | null;
  /** The op that made it, as on the tape; `parameter` or `constant` where none did. */
  readonly op: string;
  readonly inputs: readonly TensorId[];
  /**
   * What the op did beyond its inputs, whole numbers by name. `offset` (select, split, detach …): the element of the input
   * that comes first in the output. `axis` (concat, stack): the dimension along which the inputs were put together.
   */
  readonly details: Readonly<Record<string, number>>;
  /** The time step it belongs to, from its scope; null for what belongs to none. */
  readonly time: number | null;
  /** The layer it belongs to, from its scope; null outside recurrent layers. */
  readonly layer: number | null;
  readonly direction: 'forward' | 'backward' | null;
}

/** One layer in one direction, with its tensors by time. */
export interface TraceLayer {
  readonly layer: number;
  readonly direction: 'forward' | 'backward';
  /** inputs[t]: what the cell reads at step t. */
  readonly inputs: readonly TensorId[];
  /** gates[g][t], g in the order of the cell's `gates`. */
  readonly gates: readonly (readonly TensorId[])[];
  /** states[k][t]: after step t, k in the order of the cell's `states`. */
  readonly states: readonly (readonly TensorId[])[];
  /** norms[t] = ‖∂L/∂h_t‖₂, all paths together. */
  readonly gradientNorms: Float32Array;
  /**
   * flows[s · T + t] = ‖∂L_s/∂h_t‖₂: what the loss of step s alone, `losses[s]`, says to the state after step t (with one
   * loss at the end, only its row is not zero). Norms only, at every size. Empty where the request does not ask for them.
   */
  readonly flows: Float32Array;
  /** For each recurrent weight (weight_ih, weight_hh): every step's share of its gradient. */
  readonly shares: readonly WeightShares[];
}

export interface WeightShares {
  readonly weight: TensorId;
  /** norms[t] = ‖share of step t‖₂. */
  readonly norms: Float32Array;
  /**
   * steps[t]: the share itself, the weight's shape. They add up to the weight's gradient. Empty where the shares of all
   * weights together take more than 4 MB (one LSTM layer that reads 32 numbers: from 129 steps at H = 32, from 13 at H = 128): then `shareAt`
   * of contributions.ts makes one from the trace.
   */
  readonly steps: readonly Float32Array[];
}

/** What was asked of explain(). Each combination is another trace. */
export interface TraceRequest {
  /** Text in the task's own form; null for the task's worked example. */
  readonly text: string | null;
  /** Gates held at 0 or 1 in every layer and step, by the cell's gate ids. Absent: free. */
  readonly clamps: Readonly<Record<string, 0 | 1>>;
  /** Gradients go back this many steps at most; 0: all the way. */
  readonly truncation: number;
  /** Whether `flows` are wanted: they take a pass for every 16 steps, ten times what the rest takes. Absent: not. */
  readonly flows?: true;
}

export interface Trace {
  readonly request: TraceRequest;
  /** Updates done when it was made. */
  readonly step: number;
  readonly cell: string;
  /** What stands at each step, T of them, and what should be said there (null: nothing is asked). */
  readonly labels: readonly string[];
  /** What is read for them, in the vocabulary's words: `<unk>` for a label that it does not have. null: numbers are read. */
  readonly tokens: readonly string[] | null;
  readonly targets: readonly (string | null)[];
  /** What the model says at each step where it says something: the likeliest classes with their probabilities, or numbers. */
  readonly outputs: readonly (TraceOutput | null)[];
  /** losses[t]: of step t, NaN where nothing is asked. Their sum over the steps asked, divided by their number, is `loss`. */
  readonly losses: Float32Array;
  readonly loss: number;
  readonly lossTensor: TensorId;
  /**
   * Parameters first, then in the order in which they were made. Names are unique; beside those of cells (see their `step`
   * in models/cells) there are `embedded` or `numbers`, each step's `rnn.l0.t3.x` and `t3.read`, `t3.logits` and
   * `t3.probabilities`, or `t3.prediction`, and `t3.target`, `t3.loss`, `losses`, `loss`.
   */
  readonly tensors: readonly TraceTensor[];
  readonly layers: readonly TraceLayer[];
}

export type TraceOutput =
  | {
      readonly kind: 'classes';
      readonly best: readonly { readonly word: string; readonly probability: number }[];
    }
  | {
      readonly kind: 'numbers';
      /** As the network says them. */
      readonly values: readonly number[];
      /** As the task writes them, in its own units. */
      readonly text: string;
    };

/** The example is too large to be explained. */
export interface TraceTooLarge {
  readonly kind: 'tooLarge';
  /** Bytes that it would take, and the most there may be. */
  readonly bytes: number;
  readonly limit: number;
}
