// Without a flag: updates per second of the shapes, with and without the embedding's fold.

import { requireVariants } from '../availability.ts';
import { SHORTEST, tooLittle } from '../chance.ts';
import { compete, type Standing } from '../contest.ts';
import { locals } from '../local.ts';
import type { Mode } from '../mode.ts';
import { rounded, say, sayIf, writeLine } from '../report.ts';
import { table } from '../table.ts';
import type { ShapeId } from '../workloads/shapes.ts';

export const speed: Mode = {
  flag: 'speed',
  help: `updates per second (forward, loss read back, backward, Adam) of each shape; with --variant both the two
builds in turns, and the median of their ratios, round by round`,
  takes: ['shapes', 'secs', 'rounds', 'variant'],
  async run({ shapes, secs, rounds, variant }) {
    await requireVariants(variant);
    const rows: string[][] = [];
    for (const shape of shapes) {
      const contestants = await locals(shape, variant);
      const standings = await compete(contestants, secs, rounds);
      contestants.forEach(({ variant: own, fold }, index) => {
        const plain = contestants.findIndex((other) => other.variant === 'plain' && other.fold === fold);
        const rival = own === 'plain' ? undefined : standings[plain];
        rows.push(report(shape, standings[index] as Standing, rival));
      });
    }
    if (variant.length > 1) say(table(['shape', 'variant', 'steps/s', 'times plain', 'by CPU time'], rows));
    sayIf(tooLittle(secs / rounds, SHORTEST.training, rounds));
    return 0;
  },
};

/** Writes a JSON line. @param plain what ran in turns with it, to compare with @returns its row of the table */
function report(shape: ShapeId, own: Standing, plain: Standing | undefined): string[] {
  const ratios = plain && {
    ratio_to_plain: rounded(own.ratioTo(plain, 'wall'), 3),
    ratio_to_plain_cpu: rounded(own.ratioTo(plain, 'cpu'), 3),
  };
  const line = {
    shape,
    steps_per_s: rounded(own.rate('wall')),
    variant: own.name,
    steps_per_cpu_s: rounded(own.rate('cpu')),
    ...ratios,
  };
  writeLine(line);
  return [shape, own.name, `${line.steps_per_s}`, ...Object.values(ratios ?? {}).map(String)];
}
