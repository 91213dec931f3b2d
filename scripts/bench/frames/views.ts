// What of the site is looked at while it trains: the home page, which has all of its figures in sight, and the lab once
// for each of its figures, which it shows one at a time.

import { labFigures } from '../../../src/figures/registry.ts';

export interface View {
  readonly page: 'home' | 'lab';
  /** Of the lab. */
  readonly figure?: string;
  /** Relative to the site; a figure's link opens it on an experiment that suits it. */
  readonly address: string;
}

export const figureIds: readonly string[] = labFigures.map(({ id }) => id);

export const views: readonly View[] = [
  { page: 'home', address: '' },
  ...figureIds.map((figure) => ({ page: 'lab' as const, figure, address: `lab.html#figure=${figure}` })),
];
