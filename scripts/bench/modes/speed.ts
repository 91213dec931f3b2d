// Without a flag: updates per second of the shapes, with and without the embedding's fold.

import { compete } from '../contest.ts';
import { local } from '../local.ts';
import type { Mode } from '../mode.ts';
import { rounded, writeLine } from '../report.ts';
import { canFold, shapes } from '../workloads/shapes.ts';

export const speed: Mode = {
  flag: 'speed',
  help: 'updates per second (forward, loss read back, backward, Adam) of each shape',
  takes: ['shapes', 'secs', 'rounds'],
  async run({ shapes: wanted, secs, rounds }) {
    for (const shape of wanted) {
      const folds = canFold(shapes[shape]) ? [false, true] : [false];
      const contestants = folds.map((fold) => local(shape, fold));
      for (const standing of await compete(contestants, secs, rounds)) {
        writeLine({
          shape,
          steps_per_s: rounded(standing.stepsPerSecond),
          variant: standing.name,
          steps_per_cpu_s: rounded(standing.stepsPerCpuSecond ?? Number.NaN),
        });
      }
    }
    return 0;
  },
};
