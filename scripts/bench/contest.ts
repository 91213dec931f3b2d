// Contestants measured in turns, so that a neighbour who takes the processor for a while takes it from all of them alike.

import { median } from './statistics.ts';
import type { Round } from './stopwatch.ts';

export interface Contestant {
  readonly name: string;
  /** Trains for about so long. */
  run(seconds: number): Round | Promise<Round>;
}

/** Which clock: the one on the wall, or the processor's, which does not count what neighbours took. */
export type Clock = 'wall' | 'cpu';

/** All rounds of one contestant. */
export class Standing {
  readonly name: string;
  private readonly rounds: readonly Round[];

  constructor(name: string, rounds: readonly Round[]) {
    this.name = name;
    this.rounds = rounds;
  }

  /** Updates per second, the median. NaN where the processor's time is not known. */
  rate(clock: Clock): number {
    return median(this.rates(clock));
  }

  /** How many times as fast as another: the median of the ratios of rounds that followed each other. */
  ratioTo(other: Standing, clock: Clock): number {
    const theirs = other.rates(clock);
    return median(this.rates(clock).map((rate, round) => rate / (theirs[round] as number)));
  }

  private rates(clock: Clock): number[] {
    return this.rounds.map(
      ({ steps, seconds, cpuSeconds = Number.NaN }) => steps / (clock === 'cpu' ? cpuSeconds : seconds),
    );
  }
}

/** Seconds that a contestant trains before it counts: V8 first compiles badly, and well when it sees what is used. */
const WARM_UP = 1;

/** @param seconds for each contestant, cut into `rounds` rounds of all of them in turn */
export async function compete(
  contestants: readonly Contestant[],
  seconds: number,
  rounds: number,
): Promise<Standing[]> {
  for (const contestant of contestants) await contestant.run(WARM_UP);
  const taken = contestants.map((): Round[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, contestant] of contestants.entries())
      taken[index]?.push(await contestant.run(seconds / rounds));
  return contestants.map(({ name }, index) => new Standing(name, taken[index] as Round[]));
}
