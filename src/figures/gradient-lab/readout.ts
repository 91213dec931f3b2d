// One line on one point of the way back.
import type { LabConfig } from '../../experiment/lab/config.ts';
import { factorsOf, sharesLeft, startOf } from '../../geometry/lab/decay.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { State } from './present.ts';

interface Point {
  /** Of the state that is judged. */
  readonly hops: readonly number[];
  readonly state: State;
  /** Of the hidden state, where another one is judged. */
  readonly hidden: readonly number[] | undefined;
  /** Many steps add to it: shares and factors say nothing. */
  readonly whole: boolean;
  /** The hop that is told, and the one that the gradient has come to. */
  readonly hop: number;
  readonly beat: number;
  readonly config: LabConfig | undefined;
}

export function readoutOf(
  m: LabMessages['gradient-lab'],
  { hops, state, hidden, whole, hop, beat, config }: Point,
): string {
  const steps = hops.length;
  const norm = hops[hop];
  if (norm === undefined) return '';
  // Counted from the loss that is looked at, as the verdict counts.
  const start = startOf(hops);
  if (hop < start) return m.unasked(steps - hop);
  if (hop > beat) return m.notYet(hop - start, Math.max(0, beat - start));
  const besides = hidden?.[hop];
  const shareOf = (own: readonly number[]) => (whole ? Number.NaN : (sharesLeft(own)[hop] ?? Number.NaN));
  const beside =
    hidden && besides !== undefined
      ? ` ${m.beside(besides, hop === start ? Number.NaN : shareOf(hidden))}`
      : '';
  if (hop === start) return `${m.start(steps - hop, norm, hop === 0, state)}${beside}`;
  const factor = whole ? Number.NaN : (factorsOf(hops)[hop] ?? Number.NaN);
  const told = `${m.sentence(
    m.at(hop - start, steps - hop, norm, shareOf(hops), factor, hidden ? state : undefined),
  )}${beside}`;
  return hop === steps - 1 && config?.task === 'firstToken' ? `${told} ${m.arrived}` : told;
}
