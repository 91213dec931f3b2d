// Without a flag: updates per second of the shapes, with and without the embedding's fold.

import { requireVariant } from '../availability.ts';
import { compete } from '../contest.ts';
import { locals } from '../local.ts';
import type { Mode } from '../mode.ts';
import { rounded, writeLine } from '../report.ts';

export const speed: Mode = {
  flag: 'speed',
  help: 'updates per second (forward, loss read back, backward, Adam) of each shape',
  takes: ['shapes', 'secs', 'rounds', 'variant'],
  async run({ shapes, secs, rounds, variant }) {
    await requireVariant(variant);
    for (const shape of shapes) {
      for (const standing of await compete(await locals(shape, variant), secs, rounds)) {
        writeLine({
          shape,
          steps_per_s: rounded(standing.rate('wall')),
          variant: standing.name,
          steps_per_cpu_s: rounded(standing.rate('cpu')),
        });
      }
    }
    return 0;
  },
};
