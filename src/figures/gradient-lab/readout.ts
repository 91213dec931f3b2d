// One line on one point of the way back.
import type { LabConfig } from '../../experiment/lab/config.ts';
import { factorsOf, sharesLeft, startOf } from '../../geometry/lab/decay.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';

interface Point {
  readonly hops: readonly number[];
  /** Of the cell state, where there is one. */
  readonly cellHops?: readonly number[] | undefined;
  /** The hop that is told, and the one that the gradient has come to. */
  readonly hop: number;
  readonly beat: number;
  readonly config: LabConfig | undefined;
}

export function readoutOf(
  m: LabMessages['gradient-lab'],
  { hops, cellHops, hop, beat, config }: Point,
): string {
  const steps = hops.length;
  const norm = hops[hop];
  if (norm === undefined) return '';
  // Counted from the loss that is looked at, as the verdict counts.
  const start = startOf(hops);
  if (hop < start) return m.unasked(steps - hop);
  if (hop > beat) return m.notYet(hop - start, Math.max(0, beat - start));
  const memory = cellHops?.[hop];
  const remembered =
    cellHops && memory !== undefined
      ? ` ${m.inCell(memory, hop === start ? Number.NaN : (sharesLeft(cellHops)[hop] ?? Number.NaN))}`
      : '';
  if (hop === start) return `${m.start(steps - hop, norm, hop === 0)}${remembered}`;
  const told = `${m.sentence(
    m.at(
      hop - start,
      steps - hop,
      norm,
      sharesLeft(hops)[hop] ?? Number.NaN,
      factorsOf(hops)[hop] ?? Number.NaN,
    ),
  )}${remembered}`;
  return hop === steps - 1 && config?.task === 'firstToken' ? `${told} ${m.arrived}` : told;
}
