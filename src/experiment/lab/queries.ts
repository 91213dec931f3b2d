// What figures may ask of a run, and what they are given. A query is plain data, equal queries are one query; the
// worker answers those that figures on screen watch, with the state of the step that the page shows.

import type { Trace, TraceRequest } from './trace.ts';

export type Query =
  /** One example in full: see explain.ts. */
  | { readonly kind: 'trace'; readonly request: TraceRequest }
  /** Every parameter, or those named, with its gradient on the last batch and its last update. */
  | { readonly kind: 'parameters'; readonly only?: readonly string[] }
  /** ‖∂L/∂h_t‖ over a batch, per layer. */
  | { readonly kind: 'gradientNorms' }
  /** One impulse in, then silence: what rings on in the hidden state, and in a network without memory. */
  | { readonly kind: 'impulse'; readonly length: number; readonly strength: number }
  /** The task's data: worked example, a few held-out examples with what the model says of them. */
  | { readonly kind: 'samples'; readonly count: number };

export type QueryKind = Query['kind'];

/** The answer to a query of each kind. */
export interface Answers {
  readonly trace: Trace;
  readonly parameters: ParametersAnswer;
  readonly gradientNorms: GradientNormsAnswer;
  readonly impulse: ImpulseAnswer;
  readonly samples: SamplesAnswer;
}

export type AnswerTo<Q extends Query> = Answers[Q['kind']];

export interface ParameterState {
  /** PyTorch's name, `rnn.weight_hh_l0`. */
  readonly name: string;
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  /** labels[d][i]: what index i of dimension d stands for (a token, a class, a channel); null where it has no name. */
  readonly labels: readonly (readonly string[] | null)[];
  readonly values: Float32Array;
  /** Of the last update's batch, before clipping; zeros before the first. */
  readonly gradient: Float32Array;
  /** What the last update added; zeros before the first. */
  readonly update: Float32Array;
}

export interface ParametersAnswer {
  readonly step: number;
  readonly parameters: readonly ParameterState[];
  /** Of each answered W_hh's block of the state (RNN) or of each gate's block: eigenvalues [re, im, re, im …], H pairs. */
  readonly eigenvalues: readonly {
    readonly name: string;
    readonly gate: string;
    readonly values: Float32Array;
  }[];
}

export interface GradientNormsAnswer {
  readonly step: number;
  /** norms[layer][t] = ‖∂L/∂h_t‖₂ of the first held-out batch, Frobenius over the batch. */
  readonly layers: readonly Float32Array[];
  /** cells[layer][t] = ‖∂L/∂c_t‖₂ likewise, of the LSTM's cell state; empty for cells without one. */
  readonly cells: readonly Float32Array[];
  /** flows[s][t] = ‖∂L_s/∂h_t‖₂ of the top layer, and ‖∂L_s/∂c_t‖₂ of an LSTM's; one row where the loss is at the end. */
  readonly flows: readonly {
    readonly source: number;
    readonly norms: Float32Array;
    readonly cell: Float32Array | null;
  }[];
  /** Largest modulus of an eigenvalue of the (first layer's) W_hh now; null for gated cells. */
  readonly spectralRadius: number | null;
  /** Mean of |activation′| over steps and units of the first layer; null for gated cells. */
  readonly meanSlope: number | null;
  /** Held-out accuracy (0–1) or mean squared error. */
  readonly metric: number;
}

export interface ImpulseAnswer {
  readonly step: number;
  /** difference[t · H + i]: hidden state with the impulse minus without it, first layer. */
  readonly hidden: Float32Array;
  readonly hiddenSize: number;
  readonly length: number;
  /** norms[t] of those differences. */
  readonly norms: Float32Array;
  /** The same for a feed-forward layer with the same input weights and no recurrence, and for a window of three steps. */
  readonly feedForward: Float32Array;
  readonly window: Float32Array;
}

export interface Sample {
  readonly labels: readonly string[];
  readonly wanted: readonly (string | null)[];
  readonly said: readonly (string | null)[];
  readonly right: boolean | null;
}

export interface SamplesAnswer {
  readonly step: number;
  readonly samples: readonly Sample[];
  /** What the model writes by itself, fed its own output, where the task makes that possible; null else. */
  readonly continued: readonly string[] | null;
}

/** What a watcher has: nothing asked yet, an answer on its way, the newest answer, or why there is none. */
export type Answer<T> =
  | { readonly state: 'empty' }
  | { readonly state: 'computing'; readonly value: T | null }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly reason: 'tooLarge' | 'text' | 'error'; readonly message: string };
