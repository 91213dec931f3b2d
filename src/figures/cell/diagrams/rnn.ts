// The simple recurrent cell: from one state to the next, all goes through a matrix and the squashing function.
import { looks } from '../../lab/quantities.ts';
import { type Diagram, edge } from './diagram.ts';

/** @param squash as equations write it */
export function rnn(squash: 'tanh' | 'ReLU'): Diagram {
  return {
    nodes: [
      {
        id: 'hiddenBefore',
        at: [0, 0],
        ...looks.hidden,
        time: 'before',
        source: { inputOf: 'fromState', place: 0 },
        move: 'read',
      },
      {
        id: 'x',
        at: [0, 2],
        role: 'input',
        symbol: 'x',
        time: 'now',
        range: 'signed',
        source: { name: 'x' },
        move: 'read',
      },
      {
        id: 'fromState',
        at: [1.6, 0],
        role: 'hidden',
        symbol: 'U h + d',
        time: null,
        range: 'signed',
        source: { name: 'fromState' },
        move: 'mix',
      },
      {
        id: 'fromInput',
        at: [1.6, 2],
        role: 'input',
        symbol: 'W x + b',
        time: null,
        range: 'signed',
        source: { name: 'fromInput' },
        move: 'mix',
      },
      {
        id: 'sum',
        at: [3.4, 1],
        role: 'ink',
        symbol: 'a',
        time: 'now',
        range: 'signed',
        source: { name: 'sum' },
        move: 'mix',
      },
      {
        id: 'hidden',
        at: [5.2, 1],
        ...looks.hidden,
        time: 'now',
        source: { name: 'hidden' },
        move: 'squash',
      },
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
