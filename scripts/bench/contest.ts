// Contestants measured in turns, so that a neighbour who takes the processor for a while takes it from all of them alike.

import { median } from './statistics.ts';
import type { Round } from './stopwatch.ts';

export interface Contestant {
  readonly name: string;
  /** Trains for about so long. */
  run(seconds: number): Round | Promise<Round>;
}

/** All rounds of one contestant. */
export class Standing {
  readonly name: string;
  private readonly rounds: readonly Round[];

  constructor(name: string, rounds: readonly Round[]) {
    this.name = name;
    this.rounds = rounds;
  }

  /** Updates per second, the median. */
  get stepsPerSecond(): number {
    return median(this.speeds);
  }

  /** The same by processor time; undefined where that is not known. */
  get stepsPerCpuSecond(): number | undefined {
    const known = this.rounds.flatMap(({ steps, cpuSeconds }) => (cpuSeconds ? [steps / cpuSeconds] : []));
    return known.length > 0 ? median(known) : undefined;
  }

  /** How many times as fast as another: the median of the ratios of rounds that followed each other. */
  ratioTo(other: Standing): number {
    const theirs = other.speeds;
    return median(this.speeds.map((speed, round) => speed / (theirs[round] as number)));
  }

  private get speeds(): number[] {
    return this.rounds.map(({ steps, seconds }) => steps / seconds);
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
