// The order of evaluation of an unrolled network as a list of beats: forward step by step and layer by layer, the loss,
// backward hop by hop from the top layer down, then the steps' shares of the weights' gradients, added one by one.

export interface UnrolledShape {
  /** T. */
  readonly steps: number;
  readonly layers: number;
  /** 2: each layer also reads from the end; both directions go at the same time. */
  readonly directions: 1 | 2;
  /** Something is said at every step, or at the end alone. */
  readonly speaks: 'everyStep' | 'end';
  /** Whether anything was asked: without a loss nothing goes back. */
  readonly gradients: boolean;
}

/** `at` counts the steps of the pass itself: from 0, whichever way it runs. */
export type UnrolledBeat =
  | { readonly phase: 'forward' | 'backward'; readonly layer: number; readonly at: number }
  | { readonly phase: 'loss' }
  | { readonly phase: 'share'; readonly at: number };

export type Direction = 'forward' | 'backward';

/** The time step that a pass through a direction reaches `at` steps after its start. */
export const timeOf = (steps: number, direction: Direction, at: number): number =>
  direction === 'forward' ? at : steps - 1 - at;

/** The same for the gradient, which goes the other way. */
export const timeBack = (steps: number, direction: Direction, at: number): number =>
  timeOf(steps, direction === 'forward' ? 'backward' : 'forward', at);

export function beatCount({ steps, layers, gradients }: UnrolledShape): number {
  return gradients ? 2 * layers * steps + 1 + steps : layers * steps;
}

export function beatAt({ steps, layers }: UnrolledShape, index: number): UnrolledBeat {
  const forward = layers * steps;
  if (index < forward) return { phase: 'forward', layer: Math.floor(index / steps), at: index % steps };
  if (index === forward) return { phase: 'loss' };
  const back = index - forward - 1;
  if (back < forward)
    return { phase: 'backward', layer: layers - 1 - Math.floor(back / steps), at: back % steps };
  return { phase: 'share', at: back - forward };
}

/** From which beat on a state is there. */
export const stateBeat = ({ steps }: UnrolledShape, layer: number, direction: Direction, t: number): number =>
  layer * steps + timeOf(steps, direction, t);

/** The first and the last step whose states are there at a beat; null before the first. */
export function stepsThere(
  shape: UnrolledShape,
  layer: number,
  direction: Direction,
  beat: number,
): readonly [first: number, last: number] | null {
  const last = Math.min(shape.steps - 1, beat - layer * shape.steps);
  if (last < 0) return null;
  return direction === 'forward' ? [0, last] : [shape.steps - 1 - last, shape.steps - 1];
}

/** From which beat on the output of a step is there; of the last step, where it alone speaks. */
export function outputBeat(shape: UnrolledShape, t: number): number {
  const { steps, layers, directions, speaks } = shape;
  if (speaks === 'end') return layers * steps - 1;
  const top = stateBeat(shape, layers - 1, 'forward', t);
  return directions === 2 ? Math.max(top, stateBeat(shape, layers - 1, 'backward', t)) : top;
}

/** From which beat on ∂L/∂h_t is known. */
export const gradientBeat = (
  { steps, layers }: UnrolledShape,
  layer: number,
  direction: Direction,
  t: number,
): number => layers * steps + 1 + (layers - 1 - layer) * steps + timeBack(steps, direction, t);

/** From which beat on step t's share has been added. */
export const shareBeat = ({ steps, layers }: UnrolledShape, direction: Direction, t: number): number =>
  2 * layers * steps + 1 + timeBack(steps, direction, t);

/** Where the eye belongs during a beat; null where nothing moves along the steps. */
export function beatTime(shape: UnrolledShape, index: number, direction: Direction): number | null {
  const beat = beatAt(shape, index);
  if (beat.phase === 'loss') return null;
  return (beat.phase === 'forward' ? timeOf : timeBack)(shape.steps, direction, beat.at);
}
