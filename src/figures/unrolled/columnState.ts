// What of a column is there at a beat.
import {
  beatAt,
  gradientBeat,
  outputBeat,
  stateBeat,
  timeBack,
  timeOf,
  type UnrolledShape,
} from '../../geometry/lab/unrolledBeats.ts';
import type { Drawn } from './drawn.ts';

export interface ColumnState {
  /** By row. */
  readonly states: readonly boolean[];
  readonly gradients: readonly boolean[];
  /** Rows whose node is what the beat is about. */
  readonly now: readonly boolean[];
  readonly output: boolean;
  /** Equal for equal states. */
  readonly key: string;
}

/** @param place the row whose weights' gradients are put together */
export function columnState(
  { shape, rows }: Pick<Drawn, 'shape' | 'rows'>,
  t: number,
  beat: number,
  place: number,
): ColumnState {
  const states = rows.map(({ traced }) => beat >= stateBeat(shape, traced.layer, traced.direction, t));
  const gradients = rows.map(
    ({ traced }) => shape.gradients && beat >= gradientBeat(shape, traced.layer, traced.direction, t),
  );
  const now = rows.map(({ traced }, row) => isNow(shape, traced, t, beat, row === place));
  const output = beat >= outputBeat(shape, t);
  const key = [states, gradients, now, [output]].map((flags) => flags.map(Number).join('')).join(' ');
  return { states, gradients, now, output, key };
}

function isNow(
  shape: UnrolledShape,
  { layer, direction }: Drawn['rows'][number]['traced'],
  t: number,
  index: number,
  chosen: boolean,
): boolean {
  const beat = beatAt(shape, index);
  if (beat.phase === 'loss') return false;
  if (beat.phase === 'share') return chosen && timeBack(shape.steps, direction, beat.at) === t;
  const reach = beat.phase === 'forward' ? timeOf : timeBack;
  return beat.layer === layer && reach(shape.steps, direction, beat.at) === t;
}
