// How one number of a trace came to be: its value from the op that made it, its gradient from everything that read it.
// Pure functions on a trace; long sums are shortened in the text, never in the data.

import type { TensorId, Trace } from '../trace.ts';
import { evaluate, productOf } from './evaluate.ts';
import { type Form, type Formula, type Reference, sumOf, type Term, tensorAt } from './formula.ts';
import { operations } from './registry.ts';
import { type Subject, subjectOf } from './subject.ts';
import { formulaText } from './text.ts';

export interface Explanation {
  readonly kind: 'explained';
  readonly subject: Subject;
  /** The op that made it; of a gradient `backward`, or `seed` for that of the loss. */
  readonly op: string;
  readonly form: Form;
  /** All of them. */
  readonly terms: readonly Term[];
  readonly chosen: number | null;
  /** `σ(0.31·0.82 + … + 0.05) = 0.44`. */
  readonly text: string;
  /** What the terms give, in double precision; the traced number itself where it was given. */
  readonly result: number;
  /** The number in the trace, in float32. */
  readonly traced: number;
  /** result − traced: float32's rounding. */
  readonly difference: number;
  /** Every number that the terms were read from, once. */
  readonly opens: readonly Reference[];
  /** Of an activation: the sum that it squashes, which the terms write out. */
  readonly squashed: Reference | null;
}

/** Nobody has said how this op calculates. */
export interface NotExplained {
  readonly kind: 'notExplained';
  readonly subject: Subject;
  readonly op: string;
  readonly traced: number;
}

/** There is no gradient: the number does not depend on anything learnt, or nothing that is asked depends on it. */
export interface NoGradient {
  readonly kind: 'noGradient';
  readonly subject: Subject;
}

export type Arithmetic = Explanation | NotExplained | NoGradient;

/**
 * @param index place among the tensor's numbers, row by row
 * @throws RangeError for a tensor or an index that the trace does not have
 */
export function arithmeticOf(
  trace: Trace,
  id: TensorId,
  index: number,
  of: 'value' | 'gradient' = 'value',
): Arithmetic {
  const subject = subjectOf(trace, id, index, of);
  const tensor = tensorAt(trace, id);
  if (of === 'value') {
    const traced = tensor.values[index] as number;
    const formula = operations[tensor.op]?.value(trace, tensor, index);
    const explained = explanation(subject, tensor.op, formula, traced);
    const [input] = tensor.inputs;
    const squashes = formula && squashing.has(formula.form) && input !== undefined;
    return squashes && explained.kind === 'explained'
      ? { ...explained, squashed: { tensor: input, index, of: 'value' } }
      : explained;
  }
  if (!tensor.gradient) return { kind: 'noGradient', subject };
  const traced = tensor.gradient[index] as number;
  if (id === trace.lossTensor)
    return explanation(subject, 'seed', { form: 'given', terms: [], chosen: null }, traced);
  const terms = contributions(trace, id, index);
  return explanation(subject, 'backward', terms && sumOf(terms), traced);
}

const squashing: ReadonlySet<Form> = new Set(['sigmoid', 'tanh', 'relu']);

/** What every reader of the tensor adds to the gradient of this element; undefined where one of them is not explained. */
function contributions(trace: Trace, id: TensorId, index: number): readonly Term[] | undefined {
  const found: Term[] = [];
  for (const { reader, input } of readersOf(trace, id)) {
    const tensor = tensorAt(trace, reader);
    if (!tensor.gradient) continue;
    const terms = operations[tensor.op]?.gradient(trace, tensor, input, index);
    if (!terms) return undefined;
    for (const own of terms) found.push({ ...own, via: reader });
  }
  return found;
}

interface Reader {
  readonly reader: TensorId;
  /** Which of its inputs. */
  readonly input: number;
}

const readers = new WeakMap<Trace, readonly (readonly Reader[])[]>();

function readersOf(trace: Trace, id: TensorId): readonly Reader[] {
  let lists = readers.get(trace);
  if (!lists) {
    const made = trace.tensors.map((): Reader[] => []);
    for (const tensor of trace.tensors)
      tensor.inputs.forEach((input, place) => {
        made[input]?.push({ reader: tensor.id, input: place });
      });
    lists = made;
    readers.set(trace, lists);
  }
  return lists[id] ?? [];
}

function explanation(
  subject: Subject,
  op: string,
  formula: Formula | undefined,
  traced: number,
): Explanation | NotExplained {
  if (!formula) return { kind: 'notExplained', subject, op, traced };
  const result = formula.form === 'given' ? traced : evaluate(formula);
  return {
    kind: 'explained',
    subject,
    op,
    ...formula,
    text: formulaText(formula, result),
    result,
    traced,
    difference: result - traced,
    opens: references(formula.terms),
    squashed: null,
  };
}

/** Every number that the terms were read from, once, in their order. */
function references(terms: readonly Term[]): Reference[] {
  const seen = new Map<string, Reference>();
  for (const { factors, by } of terms) {
    for (const reference of [...factors.map((factor) => factor.reference), by]) {
      if (reference) seen.set(`${reference.tensor} ${reference.index} ${reference.of}`, reference);
    }
  }
  return [...seen.values()];
}

/** Σ of the sizes of the terms: what their rounding is measured by. */
export function magnitudeOf(terms: readonly Term[]): number {
  return terms.reduce((sum, term) => sum + Math.abs(productOf(term)), 0);
}
