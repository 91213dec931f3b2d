// Numbers as labels and answers write them: two decimals, and a real minus.

import type { PredictionTask } from './task.ts';

export const numberText = (value: number): string => value.toFixed(2).replace('-', '−');

/** A change: its sign is always written. */
export const changeText = (value: number): string => `${value < 0 ? '' : '+'}${numberText(value)}`;

/** How a task's answers are written: in its labels' own units, where the network reads and says them normalised. */
export function answerWriter({ units }: PredictionTask): (values: readonly number[]) => string {
  const one = units
    ? (value: number) => `${changeText(value * units.deviation + units.mean)} ${units.name}`
    : numberText;
  return (values) => values.map(one).join(', ');
}
