// Changes of the learning rate made while a run trains. They are part of its config, so that the run can be repeated.

import { type Changes, MAX_CHANGES } from './config.ts';
import type { Continuous } from './hyperparameters.ts';
import { problem } from './problems.ts';
import { continuousReader, type Reader, toNumber } from './reading.ts';

/** `60:0.001`, or an object of the same two numbers; undefined where it is neither. */
function changeOf(item: unknown): Changes | undefined {
  const object: { readonly step?: unknown; readonly learningRate?: unknown } =
    typeof item === 'object' && item !== null ? item : {};
  const parts = typeof item === 'string' ? item.split(':') : [object.step, object.learningRate];
  const [step = Number.NaN, learningRate = Number.NaN, ...more] = parts.map(toNumber);
  const whole = Number.isSafeInteger(step) && step >= 0;
  return whole && !Number.isNaN(learningRate) && more.length === 0 ? { step, learningRate } : undefined;
}

/** The form that changes have in a link: `60:0.001,120:0.0005`. */
export function writeChanges(changes: readonly Changes[]): string {
  return changes.map(({ step, learningRate }) => `${step}:${shortest(learningRate)}`).join(',');
}

/** The fewest digits that give the same 64-bit float back. Without "e+", whose + a link would read as a space. */
export function shortest(number: number): string {
  return String(number).replace('e+', 'e');
}

/**
 * A list of changes, or the form they have in a link; what is usable of it, by rising step. An item without a whole
 * step or without a rate is left out, a rate out of range is clamped, of two changes at one step the later counts.
 */
export function changesReader({ accepts, default: usual }: Continuous): Reader<readonly Changes[]> {
  const readRate = continuousReader(accepts, usual);
  return (field, value, problems) => {
    const given: unknown = typeof value === 'string' ? value.split(',') : value;
    if (!Array.isArray(given)) {
      problems.push(problem(field, value, 'unreadable', undefined));
      return [];
    }
    const rates = new Map<number, number>();
    for (const item of given.slice(0, MAX_CHANGES)) {
      const change = changeOf(item);
      if (change) rates.set(change.step, readRate(field, change.learningRate, problems));
      else problems.push(problem(field, item, 'unreadable', undefined));
    }
    if (given.length > MAX_CHANGES) problems.push(problem(field, given.length, 'too-long', MAX_CHANGES));
    return Array.from(rates, ([step, learningRate]) => ({ step, learningRate })).sort(
      (a, b) => a.step - b.step,
    );
  };
}
