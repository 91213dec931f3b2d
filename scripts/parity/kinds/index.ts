// The kinds of fixtures there are, under the names that fixtures give them. A new one is one file and one line here.

import { cell } from './cell.ts';
import type { Kind } from './kind.ts';
import { optimizerRaw } from './optimizerRaw.ts';
import { rnn } from './rnn.ts';
import { trajectory } from './trajectory.ts';
import { vanishing } from './vanishing.ts';

export const kinds: Readonly<Record<string, Kind>> = {
  vanishing,
  rnn: (fixture) => rnn(fixture),
  cell,
  optimizer_raw: optimizerRaw,
  trajectory,
};
