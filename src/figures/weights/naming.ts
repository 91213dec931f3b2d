// A parameter's numbers in words: which row, which column, of what.
import type { ParameterState } from '../../experiment/lab/queries.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import { type Mode, parseName, shortName, sidesOf } from './parameters.ts';
import type { Shares } from './shares.ts';

type Words = LabMessages['weights'];

/** What a gate's block is called; a cell without gates has the state itself. */
export const gateName = (gate: string, quantities: LabMessages['quantities']): string =>
  (quantities as Readonly<Record<string, string>>)[gate] ?? gate;

/** “forget gate, to unit 3, from unit 1” */
function whereOf(
  parameter: ParameterState,
  index: number,
  gates: readonly string[],
  { weights: m, quantities }: Pick<LabMessages, 'weights' | 'quantities'>,
): string {
  const [rows, columns] = sidesOf(parameter);
  const [row, column] = [Math.floor(index / columns), index % columns];
  const { part, layer } = parseName(parameter.name);
  const [rowNames, columnNames] = parameter.labels;
  const named = (names: readonly string[] | null | undefined, at: number) => {
    const name = names?.[at];
    return name === undefined ? undefined : m.named(name);
  };
  const ofRow = () => {
    if (layer === null) return named(rowNames, row) ?? m.number(row);
    const units = rows / Math.max(1, gates.length);
    const unit = row % units;
    const words = columns === 1 ? m.own(unit) : m.to(unit);
    return gates.length > 1
      ? `${gateName(gates[Math.floor(row / units)] ?? '', quantities)}, ${words}`
      : words;
  };
  if (parameter.shape.length === 1) return ofRow();
  const ofColumn =
    named(columnNames, column) ??
    (part === 'embedding.weight'
      ? m.number(column)
      : part === 'weight_ih'
        ? m.input(column)
        : m.from(column));
  return `${ofRow()}, ${ofColumn}`;
}

export const cellWords = (
  parameter: ParameterState,
  index: number,
  mode: Mode,
  gates: readonly string[],
  words: Pick<LabMessages, 'weights' | 'quantities'>,
): string =>
  words.weights.cell(
    shortName(parameter.name),
    whereOf(parameter, index, gates, words),
    mode,
    parameter[mode][index] ?? Number.NaN,
  );

/** How many shares are told one by one; the others come as their sum. */
const told = 4;

/** What one weight's gradient is made of, step by step, the largest shares first. */
export function itemised(trace: Trace, shares: Shares, index: number, m: Words): string {
  const each = trace.labels
    .map((_, t) => ({ t, value: shares.at(t, index) }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const words = each.slice(0, told).map(({ t, value }) => m.shareOf(trace.labels[t] ?? '', value));
  const rest = each.slice(told);
  if (rest.length > 0)
    words.push(
      m.andMore(
        rest.length,
        rest.reduce((sum, { value }) => sum + value, 0),
      ),
    );
  const sum = each.reduce((total, { value }) => total + value, 0);
  return m.everywhere(trace.labels.length, words.join(', '), sum);
}
