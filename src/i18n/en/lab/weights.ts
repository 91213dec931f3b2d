// Words of the figure `weights`.
import { counted, format, quoted } from '../format.ts';

const place = (number: number) => format.integer(number + 1);
const signed = (text: string) => text.replace(/^-/, '−');
const value = (number: number) =>
  Number.isFinite(number) ? signed(format.rate(number + 0)) : 'not a number';
/** As a table writes a number. */
const written = (number: number) =>
  Number.isFinite(number) ? signed(format.loss(number + 0)) : 'not a number';
/** With two decimals. */
const short = (number: number) => signed(format.probability(number));
const complex = (re: number, im: number) =>
  `${short(re)}${im === 0 ? '' : ` ${im < 0 ? '−' : '+'} ${short(Math.abs(im))}i`}`;
/** What a modulus, as it is written, adds or takes in a step. */
const change = (modulus: number) => `${format.integer(Math.abs(Math.round(100 * modulus) - 100))} %`;
const share = (factor: number) => `${format.rate(Math.abs(factor) * 100)} %`;

const begun = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What each parameter is, by the part of its name that says so. */
const parts = {
  weight_ih: 'input weights',
  weight_hh: 'recurrent weights',
  bias_ih: 'bias beside the input weights',
  bias_hh: 'bias beside the recurrent weights',
  'embedding.weight': 'embedding',
  'out.weight': 'output weights',
  'out.bias': 'output bias',
};

const modes = { values: 'value', gradient: 'gradient', update: 'last update' };

export const weights = {
  title: 'Weights, and what training does to them',
  tab: 'Weights',
  mode: 'Show',
  modes: { values: 'values', gradient: 'gradient', update: 'last update' },
  scales: {
    values: 'weight',
    gradient: 'gradient of the last batch',
    update: 'what the last update added',
  },
  shareScale: 'share of one step, worked example',
  parts,
  parameter: 'Parameter',
  all: 'All parameters',
  thumbnail: (name: string, part: string, rows: number, columns: number) =>
    `${name}: ${part}, ${format.integer(rows)} × ${format.integer(columns)}`,
  heading: (part: string, layer: number | null, backward: boolean) =>
    layer === null
      ? begun(part)
      : `${begun(part)} of layer ${place(layer)}${backward ? ', which reads backwards' : ''}`,
  size: (rows: number, columns: number) =>
    columns === 1
      ? counted(rows, 'number', 'numbers')
      : `${format.integer(rows)} × ${format.integer(columns)} = ${format.integer(rows * columns)} numbers`,
  /** What rows and columns are. */
  axes: {
    weight_ih: 'Rows: units written. Columns: inputs read.',
    weight_hh: 'Rows: units written. Columns: units of the state before.',
    bias_ih: 'One number for each unit.',
    bias_hh: 'One number for each unit.',
    'embedding.weight': 'Rows: the tokens. Columns: the numbers of their vectors.',
    'out.weight': 'Rows: what may be said. Columns: the units that are read.',
    'out.bias': 'One number for each thing that may be said.',
  },
  withBias: (name: string) => `Strips at the right: ${name}.`,
  hint: 'Arrow keys move from number to number. Enter pins one: how the worked example makes it, or its gradient, opens.',
  notYet: 'No update has been made yet: gradient and update are all zero.',
  sampled: (count: number) =>
    `In small pictures a cell is the largest of up to ${format.integer(count)} numbers.`,
  to: (unit: number) => `to unit ${place(unit)}`,
  from: (unit: number) => `from unit ${place(unit)}`,
  input: (at: number) => `from input ${place(at)}`,
  named: (name: string) => quoted(name),
  number: (at: number) => `number ${place(at)}`,
  own: (unit: number) => `unit ${place(unit)}`,
  cell: (name: string, where: string, mode: 'values' | 'gradient' | 'update', number: number) =>
    `${name}, ${where}: ${modes[mode]} ${value(number)}`,
  everywhere: (steps: number, shares: string, sum: number) =>
    `One number, used at all ${counted(steps, 'step', 'steps')}. On the worked example its gradient is ${value(sum)}: ${shares}.`,
  shareOf: (word: string, number: number) => `${value(number)} from ${quoted(word)}`,
  andMore: (more: number, sum: number) => `${value(sum)} from ${counted(more, 'other step', 'other steps')}`,
  strip: {
    title: (name: string) => `The same ${name} at every step`,
    notes: {
      values:
        'Every tile is the very same matrix. The bars: how much each step of this text adds to its gradient.',
      update:
        'One update changes all of them at once. The bars: how much each step of this text adds to the gradient.',
      gradient:
        'Each step has its own share of this text’s gradient (above is the last batch’s); the shares add up, from the last step to the first.',
      gradientBackwards:
        'Each step has its own share of this text’s gradient (above is the last batch’s); the shares add up, from the first step to the last, as this layer reads backwards.',
    },
    hint: 'Left and right arrow keys move from step to step. Enter goes to that beat.',
    axis: 'size of the share',
    sum: 'sum',
    reads: (word: string, norm: number, part: number) =>
      `At ${quoted(word)} the same matrix is read. This step’s share of its gradient has size ${value(norm)}, ${share(part)} of the sizes of all.`,
    adds: (word: string, norm: number, steps: number, sum: number) =>
      `${quoted(word)} adds a share of size ${value(norm)}. The sum of ${counted(steps, 'share', 'shares')} has size ${value(sum)}.`,
    whole: (steps: number, sum: number) =>
      `The same matrix at ${counted(steps, 'step', 'steps')}: their shares add up to this text’s gradient, of size ${value(sum)}.`,
    none: 'How much each step adds to the gradient is itemised for the input and recurrent weights: choose one of those.',
    failed: (why: string) => `The steps cannot be shown: ${why}`,
  },
  histogram: {
    title: (mode: 'values' | 'gradient' | 'update') => `How the ${modes[mode]}s are spread`,
    count: (count: number) => `${counted(count, 'number', 'numbers')} in the fullest bin`,
    facts: (mean: number, deviation: number) => `mean ${value(mean)}, standard deviation ${value(deviation)}`,
  },
  plane: {
    title: (name: string) => `Eigenvalues of ${name}`,
    block: (gate: string) => `${gate}: eigenvalues`,
    note: 'The ring is the unit circle; faint dots: the frames before.',
    hint: 'Left and right arrow keys move from the largest to the smallest.',
    grows: (modulus: number) =>
      `Largest modulus ${short(modulus)}: in the long run, what is written grows by ${change(modulus)} a step if nothing else acts.`,
    shrinks: (modulus: number) =>
      `Largest modulus ${short(modulus)}: in the long run, what is written shrinks by ${change(modulus)} a step or more if nothing else acts.`,
    stays: (modulus: number) =>
      `Largest modulus ${short(modulus)}: in the long run, what is written keeps its size if nothing else acts.`,
    gate: (modulus: number) =>
      `Largest modulus ${short(modulus)}: along that eigenvector, the state comes into this gate’s sum ${short(modulus)} times as large.`,
    /** In few words. */
    largest: (modulus: number) => `largest modulus ${short(modulus)}`,
    value: ({ re, im, modulus }: { readonly re: number; readonly im: number; readonly modulus: number }) =>
      `${complex(re, im)}, modulus ${short(modulus)}`,
    gated:
      'A modulus says how many times as large the state comes into the gate’s sum, not how long memory lasts: that is up to the gates.',
    one: (gate: string, at: number, count: number, re: number, im: number, modulus: number) =>
      `${gate}, eigenvalue ${place(at)} of ${format.integer(count)}: ${complex(re, im)}, modulus ${short(modulus)}`,
    axisReal: 'real',
    axisImaginary: 'imaginary',
  },
  beat: (word: string) => quoted(word),
  table: 'The parameter that is shown large, with its bias',
  written,
  columns: {
    name: 'parameter',
    row: 'row',
    column: 'column',
    value: 'value',
    gradient: 'gradient of the last batch',
    update: 'last update',
    share: (word: string, step: number) => `gradient of this text, share of step ${place(step)} (${word})`,
    real: (name: string, gate: string) => `eigenvalues of ${name}, ${gate}, real part`,
    imaginary: (name: string, gate: string) => `eigenvalues of ${name}, ${gate}, imaginary part`,
  },
};
