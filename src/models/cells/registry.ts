// The cells there are. A new one is one file and one line here.

import type { Cell } from './cell.ts';
import { gru } from './gru.ts';
import { lstm } from './lstm.ts';
import { rnnRelu, rnnTanh } from './rnn.ts';

export const cells = { rnn_tanh: rnnTanh, rnn_relu: rnnRelu, lstm, gru } as const satisfies Record<
  string,
  Cell
>;

export type CellId = keyof typeof cells;
