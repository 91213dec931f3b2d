// Times of a loop, by the clock on the wall and by the processor: the second does not count what neighbours took.

/** What a round of training took. */
export interface Round {
  readonly steps: number;
  readonly seconds: number;
  /** Of processor time of all threads; undefined where it cannot be read. */
  readonly cpuSeconds?: number | undefined;
}

/** Repeats `step` until `seconds` have gone by, once at least. */
export function repeat(step: () => void, seconds: number): Round {
  const start = performance.now();
  let steps = 0;
  let taken: number;
  do {
    step();
    steps += 1;
    taken = (performance.now() - start) / 1000;
  } while (taken < seconds);
  return { steps, seconds: taken };
}

/** The same in Node, with the processor's time. */
export function repeatInNode(step: () => void, seconds: number): Round & { readonly cpuSeconds: number } {
  const before = process.cpuUsage();
  const round = repeat(step, seconds);
  const { user, system } = process.cpuUsage(before);
  return { ...round, cpuSeconds: (user + system) / 1e6 };
}
