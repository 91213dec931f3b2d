// The steps at which the time machine stops when a run is watched again.

/** More would make a walk that nobody waits for the end of. */
const most = 60;

/** The steps of the judgements, evenly thinned where they are many, and the newest step. In order, none twice. */
export function stationsOf(
  evaluations: readonly { readonly step: number }[],
  last: number,
): readonly number[] {
  const every = Math.ceil(evaluations.length / most);
  const kept = evaluations.filter(({ step }, at) => at % every === 0 && step < last);
  return [...kept.map(({ step }) => step), last];
}

/** Index of the last station at `step` or before it; 0 where there is none. */
export function stationAt(stations: readonly number[], step: number): number {
  return Math.max(
    0,
    stations.findLastIndex((station) => station <= step),
  );
}
