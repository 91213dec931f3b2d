// A number's name in words, from the parts that the arithmetic gives.
import { type Subject, type SubjectIndex, subjectOf } from '../../experiment/lab/arithmetic/subject.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { PinnedNumber } from '../definition.ts';

type Words = Pick<LabMessages, 'inspector' | 'quantities'>;

function noun({ role, part }: Subject, { inspector, quantities }: Words): string {
  if (role === 'parameter') return part;
  const known: Readonly<Record<string, string>> =
    role === 'gate' || role === 'state' ? quantities : inspector.parts;
  // Parts of one tensor are numbered: `sum2` is one of the sums.
  return known[part] ?? known[part.replace(/\d+$/, '')] ?? part;
}

const tokensOf = ({ tensors }: Trace) => tensors.find(({ name }) => name === 'tokens');

/** The vocabulary's word for a row of the embedding, if the text has it. */
function wordOfRow(trace: Trace, row: number): string | undefined {
  const place = tokensOf(trace)?.values.indexOf(row) ?? -1;
  return trace.tokens?.[place];
}

/** The word that a number stands for, if it is a token; and its row in the embedding, from 0. */
export function tokenAt(
  trace: Trace,
  { tensor, index, of }: PinnedNumber,
): { readonly word: string; readonly row: number } | undefined {
  const own = trace.tensors[tensor];
  const word = trace.tokens?.[index];
  if (of !== 'value' || !own || own !== tokensOf(trace) || word === undefined) return undefined;
  return { word, row: own.values[index] as number };
}

function indexWords(
  trace: Trace,
  { index, block, dim }: SubjectIndex,
  axis: number,
  { role, part, indices }: Subject,
  { inspector: m, quantities }: Words,
): string {
  if (part === 'tokens') return m.at(trace.labels[index] ?? '', index);
  if (part === 'embedding.weight' && axis === 0) {
    const word = wordOfRow(trace, index);
    if (word !== undefined) return m.rowOf(word, index);
  }
  const gates: Readonly<Record<string, string>> = quantities;
  if (block) return m.gateRow(gates[block.gate] ?? block.gate, block.unit);
  if (role === 'parameter' && indices.length === 2) return axis === 0 ? m.row(index) : m.column(index);
  return dim === 'H' ? m.unit(index) : m.number(index);
}

/** “forget gate, unit 3”, without where in the text it is. */
export function shortName(trace: Trace, subject: Subject, words: Words): string {
  const whole = noun(subject, words);
  const indices = subject.role === 'loss' ? [] : subject.indices;
  const name = [whole, ...indices.map((index, axis) => indexWords(trace, index, axis, subject, words))].join(
    ', ',
  );
  return subject.of === 'gradient' ? words.inspector.gradientOf(name) : name;
}

/** The name with the word, unless that of step `beside`, and the layer where there are several. */
function fullName(trace: Trace, subject: Subject, words: Words, beside: number | null): string {
  const { time, layer, direction } = subject;
  const label = time === null || time === beside ? undefined : trace.labels[time];
  const places = [
    ...(label === undefined || time === null ? [] : [words.inspector.at(label, time)]),
    ...(layer === null || trace.layers.length < 2
      ? []
      : [words.inspector.layer(layer, direction === 'backward')]),
  ];
  return [shortName(trace, subject, words), ...places].join(', ');
}

/** Whether the trace has such a number: another text or another network may not. */
export function isThere(trace: Trace, { tensor, index }: PinnedNumber): boolean {
  const { values } = trace.tensors[tensor] ?? {};
  return values !== undefined && Number.isInteger(index) && index >= 0 && index < values.length;
}

/** @param beside the step of which everything is that is said nothing about; null: always said */
export function nameOf(
  trace: Trace,
  { tensor, index, of }: PinnedNumber,
  words: Words,
  beside: number | null = null,
): string {
  return fullName(trace, subjectOf(trace, tensor, index, of), words, beside);
}
