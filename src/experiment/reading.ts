// Untrusted values to numbers and names, one at a time: checked by a schema, mended where the schema refuses, and
// reported. The messages of the schemas here are the reasons that are reported.

import * as v from 'valibot';
import type { Choice, Continuous, Integer } from './hyperparameters.ts';
import { type ConfigProblem, type ProblemReason, problem } from './problems.ts';

/** Reads one value and reports what it could not use; never throws for plain values. */
export type Reader<T> = (field: string, value: unknown, problems: ConfigProblem[]) => T;

const reason = <R extends ProblemReason>(name: R): R => name;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number, or one written out in decimal; anything else becomes NaN, which the schema refuses. */
function toNumber(value: unknown): number {
  const number = typeof value === 'string' && decimal.test(value) ? Number(value) : value;
  return typeof number === 'number' ? number + 0 : Number.NaN; // + 0 makes 0 of −0
}

export const numberSchema = v.pipe(v.unknown(), v.transform(toNumber), v.number(reason('not-a-number')));

export interface Range {
  readonly min: number;
  readonly max: number;
}

const rangeSchema = ({ min, max }: Range) =>
  v.pipe(numberSchema, v.minValue(min, reason('out-of-range')), v.maxValue(max, reason('out-of-range')));

/** `value` if the schema takes it, else what `mend` makes of it, with a report. */
function readerOf<T>(
  schema: v.GenericSchema<unknown, T>,
  mend: (value: unknown, why: ProblemReason) => T,
): Reader<T> {
  return (field, value, problems) => {
    const result = v.safeParse(schema, value, { abortPipeEarly: true });
    if (result.success) return result.output;
    const why = result.issues[0].message as ProblemReason; // all messages in this file are reasons
    const used = mend(value, why);
    problems.push(problem(field, value, why, used));
    return used;
  };
}

function intoRange({ min, max }: Range, otherwise: number) {
  return (value: unknown, why: ProblemReason) =>
    why === 'out-of-range' ? Math.min(max, Math.max(min, toNumber(value))) : otherwise;
}

/** A real number: clamped when out of range, `otherwise` when it is not a number. */
export function continuousReader(range: Range, otherwise: number): Reader<number> {
  return readerOf(rangeSchema(range), intoRange(range, otherwise));
}

/** A whole number: clamped when out of range, `otherwise` when it is not a whole number. */
export function integerReader(range: Range, otherwise: number): Reader<number> {
  const schema = v.pipe(rangeSchema(range), v.integer(reason('not-a-number')));
  return readerOf(schema, intoRange(range, otherwise));
}

/** One of a few numbers; `otherwise` when it is none of them. */
function choiceReader(choices: readonly number[], otherwise: number): Reader<number> {
  return readerOf(v.pipe(numberSchema, v.picklist(choices, reason('not-a-choice'))), () => otherwise);
}

/** One of a few names, exactly as written; `otherwise` when it is none of them. */
export function nameReader<const T extends string>(names: readonly T[], otherwise: T): Reader<T> {
  return readerOf(v.pipe(v.unknown(), v.picklist(names, reason('not-a-choice'))), () => otherwise);
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
