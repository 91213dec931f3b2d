// Which number of a trace is meant, in words: "forget gate f, unit 3, at t = 2".

import type { Subject, SubjectIndex } from '../../../experiment/lab/arithmetic/subject.ts';

const symbols: Readonly<Record<string, string>> = {
  input: 'i',
  forget: 'f',
  output: 'o',
  reset: 'r',
  update: 'z',
};

/** What the parts of a pass are called. Numbered parts (sum0, sum1 …) go by their name without the number. */
const parts: Readonly<Record<string, string>> = {
  x: 'input x',
  hidden: 'hidden state h',
  cell: 'cell state c',
  hidden0: 'hidden state before the first step',
  cell0: 'cell state before the first step',
  hiddenDetached: 'hidden state, cut off from its gradient',
  cellDetached: 'cell state, cut off from its gradient',
  fromInput: 'weighted sum of the input',
  fromState: 'weighted sum of the last hidden state',
  sum: 'weighted sum of input and state',
  resetSum: 'weighted sum under the reset gate',
  updateSum: 'weighted sum under the update gate',
  candidateSum: 'weighted sum under the candidate',
  seen: 'what the candidate sees of the state',
  difference: 'last hidden state less the candidate',
  kept: 'what is kept of the old state',
  added: 'what is added to the cell state',
  squashed: 'tanh of the cell state',
  states: 'hidden states of all steps',
  output: 'output of the layer',
  final: 'final states of both directions',
  tokens: 'token',
  embedded: 'embedding of the token',
  numbers: 'input',
  read: 'state that the output layer reads',
  logits: 'score',
  probabilities: 'probability',
  prediction: 'prediction',
  target: 'target',
  error: 'error',
  squaredError: 'squared error',
  losses: 'losses of the steps',
};

const counted: Readonly<Record<string, string>> = {
  H: 'unit',
  T: 'step',
  V: 'row',
  I: 'channel',
  O: 'output',
};

function indexWords({ dim, index, block }: SubjectIndex): string {
  if (block) return `${block.gate} unit ${block.unit}`;
  return `${counted[dim] ?? (/^\d+H$/.test(dim) ? 'unit' : dim)} ${index}`;
}

function thing({ role, part, cell, time }: Subject): string {
  if (role === 'gate' && part === 'candidate') return `candidate ${cell === 'gru' ? 'n' : 'g'}`;
  if (role === 'gate') return `${part} gate ${symbols[part] ?? ''}`.trim();
  if (role === 'parameter') return part;
  if (part === 'loss') return time === null ? 'loss of the example' : 'loss of the step';
  return parts[part] ?? parts[part.replace(/\d+$/, '')] ?? part;
}

/** Units, steps and layers count from 0, as the names of tensors do. */
export function subjectWords(subject: Subject): string {
  const { of, role, indices, time, layer, direction } = subject;
  const words = [
    of === 'gradient' ? `gradient of ${thing(subject)}` : thing(subject),
    ...indices.map(indexWords),
  ];
  if (time !== null) words.push(`at t = ${time}`);
  if (layer !== null && role !== 'parameter' && layer > 0) words.push(`layer ${layer}`);
  if (direction === 'backward') words.push('read from the end');
  return words.join(', ');
}
