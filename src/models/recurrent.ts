// Unrolls any cell over time, in any number of layers and both directions, with the parameter names of torch.nn.RNN,
// LSTM and GRU. It never asks which cell it has. Training takes the cell's fused op, explaining its primitive steps.

import { type Initialiser, uniform } from '../engine/init.ts';
import { requireOneOf } from '../engine/ops/checks.ts';
import type { RecurrentWeights, SequenceInput } from '../engine/ops/recurrent/shapes.ts';
import { layerOutput } from '../engine/ops/recurrent/states.ts';
import type { Parameters } from '../engine/parameters.ts';
import { ShapeError } from '../engine/shape.ts';
import type { Tape } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import {
  type Cell,
  type CellSequence,
  type CellState,
  parameterShapes,
  type SteppedOptions,
} from './cells/cell.ts';
import { type CellId, cells } from './cells/registry.ts';
import { concatenateLast, steppedSequence } from './unroll.ts';

export interface RecurrentOptions {
  readonly cell: CellId;
  /** Features of the input. */
  readonly input: number;
  readonly hidden: number;
  /** Default 1. Layer k > 0 reads [forward; backward] of layer k − 1. */
  readonly layers?: number;
  /** Default false. */
  readonly bidirectional?: boolean;
  /** Default true. */
  readonly bias?: boolean;
  /** How weights begin. Default U(±1/√H) for all, as in PyTorch. */
  readonly initialise?: {
    readonly weightIh?: Initialiser;
    readonly weightHh?: Initialiser;
    readonly bias?: Initialiser;
  };
}

export interface UnrollInput {
  /** int32 (B), 1 to T each: outputs past a row's length are 0, and its state stays as it was. */
  readonly lengths?: Tensor | undefined;
  /** Initial states, one for each layer and direction (index layer · directions + direction); zero where not given. */
  readonly initial?: readonly CellState[] | undefined;
  /**
   * `fused` (default): the cell's op over the whole sequence. `primitive`: step by step in primitive ops. Or another way
   * to run a layer, such as `truncated` in truncated.ts.
   */
  readonly path?: 'fused' | 'primitive' | LayerPath | undefined;
  /** On the primitive path: clamped gates and truncated gradients. */
  readonly stepped?: SteppedOptions | undefined;
}

/** What a layer reads, and its directions: the second one reads from the end. */
export interface LayerInput {
  readonly input: SequenceInput;
  readonly lengths: Tensor | undefined;
  readonly directions: readonly {
    readonly weights: RecurrentWeights;
    readonly reverse: boolean;
    readonly initial: CellState | undefined;
  }[];
}

/**
 * Runs one layer.
 * @param name of the layer, for the names of its tensors
 * @returns `output` (T, B, directions · H), 0 past each row's length, and each direction's final states
 */
export type LayerPath = (
  tape: Tape,
  cell: Cell,
  layer: LayerInput,
  name: string,
) => { readonly output: Tensor; readonly final: readonly CellState[] };

/** One layer in one direction, as it ran. */
export interface LayerTrace {
  readonly layer: number;
  readonly direction: 'forward' | 'backward';
  /** On the fused path: all states and gates. */
  readonly sequence: CellSequence | undefined;
  /** On the primitive path: the states after each step, by time. */
  readonly steps: readonly CellState[] | undefined;
}

export interface Unrolled {
  /** (T, B, directions · H): the last layer's states. */
  readonly output: Tensor;
  /** The states after the last step taken, index layer · directions + direction. */
  readonly final: readonly CellState[];
  readonly layers: readonly LayerTrace[];
}

export class Recurrent {
  readonly cell: CellId;
  readonly hidden: number;
  readonly layers: number;
  /** 1, or 2 when it also reads from the end. */
  readonly directions: 1 | 2;
  private readonly name: string;
  private readonly weights: readonly RecurrentWeights[];

  /** @param name prefix of the parameters' names, '' for none */
  constructor(parameters: Parameters, name: string, options: RecurrentOptions) {
    const { input, hidden, layers = 1, bidirectional = false, bias = true, initialise = {} } = options;
    if (!Number.isInteger(layers) || layers < 1) {
      throw new RangeError(`${name || 'recurrent'}: there must be at least one layer, not ${layers}`);
    }
    this.name = name || 'recurrent';
    this.cell = options.cell;
    this.hidden = hidden;
    this.layers = layers;
    this.directions = bidirectional ? 2 : 1;
    requireOneOf(`${this.name}: the cell`, options.cell, Object.keys(cells));
    const prefix = name ? `${name}.` : '';
    const start = uniform(1 / Math.sqrt(hidden));
    const initialisers = {
      weight_ih: initialise.weightIh ?? start,
      weight_hh: initialise.weightHh ?? start,
      bias_ih: initialise.bias ?? start,
      bias_hh: initialise.bias ?? start,
    };
    this.weights = this.places().map(({ layer, backward }) => {
      const width = layer === 0 ? input : hidden * this.directions;
      const shapes = parameterShapes(cells[this.cell], width, hidden, bias);
      const declare = (which: keyof typeof initialisers) => {
        const entry = which in shapes ? shapes[which as keyof typeof shapes] : undefined;
        const full = `${prefix}${which}_l${layer}${backward ? '_reverse' : ''}`;
        return entry && parameters.declare(full, entry.dims, entry.shape, initialisers[which]);
      };
      return {
        weightIh: declare('weight_ih') as Tensor,
        weightHh: declare('weight_hh') as Tensor,
        biasIh: declare('bias_ih'),
        biasHh: declare('bias_hh'),
      };
    });
  }

  /**
   * Reads whole sequences.
   * @param input (T, B, I), or tokens (T, B) and their embeddings
   * @throws ShapeError, or RangeError for ids and lengths outside their range
   */
  forward(tape: Tape, input: SequenceInput, options: UnrollInput = {}): Unrolled {
    const { lengths, initial, path = 'fused', stepped } = options;
    if (initial && initial.length !== this.weights.length) {
      throw new RangeError(
        `${this.name}: ${initial.length} initial states for ${this.layers} layers in ${this.directions} directions`,
      );
    }
    return tape.scope(this.name, () => {
      const traces: LayerTrace[] = [];
      const final: CellState[] = [];
      let x = input;
      for (let layer = 0; layer < this.layers; layer++) {
        const from = layer * this.directions;
        const run = { layer, input: x, lengths, initial: initial?.slice(from, from + this.directions) };
        const result =
          typeof path === 'function'
            ? this.otherLayer(tape, run, path)
            : path === 'fused'
              ? this.fusedLayer(tape, run)
              : this.primitiveLayer(tape, run, stepped);
        traces.push(...result.traces);
        final.push(...result.final);
        x = result.output;
      }
      return { output: x as Tensor, final, layers: traces };
    });
  }

  /**
   * One step of all layers, for decoders whose next input depends on this step's result.
   * @param x (B, I)
   * @param state for each layer; zero states where not given
   * @param path as for `forward`
   * @returns the new states; the last layer's first state is the output
   */
  step(
    tape: Tape,
    x: Tensor,
    state: readonly CellState[] | undefined,
    path?: UnrollInput['path'],
  ): readonly CellState[] {
    if (this.directions === 2)
      throw new Error(`${this.name}: a bidirectional network cannot go step by step`);
    const input = tape.view(x, 'input', { dims: ['T', ...x.dims], shape: [1, ...x.shape] });
    return this.forward(tape, input, { initial: state, path }).final;
  }

  private fusedLayer(tape: Tape, { layer, input, lengths, initial }: LayerRun): LayerResult {
    const cell = cells[this.cell];
    const runs = this.directionsOf(layer).map(({ weights, reverse }, i) => ({
      reverse,
      sequence: cell.sequence(
        tape,
        input,
        weights,
        { lengths, reverse, initial: initial?.[i] },
        `l${layer}${reverse ? '_reverse' : ''}`,
      ),
    }));
    const tracks = runs.map(({ sequence }) => ({ hidden: sequence.tracks[0] as CellSequence['tracks'][0] }));
    return {
      output: layerOutput(tape, tracks, lengths, `l${layer}.output`),
      final: runs.map(({ sequence }) => sequence.tracks.map((track) => track.final)),
      traces: runs.map(({ reverse, sequence }) => trace(layer, reverse, { sequence })),
    };
  }

  private primitiveLayer(
    tape: Tape,
    { layer, input, lengths, initial }: LayerRun,
    stepped: SteppedOptions | undefined,
  ): LayerResult {
    const cell = cells[this.cell];
    const runs = this.directionsOf(layer).map(({ weights, reverse }, i) => ({
      reverse,
      ...tape.scope(`l${layer}${reverse ? '_reverse' : ''}`, () =>
        steppedSequence(tape, cell, input, weights, { ...stepped, lengths, reverse, initial: initial?.[i] }),
      ),
    }));
    return {
      output: concatenateLast(
        tape,
        runs.map((run) => run.output),
        `l${layer}.output`,
      ),
      final: runs.map((run) => run.final),
      traces: runs.map(({ reverse, steps }) => trace(layer, reverse, { steps })),
    };
  }

  private otherLayer(tape: Tape, { layer, input, lengths, initial }: LayerRun, path: LayerPath): LayerResult {
    const own = this.directionsOf(layer);
    const directions = own.map((direction, i) => ({ ...direction, initial: initial?.[i] }));
    return {
      ...path(tape, cells[this.cell], { input, lengths, directions }, `l${layer}`),
      traces: own.map(({ reverse }) => trace(layer, reverse, {})),
    };
  }

  private directionsOf(layer: number) {
    const from = layer * this.directions;
    const own = this.weights.slice(from, from + this.directions);
    return own.map((weights, i) => ({ weights, reverse: i === 1 }));
  }

  /** Layers and directions in PyTorch's order. */
  private places() {
    return Array.from({ length: this.layers * this.directions }, (_, index) => ({
      layer: Math.floor(index / this.directions),
      backward: index % this.directions === 1,
    }));
  }
}

interface LayerRun {
  readonly layer: number;
  readonly input: SequenceInput;
  readonly lengths: Tensor | undefined;
  readonly initial: readonly CellState[] | undefined;
}

interface LayerResult {
  readonly output: Tensor;
  readonly final: readonly CellState[];
  readonly traces: readonly LayerTrace[];
}

function trace(
  layer: number,
  reverse: boolean,
  what: { sequence?: CellSequence; steps?: readonly CellState[] },
): LayerTrace {
  const direction = reverse ? 'backward' : 'forward';
  return { layer, direction, sequence: what.sequence, steps: what.steps };
}

/**
 * Initial states in PyTorch's form, one tensor (layers · directions, B, H) for each kind of state, as `forward` takes
 * them: windows on the given tensors, which get the gradients.
 */
export function splitStates(tape: Tape, ...stacked: readonly Tensor[]): readonly CellState[] {
  const [first] = stacked;
  if (!first || stacked.some((tensor) => tensor.shape.length !== 3 || tensor.size !== first.size)) {
    throw new ShapeError(
      'splitStates',
      'states must be (layers · directions, B, H), all alike',
      ...stacked.map((tensor) => tensor.shape),
    );
  }
  const [count = 0, batch = 0, hidden = 0] = first.shape;
  return Array.from({ length: count }, (_, index) =>
    stacked.map((tensor) =>
      tape.view(tensor, `${index}`, {
        dims: ['B', 'H'],
        shape: [batch, hidden],
        offset: index * batch * hidden,
      }),
    ),
  );
}
