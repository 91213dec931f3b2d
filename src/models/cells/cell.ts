// What a recurrent cell is: one step of its equations in primitive ops, and the same over a whole sequence as one fused
// op. The two are held equal by a test, so the readable code is the specification of the fast code.

import type { RecurrentWeights, SequenceInput } from '../../engine/ops/recurrent/shapes.ts';
import type { StateTrack } from '../../engine/ops/recurrent/states.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';

/** One block of H rows of the weights, in the order in which PyTorch stacks them. */
export interface Gate {
  /** Its name in code and in figures. */
  readonly id: string;
  /** As equations write it. */
  readonly symbol: string;
  /** Plain text, with W for the weights of this gate's rows. */
  readonly equation: string;
}

/** One kind of state that a cell carries from step to step. The first one is what the layer hands on. */
export interface StateKind {
  readonly id: 'hidden' | 'cell';
  readonly symbol: string;
  readonly equation: string;
}

/** The states between two steps, each (B, H), in the order of the cell's `states`. */
export type CellState = readonly Tensor[];

/** Gates held at 0 or 1 instead of what they would be, by their ids. */
export type Clamps = Readonly<Record<string, 0 | 1>>;

/** What primitive steps can do and fused ops cannot: for explaining, not for training. */
export interface SteppedOptions {
  /** Default: none. */
  readonly clamps?: Clamps | undefined;
  /** The states are cut off from their gradients between steps k · truncation − 1 and k · truncation; 0 (default): never. */
  readonly truncation?: number | undefined;
  /** The cell's weights get no gradient, its states do where the input wants one: for passes that ask about states alone. Default false. */
  readonly frozen?: boolean | undefined;
}

export interface UnrollOptions {
  /** int32 (B), 1 to T each; steps past a row's length leave its state alone. */
  readonly lengths?: Tensor | undefined;
  /** Read the sequence from its end. */
  readonly reverse?: boolean;
  /** Zero where not given. */
  readonly initial?: CellState | undefined;
}

/** What a fused run over a sequence leaves behind. */
export interface CellSequence {
  /** In the order of the cell's `states`. */
  readonly tracks: readonly StateTrack[];
  /** (T, B, …) activated gates, where the cell has any beside its state. */
  readonly gates: Tensor | undefined;
}

export interface Cell {
  readonly id: string;
  readonly gates: readonly Gate[];
  readonly states: readonly StateKind[];
  /**
   * One step in primitive ops, line for line like the equations.
   * @param x (B, I)
   * @param clamps gates held at 0 or 1, each a constant tensor of its name
   */
  step(tape: Tape, x: Tensor, state: CellState, weights: RecurrentWeights, clamps?: Clamps): CellState;
  /**
   * All steps as one op.
   * @param input (T, B, I), or tokens and their embeddings
   */
  sequence(
    tape: Tape,
    input: SequenceInput,
    weights: RecurrentWeights,
    options: UnrollOptions,
    name?: string,
  ): CellSequence;
}

export interface ParameterShape {
  readonly dims: readonly string[];
  readonly shape: readonly number[];
}

/** Shapes of a cell's parameters under PyTorch's names, in its order. */
export function parameterShapes(cell: Cell, input: number, hidden: number, bias: boolean) {
  const blocks = cell.gates.length;
  const rows = blocks === 1 ? 'H' : `${blocks}H`;
  const weights: Readonly<Record<'weight_ih' | 'weight_hh', ParameterShape>> = {
    weight_ih: { dims: [rows, 'I'], shape: [blocks * hidden, input] },
    weight_hh: { dims: [rows, 'H'], shape: [blocks * hidden, hidden] },
  };
  const one: ParameterShape = { dims: [rows], shape: [blocks * hidden] };
  return bias ? { ...weights, bias_ih: one, bias_hh: one } : weights;
}

/** The gate as `free` makes it, or a constant of that name where it is clamped. `like`: (B, H), what it would be the activation of. */
export function gateOrClamp(
  tape: Tape,
  id: string,
  clamps: Clamps | undefined,
  like: Tensor,
  free: (tape: Tape, x: Tensor, name: string) => Tensor,
): Tensor {
  const held = clamps?.[id];
  if (held === undefined) return free(tape, like, id);
  return tape.constant(id, like.dims, like.shape, new Float32Array(like.size).fill(held));
}

/** @throws RangeError when the cell has no such gate */
export function requireClamps(cell: Cell, clamps: Clamps): void {
  for (const id of Object.keys(clamps)) {
    if (cell.gates.some((gate) => gate.id === id)) continue;
    const names = cell.gates.map((gate) => gate.id).join(', ');
    throw new RangeError(`${cell.id}: there is no gate ${id} to clamp; its gates are ${names}`);
  }
}

/** The state of that place. @throws when the cell was given too few */
export function stateAt(cell: Cell, state: CellState, index: number): Tensor {
  const tensor = state[index];
  if (!tensor) {
    const names = cell.states.map((kind) => kind.id).join(' and ');
    throw new RangeError(`${cell.id}: a step needs ${names}, but ${state.length} of them were given`);
  }
  return tensor;
}
