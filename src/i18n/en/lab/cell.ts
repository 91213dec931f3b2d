// Words of the figure `cell`.
import { counted, format, quoted } from '../format.ts';

const value = (number: number) => (Number.isFinite(number) ? format.loss(number) : 'not a number');
const two = (number: number) => (Number.isFinite(number) ? format.probability(number) : 'not a number');
const percent = (share: number) => `${format.integer(share * 100)}\u00a0%`;
const signed = (number: number) =>
  Number.isFinite(number) ? `${number < 0 ? '−' : '+'}${format.loss(Math.abs(number))}` : 'not a number';
const before = (word: string | null) => (word === null ? 'nothing yet' : `all up to ${quoted(word)}`);

export const cell = {
  title: 'One cell, move by move',
  tab: 'Cell',
  /** The way from the unit back to the whole. */
  overview: 'Back to the unrolled picture',
  layer: 'Layer',
  words: 'Step that is shown',
  /** Signs of the tasks that few fonts have. */
  signs: { '␣': 'space', ' ': 'space', '⏎': 'new line' },
  word: (word: string, step: number, steps: number) =>
    `${word}, step ${format.integer(step + 1)} of ${format.integer(steps)}`,
  /** Under the symbol in the diagram: one short word. */
  nodes: {
    x: 'read',
    hiddenBefore: 'before',
    cellBefore: 'memory',
    forget: 'forget',
    input: 'input',
    candidate: 'candidate',
    output: 'output',
    reset: 'reset',
    update: 'update',
    recalled: 'recalled',
    seen: 'let through',
    difference: 'difference',
    kept: 'kept',
    added: 'added',
    cell: 'memory',
    squashed: 'squashed',
    hidden: 'state',
    fromInput: 'from the input',
    fromState: 'from before',
    sum: 'sum',
  },
  /** In sentences. */
  names: {
    x: 'input',
    hiddenBefore: 'hidden state before',
    cellBefore: 'cell state before',
    forget: 'forget gate',
    input: 'input gate',
    candidate: 'candidate',
    output: 'output gate',
    reset: 'reset gate',
    update: 'update gate',
    recalled: 'what the state before says',
    seen: 'what the reset gate lets through',
    difference: 'state before minus candidate',
    kept: 'what is kept',
    added: 'what is added',
    cell: 'cell state',
    squashed: 'cell state, squashed',
    hidden: 'hidden state',
    fromInput: 'what the input says',
    fromState: 'what the state before says',
    sum: 'sum',
  },
  moves: {
    read: 'Read',
    forget: 'Forget',
    store: 'Store',
    update: 'Update',
    output: 'Output',
    reset: 'Reset',
    candidate: 'Propose',
    mix: 'Mix',
    squash: 'Squash',
  },
  /** What a move does, in one short line. */
  does: {
    read: 'What is read, and the state before it, come in.',
    forget: 'How much of each unit of the memory stays.',
    store: 'What might be written, and how much of it is.',
    update: 'What is left, plus what is added: the only two things done to the memory.',
    output: 'How much of the memory is shown.',
    reset: 'How much of the state before the candidate may see.',
    candidate: 'What might be written.',
    mix: 'What is read and the state before it, each through a matrix, added up.',
    squash: 'The sum is bent into its range.',
  },
  merge: 'Between candidate and state before: z keeps the old, 1 − z takes the new.',
  merged: 'The network computes n + z·(h − n), number by number, which is the same.',
  move: (move: string, at: number, count: number) =>
    `${move}: move ${format.integer(at + 1)} of ${format.integer(count)}`,
  equations: 'The equations',
  held: (number: number) => `${format.integer(number)}, held`,
  heldAt: 'held',
  pointed: (unit: number) =>
    `Numbers of unit ${format.integer(unit + 1)}, the second index. Point at another unit to see its own.`,
  diagram: (cell: string, word: string) => `The ${cell} at ${quoted(word)}`,
  cells: { rnn_tanh: 'RNN (tanh)', rnn_relu: 'RNN (ReLU)', lstm: 'LSTM', gru: 'GRU' },
  hint: 'Arrow keys along a strip go from unit to unit, across it from vector to vector. Enter pins a number: its arithmetic opens. Escape lets it go.',
  point: (name: string, unit: number, word: string, number: number) =>
    `${name}, unit ${format.integer(unit + 1)}, at ${quoted(word)}: ${value(number)}`,
  notYet: (name: string, move: string) => `The ${name} comes with the move ${quoted(move)}.`,
  lines: (units: number, lines: number) =>
    `Every strip shows all ${counted(units, 'unit', 'units')}, 16 in a line, ${format.integer(lines)} lines.`,
  states: 'states and candidate',
  statesAndSums: 'states and sums',
  input: 'what is read, x',
  gates: 'gate: 0 shut, 1 open',
  thickness: 'line: size of its numbers (r.m.s.)',
  path: 'The pale band is the way of the state from step to step.',

  // One sentence a move, with the numbers of the step.
  reads: (word: string, last: string | null, numbers: number) =>
    `${quoted(word)} comes in as ${counted(numbers, 'number', 'numbers')}, with the state after ${before(last)}.`,
  forgets: (mean: number) =>
    `On average the forget gate lets ${percent(mean)} of each unit of the memory stay.`,
  stores: (mean: number, size: number) =>
    `The input gate lets in ${percent(mean)} of the candidate on average; what is added has a size of ${two(size)}.`,
  updates: (kept: number, added: number, passes: number) =>
    `The memory is what was kept (size ${two(kept)}) plus what was added (${two(added)}). Backwards a gradient passes here times f alone: ${two(passes)} on average.`,
  outputs: (mean: number) => `The output gate shows ${percent(mean)} of the squashed memory on average.`,
  resets: (mean: number) =>
    `The reset gate lets the candidate see ${percent(mean)} of what the state before says.`,
  proposes: (size: number) =>
    `The candidate has a size of ${two(size)}: it is what the state would be if nothing were kept.`,
  merges: (mean: number) =>
    `The new state is ${percent(mean)} old and ${percent(1 - mean)} new on average. Backwards a gradient passes here times z: ${two(mean)}.`,
  mixes: (input: number, state: number) =>
    `The input puts in numbers of size ${two(input)}, the state before ${two(state)}.`,
  squashes: (size: number, next: number) =>
    `Size ${two(size)} before, ${two(next)} after. No way leads past the matrix and this function, forwards or backwards.`,
  says: (what: string, at: string) => `At ${quoted(at)} the network says ${what}.`,
  sure: (word: string, probability: number) => `${quoted(word)} (${percent(probability)})`,

  clamps: 'Hold a gate',
  noGates: 'This cell has no gates to hold.',
  hold: (gate: string) => `Hold the ${gate}`,
  choices: { free: 'free', 0: '0', 1: '1' },
  moved: (largest: number) =>
    `Bars: how far the state after each step has moved from the free run, up to ${two(largest)}.`,
  movedAt: (distance: number) => `moved by ${two(distance)}`,
  effect: 'What holding it does',
  effectNone:
    'Hold a gate at 0 or 1: memory, output and loss of the whole sequence are computed again, and compared.',
  columns: { what: 'at this step', free: 'free', held: 'held', change: 'change' },
  size: (name: string) => `${name}, size`,
  apart: (distance: number) => `moved by ${two(distance)}`,
  outputAt: (word: string) => `says at ${quoted(word)}`,
  loss: 'loss of the sequence',
  noLoss: 'nothing asked',
  number: value,
  difference: signed,
  points: (word: string, change: number) =>
    `${quoted(word)} ${change < 0 ? '−' : '+'}${format.rate(Math.round(Math.abs(change) * 1000) / 10)} points`,
  heldReads: (loss: number, change: number) =>
    `With held gates the loss is ${value(loss)}, ${signed(change)} against the free run.`,

  table: 'Each vector of the step, unit by unit',
  tableColumns: { vector: 'vector', unit: 'unit', value: 'value', free: 'free run' },
};
