// What happens to a gradient on its way back: what is left of it after so many hops, by which factor each hop changes
// it, and the one fact about the whole way that is worth a sentence. Numbers only; gradientCurve.ts draws them.

/** Every step's norm by hops back from the last step: hop 0 is the last step, hop T − 1 the first. */
export const byHops = (norms: ArrayLike<number>): number[] => Array.from(norms).reverse();

/** A number that has a place on a log scale. */
export const isDrawable = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value > 0;

/**
 * The hop that a gradient sets out from: the first at which there is any. Where nothing is asked at the last steps (or
 * the loss of one earlier step is looked at), they have none.
 */
export const startOf = (hops: readonly number[]): number =>
  Math.max(
    0,
    hops.findIndex((norm) => norm !== 0),
  );

/** Share of the first gradient that is left at each hop, 0 before it sets out; NaN where the first is not finite. */
export function sharesLeft(hops: readonly number[]): number[] {
  const first = hops[startOf(hops)] ?? 0;
  return hops.map((norm) => (first === 0 ? 0 : isDrawable(first) ? norm / first : Number.NaN));
}

/** factors[k]: by which the hop from k − 1 to k changes the norm; NaN where there is none to change. */
export function factorsOf(hops: readonly number[]): number[] {
  return hops.map((norm, hop) => {
    const before = hops[hop - 1];
    return isDrawable(before) ? norm / before : Number.NaN;
  });
}

/** The factor that, taken at every hop, would come to the same: NaN where an end is 0 or not finite. */
export function meanFactor(hops: readonly number[]): number {
  const start = startOf(hops);
  const [first, last] = [hops[start], hops.at(-1)];
  const count = hops.length - 1 - start;
  if (count < 1 || !isDrawable(first) || !isDrawable(last)) return Number.NaN;
  return Math.exp((Math.log(last) - Math.log(first)) / count);
}

/** Of the gradient that sets out, what is left at the end of the way; NaN where that cannot be told. */
export const arriving = (hops: readonly number[]): number => sharesLeft(hops).at(-1) ?? Number.NaN;

/** By how many powers of ten two shares may lie apart, and still say the same: an estimate is no more than that. */
const sameWithin = { alike: 1, contrary: 0.5 } as const;

/** Whether one share says something else than the other: ten times as much or as little, or growth where that is decay. */
export function contradicts(foretold: number, measured: number): boolean {
  if (!isDrawable(foretold) || !Number.isFinite(measured)) return false;
  const apart = Math.abs(Math.log10(foretold) - Math.log10(measured));
  const contrary = foretold > 1 !== measured > 1;
  return apart >= (contrary ? sameWithin.contrary : sameWithin.alike);
}

/** What to say of a whole way back. `hops` are counted from where the gradient sets out. */
export type Verdict =
  /** There is no gradient anywhere. */
  | { readonly kind: 'none' }
  /** At so many hops it is no longer a finite number. */
  | { readonly kind: 'broken'; readonly hops: number }
  /** From so many hops on it is exactly 0. */
  | { readonly kind: 'zero'; readonly hops: number }
  /** From so many hops on, for good, less than 1/`times` is left. */
  | { readonly kind: 'vanishes'; readonly hops: number; readonly times: Threshold }
  /** From so many hops on, for good, it is more than `times` as large. */
  | { readonly kind: 'explodes'; readonly hops: number; readonly times: Threshold }
  /** Never less than a tenth, never more than ten times. */
  | { readonly kind: 'keeps'; readonly hops: number }
  /** It ends between those, but was out of them on the way: the least or the largest share, and where. */
  | { readonly kind: 'dips'; readonly hops: number; readonly share: number };

export type Threshold = 1000 | 100 | 10;
const thresholds: readonly Threshold[] = [1000, 100, 10];

/** The first place from which on `holds` is true to the end; −1 where the end itself fails. */
function forGoodFrom(values: readonly number[], holds: (value: number) => boolean): number {
  const last = values.findLastIndex((value) => !holds(value));
  return last + 1 < values.length ? last + 1 : -1;
}

export function verdictOf(hops: readonly number[]): Verdict {
  const way = hops.slice(startOf(hops));
  const broken = way.findIndex((norm) => !Number.isFinite(norm));
  if (broken >= 0) return { kind: 'broken', hops: broken };
  const first = way[0] ?? 0;
  if (first === 0) return { kind: 'none' };
  const zero = forGoodFrom(way, (norm) => norm === 0);
  if (zero >= 0) return { kind: 'zero', hops: zero };
  const shares = way.map((norm) => norm / first);
  for (const times of thresholds) {
    const small = forGoodFrom(shares, (share) => share < 1 / times);
    if (small >= 0) return { kind: 'vanishes', hops: small, times };
    const large = forGoodFrom(shares, (share) => share > times);
    if (large >= 0) return { kind: 'explodes', hops: large, times };
  }
  const outside = shares.findIndex((share) => share < 0.1 || share > 10);
  if (outside < 0) return { kind: 'keeps', hops: way.length - 1 };
  const size = (share: number) => (share === 0 ? Infinity : Math.abs(Math.log(share)));
  const hop = shares.reduce(
    (best, share, at) => (size(share) > size(shares[best] ?? 1) ? at : best),
    outside,
  );
  return { kind: 'dips', hops: hop, share: shares[hop] ?? Number.NaN };
}

/** A gradient that starts as `first` at hop `start` and is multiplied by `factor` at every hop. */
export const geometric = (first: number, factor: number, start: number, count: number): number[] =>
  Array.from({ length: count }, (_, hop) => (hop < start ? Number.NaN : first * factor ** (hop - start)));
