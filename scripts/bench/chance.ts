// When numbers rest on so little that chance is in them, whoever reads them is told.

/** Rounds whose median is not simply one of the two ends. */
const FEWEST_ROUNDS = 3;

/** Shortest turns in seconds: of training, and of one kernel, which runs thousands of times in it. */
export const SHORTEST = { training: 0.1, kernel: 0.02 };

/** So many are needed for a number that 95 % are below and that is not simply the largest. */
export const FEWEST_FOR_P95 = 21;

/**
 * A sentence for people where turns of `seconds`, `rounds` times, say little; undefined where they do.
 * @param shortest what is steady on an idle machine
 */
export function tooLittle(seconds: number, shortest: number, rounds: number): string | undefined {
  const short = seconds < shortest * (1 - 1e-9); // 0.3 / 3 is less than 0.1
  const few = rounds < FEWEST_ROUNDS;
  if (!short && !few) return undefined;
  const faults = [
    short && `turns of ${milliseconds(seconds)} ms (${milliseconds(shortest)} ms or more are steady)`,
    few &&
      `${rounds === 1 ? '1 round' : `${rounds} rounds`} (${FEWEST_ROUNDS} or more have a median without strays)`,
  ];
  const wanted = [short && '--secs', few && '--rounds'].filter(Boolean);
  return `WARNING: these numbers rest on too little: ${faults.filter(Boolean).join(', ')}. Give more ${wanted.join(' and more ')}.`;
}

const milliseconds = (seconds: number) => Number((seconds * 1000).toPrecision(2));
