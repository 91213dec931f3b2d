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
  const cpu = process.cpuUsage();
  const start = performance.now();
  let steps = 0;
  let taken: number;
  do {
    step();
    steps += 1;
    taken = (performance.now() - start) / 1000;
  } while (taken < seconds);
  const { user, system } = process.cpuUsage(cpu);
  return { steps, seconds: taken, cpuSeconds: (user + system) / 1e6 };
}
