// Words of the figure `gates`.
import { format, quoted } from '../format.ts';

/** What each quantity is called, in figures and in sentences. */
export const quantities = {
  input: 'input gate',
  forget: 'forget gate',
  candidate: 'candidate',
  output: 'output gate',
  reset: 'reset gate',
  update: 'update gate',
  cell: 'cell state',
  hidden: 'hidden state',
};

const value = (number: number) => (Number.isFinite(number) ? format.loss(number) : 'not a number');

export const gates = {
  title: 'Gates, unit by unit',
  tab: 'Gates',
  unit: (unit: number) => `unit ${format.integer(unit + 1)}`,
  cell: (quantity: string, unit: number, word: string, number: number) =>
    `${quantity}, unit ${format.integer(unit + 1)}, at ${quoted(word)}: ${value(number)}`,
  future: (quantity: string, unit: number, word: string) =>
    `${quantity}, unit ${format.integer(unit + 1)}: ${quoted(word)} has not been read yet`,
  order: 'Order of the units',
  orders: { number: 'by number', activity: 'liveliest first' },
  layer: 'Layer',
  layerName: (layer: number, backward: boolean) =>
    `${format.integer(layer + 1)}${backward ? ', read backwards' : ''}`,
  /** What one beat shows: after one more word. */
  beat: (word: string) => `reading ${quoted(word)}`,
  /** Means over the units: of gates, and of the sizes of what has a sign. */
  reads: (word: string, gates: readonly string[], sizes: readonly string[]) =>
    [
      `Reading ${quoted(word)}.`,
      ...(gates.length > 0 ? [`On average: ${gates.join(', ')}.`] : []),
      ...(sizes.length > 0 ? [`Mean size: ${sizes.join(', ')}.`] : []),
    ].join(' '),
  mean: (quantity: string, number: number) => `${quantity} ${value(number)}`,
  gateScale: 'gate: 0 shut, 1 open',
  stateScale: 'state',
  lines: (unit: number) => `Unit ${format.integer(unit + 1)}, step by step`,
  hint: 'Arrow keys move from cell to cell. Enter pins one: its arithmetic opens, and its unit is drawn as lines.',
  table: 'Each quantity, unit and word',
  columns: { quantity: 'quantity', unit: 'unit' },
};
