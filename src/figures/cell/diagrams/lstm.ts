// The LSTM: the memory runs along the top and is touched twice; everything else happens below it.
import { looks } from '../../lab/quantities.ts';
import { between, type Diagram, edge, gate, hiddenBefore, made, type NodeId, x } from './diagram.ts';

const read = (to: NodeId) => [
  edge(['hiddenBefore', to], 'hiddenBefore', 'read', 'bus', 0),
  edge(['x', to], 'x', 'read', 'bus', 1),
];

const sum = (letter: string) => `(W_${letter} {x} + U_${letter} {hiddenBefore} + b_${letter})`;

export const lstm: Diagram = {
  nodes: [
    {
      ...made('cellBefore', [0, 0], looks.cell, 'read'),
      time: 'before',
      source: { inputOf: 'kept', place: 1 },
    },
    hiddenBefore([0, 2]),
    x([0.85, 2]),
    gate('forget', [1.75, 2], 'forget'),
    between('kept', [2.6, 0], 'cell', 'f ⊙ c', 'forget'),
    gate('input', [2.9, 2], 'store'),
    made('candidate', [3.9, 2], looks.candidate, 'store'),
    between('added', [3.4, 1], 'cell', 'i ⊙ g', 'store'),
    made('cell', [4.4, 0], looks.cell, 'update'),
    gate('output', [4.85, 2], 'output'),
    between('squashed', [5.7, 1], 'cell', 'tanh c', 'output'),
    made('hidden', [6.55, 2], looks.hidden, 'output'),
  ],
  operations: [
    { id: 'forgetTimes', at: [1.75, 0], glyph: '⊙', move: 'forget' },
    { id: 'storeTimes', at: [3.4, 1.5], glyph: '⊙', move: 'store' },
    { id: 'plus', at: [3.4, 0], glyph: '+', move: 'update' },
    { id: 'outputTimes', at: [5.7, 2], glyph: '⊙', move: 'output' },
  ],
  edges: [
    ...read('forget'),
    ...read('input'),
    ...read('candidate'),
    ...read('output'),
    edge(['cellBefore', 'forgetTimes'], 'cellBefore', 'forget'),
    edge(['forget', 'forgetTimes'], 'forget', 'forget'),
    edge(['forgetTimes', 'kept'], 'kept', 'forget'),
    edge(['input', 'storeTimes'], 'input', 'store', 'across'),
    edge(['candidate', 'storeTimes'], 'candidate', 'store', 'across'),
    edge(['storeTimes', 'added'], 'added', 'store'),
    edge(['kept', 'plus'], 'kept', 'update'),
    edge(['added', 'plus'], 'added', 'update'),
    edge(['plus', 'cell'], 'cell', 'update'),
    edge(['cell', [7.3, 0]], 'cell', 'update'),
    edge(['cell', 'squashed'], 'cell', 'output', 'across'),
    edge(['squashed', 'outputTimes'], 'squashed', 'output'),
    edge(['output', 'outputTimes'], 'output', 'output'),
    edge(['outputTimes', 'hidden'], 'hidden', 'output'),
    edge(['hidden', [7.3, 2]], 'hidden', 'output'),
  ],
  path: ['cellBefore', 'cell'],
  moves: [
    { id: 'read', equations: [] },
    {
      id: 'forget',
      equations: [{ of: 'forget', symbols: `σ${sum('f')}`, numbers: 'σ({forgetSum})' }],
    },
    {
      id: 'store',
      equations: [
        { of: 'input', symbols: `σ${sum('i')}`, numbers: 'σ({inputSum})' },
        { of: 'candidate', symbols: `tanh${sum('g')}`, numbers: 'tanh({candidateSum})' },
      ],
    },
    {
      id: 'update',
      equations: [
        {
          of: 'cell',
          symbols: '{forget} ⊙ {cellBefore} + {input} ⊙ {candidate}',
          numbers: '{forget}·{cellBefore} + {input}·{candidate}',
        },
      ],
    },
    {
      id: 'output',
      equations: [
        { of: 'output', symbols: `σ${sum('o')}`, numbers: 'σ({outputSum})' },
        { of: 'hidden', symbols: '{output} ⊙ tanh({cell})', numbers: '{output}·tanh({cell})' },
      ],
    },
  ],
  extras: {
    inputSum: { name: 'sum0' },
    forgetSum: { name: 'sum1' },
    candidateSum: { name: 'sum2' },
    outputSum: { name: 'sum3' },
  },
  states: ['cell', 'hidden'],
  passes: 'forget',
};
