// The kinds of fixtures there are, under the names that fixtures give them. A new one is one file and one line here.

import type { Kind } from './kind.ts';
import { optimizerRaw } from './optimizerRaw.ts';
import { trajectory } from './trajectory.ts';

export const kinds: Readonly<Record<string, Kind>> = {
  optimizer_raw: optimizerRaw,
  trajectory,
};
