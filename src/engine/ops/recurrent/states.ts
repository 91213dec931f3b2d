// The states of a layer over time. There is one slot more than there are steps: reading forwards, slot 0 is the
// initial state and slot t + 1 the state after step t; in reverse, slot T is the initial state and slot t the state
// after step t. The gradient of a slot is the whole derivative of the loss by that state, all ways counted.

import type { Tape } from '../../tape.ts';
import type { Tensor } from '../../tensor.ts';
import type { SequenceSize } from './shapes.ts';

/** What a layer leaves behind of one kind of state (hidden, or cell). */
export interface StateTrack {
  /** (T + 1, B, H). */
  readonly slots: Tensor;
  /** (T, B, H): the state after each step; frozen, not zero, past a row's length. */
  readonly afterSteps: Tensor;
  /** (B, H): the state after the last step taken. */
  readonly final: Tensor;
}

/** Slots for all steps, the initial one filled. */
export function stateTrack(
  tape: Tape,
  name: string,
  { steps, batch, hidden }: SequenceSize,
  options: { initial: Tensor | undefined; reverse: boolean; requiresGradient: boolean },
): StateTrack {
  const { initial, reverse, requiresGradient } = options;
  const slots = tape.tensor(name, {
    dims: ['T+1', 'B', 'H'],
    shape: [steps + 1, batch, hidden],
    requiresGradient,
  });
  const slot = batch * hidden;
  const start = slots.address / 4 + (reverse ? steps * slot : 0);
  const values = tape.memory.f32;
  if (initial) values.copyWithin(start, initial.address / 4, initial.address / 4 + slot);
  else values.fill(0, start, start + slot);
  const view = (what: string, first: number, shape: number[], dims: string[]) =>
    tape.view(slots, `${name}.${what}`, { dims, shape, offset: first * slot });
  return {
    slots,
    afterSteps: view('afterSteps', reverse ? 0 : 1, [steps, batch, hidden], ['T', 'B', 'H']),
    final: view('final', reverse ? 0 : steps, [batch, hidden], ['B', 'H']),
  };
}

/** Address of the states before each step (T·B × H). */
export function beforeSteps(track: StateTrack, { batch, hidden }: SequenceSize, reverse: boolean): number {
  return track.slots.address + (reverse ? batch * hidden * 4 : 0);
}

/** Hands the gradient of the initial slot to the tensor that filled it. */
export function initialBackward(
  tape: Tape,
  track: StateTrack,
  { steps, batch, hidden }: SequenceSize,
  initial: Tensor | undefined,
  reverse: boolean,
): void {
  const sink = tape.gradientOf(initial);
  if (!sink) return;
  const slot = batch * hidden;
  tape.memory.kernels.addInto(tape.gradientOf(track.slots) + (reverse ? steps * slot * 4 : 0), sink, slot);
}

/** One direction's states, as the ops return them. */
export interface Direction {
  readonly hidden: StateTrack;
}

/**
 * What a layer hands on: the states after each step, [forward; backward] side by side, 0 past each row's length.
 * Without lengths and with one direction that is a window on the states and costs nothing.
 * @param lengths int32 (B), as the ops were given
 * @returns (T, B, directions·H)
 */
export function layerOutput(
  tape: Tape,
  directions: readonly Direction[],
  lengths: Tensor | undefined,
  name = 'output',
): Tensor {
  const [first] = directions;
  if (!first) throw new RangeError('layerOutput: there must be at least one direction');
  if (directions.length === 1 && !lengths) return first.hidden.afterSteps;
  const tracks = directions.map((direction) => direction.hidden);
  const [steps = 0, batch = 0, hidden = 0] = first.hidden.afterSteps.shape;
  const width = hidden * directions.length;
  const slots = tracks.map((track) => track.slots);
  const y = tape.tensor(name, {
    dims: ['T', 'B', directions.length === 1 ? 'H' : `${directions.length}H`],
    shape: [steps, batch, width],
    requiresGradient: tape.wantsGradient(...slots),
  });
  const { kernels } = tape.memory;
  tracks.forEach((track, i) => {
    const out = y.address + i * hidden * 4;
    kernels.outputRows(track.afterSteps.address, out, width, lengths?.address ?? 0, steps, batch, hidden);
  });
  tape.record('layerOutput', lengths ? [...slots, lengths] : slots, [y], () => {
    const flow = tape.gradientOf(y);
    tracks.forEach((track, i) => {
      const sink = tape.gradientOf(track.afterSteps);
      const own = flow + i * hidden * 4;
      if (sink) kernels.outputRowsBackward(own, width, sink, lengths?.address ?? 0, steps, batch, hidden);
    });
  });
  return y;
}
