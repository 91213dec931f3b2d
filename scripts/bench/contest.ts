// Contestants measured in turns, so that a neighbour who takes the processor for a while takes it from all of them alike.

import { median } from './statistics.ts';
import type { Round } from './stopwatch.ts';

export interface Contestant {
  readonly name: string;
  /** Trains for about so long. */
  run(seconds: number): Round | Promise<Round>;
}

export interface Standing {
  readonly name: string;
  /** Of all rounds, the median. */
  readonly stepsPerSecond: number;
  /** The same by processor time, where that is known. */
  readonly stepsPerCpuSecond: number | undefined;
  /** Median over the rounds of its speed by that of the first contestant in the same round. */
  readonly ratio: number;
}

/** Part of a contestant's time that it trains before it counts: compilers and caches warm up. */
const WARM_UP = 0.2;

/** @param seconds for each contestant, cut into `rounds` rounds of all of them in turn */
export async function compete(
  contestants: readonly Contestant[],
  seconds: number,
  rounds: number,
): Promise<Standing[]> {
  for (const contestant of contestants) await contestant.run(seconds * WARM_UP);
  const taken = contestants.map((): Round[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, contestant] of contestants.entries())
      taken[index]?.push(await contestant.run(seconds / rounds));
  return standings(
    contestants.map(({ name }) => name),
    taken,
  );
}

/** @param rounds of each contestant, as many for all */
export function standings(names: readonly string[], rounds: readonly (readonly Round[])[]): Standing[] {
  const speeds = rounds.map((own) => own.map(({ steps, seconds }) => steps / seconds));
  return names.map((name, index) => {
    const own = speeds[index] as number[];
    const byCpu = (rounds[index] as readonly Round[]).flatMap(({ steps, cpuSeconds }) =>
      cpuSeconds ? [steps / cpuSeconds] : [],
    );
    return {
      name,
      stepsPerSecond: median(own),
      stepsPerCpuSecond: byCpu.length > 0 ? median(byCpu) : undefined,
      ratio: median(own.map((speed, round) => speed / (speeds[0]?.[round] as number))),
    };
  });
}
