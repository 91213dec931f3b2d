// Learning rates that change during a run: pure functions from the update's number to a factor of the base rate.

import { cosine as cos, power, TAU } from '../numeric.ts';

/** @param update updates done before this one: 0 for the first @returns what the base rate is multiplied by */
export type Schedule = (update: number) => number;

/** The same factor always. */
export function constant(factor = 1): Schedule {
  requireFactor('constant', 'factor', factor);
  return () => factor;
}

/** gamma^⌊update / every⌋: a fall after every so many updates, as torch.optim.lr_scheduler.StepLR. */
export function step(every: number, gamma: number): Schedule {
  requireCount('step', 'every', every);
  requireFactor('step', 'gamma', gamma);
  return (update) => power(gamma, Math.floor(update / every));
}

/**
 * From 1 to `floor` along half a cosine over `total` updates, and `floor` from then on
 * (Loshchilov & Hutter 2017, without restarts).
 */
export function cosine(total: number, floor = 0): Schedule {
  requireCount('cosine', 'total', total);
  requireFactor('cosine', 'floor', floor);
  return (update) =>
    update >= total ? floor : floor + ((1 - floor) * (1 + cos((TAU / 2) * (update / total)))) / 2;
}

/**
 * Rises in a straight line over the first `updates` updates, 1/updates for the first and 1 for the last of them; after
 * that follows `then`, which counts from 0 again.
 */
export function warmUp(updates: number, then: Schedule = constant()): Schedule {
  requireCount('warmUp', 'updates', updates);
  return (update) => (update < updates ? (update + 1) / updates : then(update - updates));
}

function requireCount(schedule: string, option: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new RangeError(`${schedule}: ${option} must be a positive whole number, not ${value}`);
}

function requireFactor(schedule: string, option: string, value: number): void {
  if (value >= 0 && value < Infinity) return;
  throw new RangeError(`${schedule}: ${option} must be a number from 0 up, not ${value}`);
}
