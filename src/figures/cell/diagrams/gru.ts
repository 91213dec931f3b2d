// The GRU: memory and hidden state are one. What the engine adds to the candidate is z ⊙ (h − n): the same as
// (1 − z) ⊙ n + z ⊙ h, with one product less.
import { looks } from '../../lab/quantities.ts';
import { between, type Diagram, edge, gate, hiddenBefore, made, x } from './diagram.ts';

export const gru: Diagram = {
  nodes: [
    hiddenBefore([0, 0]),
    x([0.75, 2]),
    gate('reset', [1.6, 2], 'reset'),
    {
      ...between('recalled', [2.6, 2], 'hidden', 'U h + d', 'reset'),
      source: { inputOf: 'seen', place: 1 },
    },
    between('seen', [2.1, 1], 'hidden', 'r ⊙ (…)', 'reset'),
    made('candidate', [3.4, 1], { ...looks.candidate, symbol: 'n' }, 'candidate'),
    between('difference', [4.25, 0], 'hidden', 'h − n', 'update'),
    gate('update', [5.05, 2], 'update'),
    between('kept', [5.85, 0], 'hidden', 'z ⊙ (h − n)', 'update'),
    made('hidden', [7.4, 0], looks.hidden, 'update'),
  ],
  operations: [
    { id: 'resetTimes', at: [2.1, 1.5], glyph: '⊙', move: 'reset' },
    { id: 'minus', at: [3.4, 0], glyph: '−', move: 'update' },
    { id: 'updateTimes', at: [5.05, 0], glyph: '⊙', move: 'update' },
    { id: 'plus', at: [6.65, 0], glyph: '+', move: 'update' },
  ],
  edges: [
    edge(['hiddenBefore', 'reset'], 'hiddenBefore', 'read', 'bus', 0),
    edge(['x', 'reset'], 'x', 'read', 'bus', 1),
    edge(['hiddenBefore', 'recalled'], 'hiddenBefore', 'read', 'bus', 0),
    edge(['hiddenBefore', 'update'], 'hiddenBefore', 'read', 'bus', 0),
    edge(['x', 'update'], 'x', 'read', 'bus', 1),
    edge(['x', 'candidate'], 'x', 'read', 'bus', 1),
    edge(['reset', 'resetTimes'], 'reset', 'reset', 'across'),
    edge(['recalled', 'resetTimes'], 'recalled', 'reset', 'across'),
    edge(['resetTimes', 'seen'], 'seen', 'reset'),
    edge(['seen', 'candidate'], 'seen', 'candidate'),
    edge(['hiddenBefore', 'minus'], 'hiddenBefore', 'update'),
    edge(['candidate', 'minus'], 'candidate', 'update'),
    edge(['minus', 'difference'], 'difference', 'update'),
    edge(['difference', 'updateTimes'], 'difference', 'update'),
    edge(['update', 'updateTimes'], 'update', 'update'),
    edge(['updateTimes', 'kept'], 'kept', 'update'),
    edge(['kept', 'plus'], 'kept', 'update'),
    edge(['candidate', 'plus'], 'candidate', 'update', 'along'),
    edge(['plus', 'hidden'], 'hidden', 'update'),
    edge(['hidden', [8.1, 0]], 'hidden', 'update'),
  ],
  path: ['hiddenBefore', 'hidden'],
  moves: [
    { id: 'read', equations: [] },
    {
      id: 'reset',
      equations: [
        { of: 'reset', symbols: 'σ(W_r {x} + U_r {hiddenBefore} + b_r)', numbers: 'σ({resetSum})' },
      ],
    },
    {
      id: 'candidate',
      equations: [
        {
          of: 'candidate',
          symbols: 'tanh(W_n {x} + b_n + {reset} ⊙ (U_n {hiddenBefore} + d_n))',
          numbers: 'tanh({candidateInput} + {reset}·{recalled})',
        },
      ],
    },
    {
      id: 'update',
      equations: [
        { of: 'update', symbols: 'σ(W_z {x} + U_z {hiddenBefore} + b_z)', numbers: 'σ({updateSum})' },
        {
          of: 'hidden',
          symbols: '(1 − {update}) ⊙ {candidate} + {update} ⊙ {hiddenBefore}',
          numbers: '(1 − {update})·{candidate} + {update}·{hiddenBefore}',
        },
      ],
    },
  ],
  extras: {
    resetSum: { name: 'resetSum' },
    updateSum: { name: 'updateSum' },
    candidateInput: { name: 'fromInput2' },
  },
  states: ['hidden'],
  passes: 'update',
};
