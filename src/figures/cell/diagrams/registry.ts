// The cells that can be drawn, by their ids. A new one is a description and a line here.
import type { CellId } from '../../../models/cells/registry.ts';
import type { Diagram } from './diagram.ts';
import { gru } from './gru.ts';
import { lstm } from './lstm.ts';
import { rnn } from './rnn.ts';

export const diagrams: Readonly<Record<CellId, Diagram>> = {
  rnn_tanh: rnn('tanh'),
  rnn_relu: rnn('ReLU'),
  lstm,
  gru,
};
