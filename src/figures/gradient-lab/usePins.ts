// Curves kept for comparison: what was measured, under which settings, and how well the task was done by then.
import { useCallback, useState } from 'react';
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { LabEvaluation } from '../definition.ts';
import type { State } from './present.ts';

/** A second cue beside the letter; the present curve is a line without gaps. */
const dashes = ['9 4', '3 3', '12 3 3 3', '5 2 1 2'] as const;
/** Of the cell state's gradient, which has a colour of its own besides. */
export const memoryDash = '7 4';
const letters = ['A', 'B', 'C', 'D'] as const;
export type Letter = (typeof letters)[number];
export const mostPins = letters.length;

export interface Pin {
  readonly letter: Letter;
  readonly config: LabConfig;
  readonly step: number;
  /** Of the state that is judged, which is `state`. */
  readonly hops: readonly number[];
  readonly state: State;
  /** Of an LSTM's hidden state. */
  readonly hidden: readonly number[] | undefined;
  /** Of a whole loss that many steps add to: nothing is judged. */
  readonly whole: boolean;
  readonly evaluations: readonly LabEvaluation[];
}

/** Of a line's group: its colour is the state's, its strength tells the present one. */
export const curveClass = (pinned: boolean, state: State): string =>
  `${pinned ? 'glab-pinned' : 'glab-present'}${state === 'cell' ? ' glab-memory' : ''}`;

export const dashOf = (letter: Letter): string => dashes[letters.indexOf(letter)] ?? '';

/** Settings change nothing about `changes`, which is the history of the learning rate. */
export const sameRun = (a: LabConfig, b: LabConfig) =>
  JSON.stringify({ ...a, changes: [] }) === JSON.stringify({ ...b, changes: [] });

/** A curve of the same run and step takes the place of the older one; a fifth that of the oldest. */
export function withPin(pins: readonly Pin[], next: Omit<Pin, 'letter'>): readonly Pin[] {
  const same = pins.find((pin) => sameRun(pin.config, next.config) && pin.step === next.step);
  if (same) return pins.map((pin) => (pin === same ? { ...next, letter: same.letter } : pin));
  const kept = pins.length < mostPins ? pins : pins.slice(1);
  const letter = letters.find((one) => kept.every((pin) => pin.letter !== one)) ?? 'A';
  return [...kept, { ...next, letter }];
}

export function usePins() {
  const [pins, setPins] = useState<readonly Pin[]>([]);
  const pin = useCallback((next: Omit<Pin, 'letter'>) => setPins((last) => withPin(last, next)), []);
  const remove = useCallback(
    (letter: Letter) => setPins((last) => last.filter((own) => own.letter !== letter)),
    [],
  );
  return { pins, pin, remove };
}
