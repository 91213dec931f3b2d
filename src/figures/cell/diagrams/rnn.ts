// The simple recurrent cell: from one state to the next, all goes through a matrix and the squashing function.
import { looks } from '../../lab/quantities.ts';
import { between, type Diagram, edge, hiddenBefore, made, x } from './diagram.ts';

/** @param squash as equations write it */
export function rnn(squash: 'tanh' | 'ReLU'): Diagram {
  return {
    nodes: [
      hiddenBefore([0, 0]),
      x([0, 2]),
      between('fromState', [1.6, 0], 'hidden', 'U h + d', 'mix'),
      between('fromInput', [1.6, 2], 'input', 'W x + b', 'mix'),
      made('sum', [3.4, 1], { role: 'ink', symbol: 'a', range: 'signed' }, 'mix'),
      made('hidden', [5.2, 1], looks.hidden, 'squash'),
    ],
    operations: [
      { id: 'plus', at: [2.6, 1], glyph: '+', move: 'mix' },
      { id: 'squash', at: [4.3, 1], glyph: squash, move: 'squash' },
    ],
    edges: [
      edge(['hiddenBefore', 'fromState'], 'hiddenBefore', 'mix'),
      edge(['x', 'fromInput'], 'x', 'mix'),
      edge(['fromState', 'plus'], 'fromState', 'mix', 'along'),
      edge(['fromInput', 'plus'], 'fromInput', 'mix', 'along'),
      edge(['plus', 'sum'], 'sum', 'mix'),
      edge(['sum', 'squash'], 'sum', 'squash'),
      edge(['squash', 'hidden'], 'hidden', 'squash'),
      edge(['hidden', [6.1, 1]], 'hidden', 'squash'),
    ],
    path: null,
    moves: [
      { id: 'read', equations: [] },
      {
        id: 'mix',
        equations: [
          { of: 'sum', symbols: 'W {x} + b + U {hiddenBefore} + d', numbers: '{fromInput} + {fromState}' },
        ],
      },
      {
        id: 'squash',
        equations: [{ of: 'hidden', symbols: `${squash}({sum})`, numbers: `${squash}({sum})` }],
      },
    ],
    extras: {},
    states: ['hidden'],
    passes: null,
  };
}
