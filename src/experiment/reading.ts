// Untrusted values to numbers and names, one at a time: checked, mended where the check refuses, and reported.

import type { Choice, Continuous, Integer } from './hyperparameters.ts';
import { type ConfigProblem, type ProblemReason, problem } from './problems.ts';

/** Reads one value and reports what it could not use; never throws for plain values. */
export type Reader<T> = (field: string, value: unknown, problems: ConfigProblem[]) => T;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number, or one written out in decimal; NaN for anything else. */
export function toNumber(value: unknown): number {
  const number = typeof value === 'string' && decimal.test(value) ? Number(value) : value;
  return typeof number === 'number' ? number + 0 : Number.NaN; // + 0 makes 0 of −0
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** `value` as `read` makes it; where `refuse` gives a reason, what `mend` makes of it instead, with a report. */
function readerOf<Read, T extends Read>(
  read: (value: unknown) => Read,
  refuse: (read: Read) => ProblemReason | undefined,
  mend: (read: Read, why: ProblemReason) => T,
): Reader<T> {
  return (field, value, problems) => {
    const given = read(value);
    const why = refuse(given);
    if (why === undefined) return given as T; // it was not refused
    const used = mend(given, why);
    problems.push(problem(field, value, why, used));
    return used;
  };
}

/** Clamped when out of range, `otherwise` when it is not a number as `counts` wants one. */
function rangeReader({ min, max }: Range, otherwise: number, counts: (value: number) => boolean) {
  return readerOf(
    toNumber,
    (value) => {
      if (Number.isNaN(value)) return 'not-a-number';
      if (value < min || value > max) return 'out-of-range';
      return counts(value) ? undefined : 'not-a-number';
    },
    (value, why) => (why === 'out-of-range' ? Math.min(max, Math.max(min, value)) : otherwise),
  );
}

/** A real number: clamped when out of range, `otherwise` when it is not a number. */
export function continuousReader(range: Range, otherwise: number): Reader<number> {
  return rangeReader(range, otherwise, () => true);
}

/** A whole number: clamped when out of range, `otherwise` when it is not a whole number. */
export function integerReader(range: Range, otherwise: number): Reader<number> {
  return rangeReader(range, otherwise, Number.isInteger);
}

/** One of a few numbers; `otherwise` when it is none of them. */
function choiceReader(choices: readonly number[], otherwise: number): Reader<number> {
  return readerOf(
    toNumber,
    (value) => (Number.isNaN(value) ? 'not-a-number' : choices.includes(value) ? undefined : 'not-a-choice'),
    () => otherwise,
  );
}

/** One of a few names, exactly as written; `otherwise` when it is none of them. */
export function nameReader<const T extends string>(names: readonly T[], otherwise: T): Reader<T> {
  const known: readonly unknown[] = names;
  return readerOf<unknown, T>(
    (value) => value,
    (value) => (known.includes(value) ? undefined : 'not-a-choice'),
    () => otherwise,
  );
}

/** A number as its hyperparameter wants it. */
export function numberReader(entry: Continuous | Integer | Omit<Choice, 'unit'>): Reader<number> {
  switch (entry.kind) {
    case 'continuous':
      return continuousReader(entry.accepts, entry.default);
    case 'integer':
      return integerReader(entry, entry.default);
    case 'choice':
      return choiceReader(entry.choices, entry.default);
  }
}

const versionNumber = integerReader({ min: 1, max: Number.MAX_SAFE_INTEGER }, 1);

/** The version of a config: a newer one is read as far as it is understood. */
export const readVersion: Reader<1> = (field, value, problems) => {
  if (versionNumber(field, value, problems) > 1) problems.push(problem(field, value, 'newer-version', 1));
  return 1;
};
