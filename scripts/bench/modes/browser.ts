// --browser: the shapes in a worker of headless Chromium, in turns with Node.

import { requireVariants } from '../availability.ts';
import { BenchBrowser } from '../browser/chromium.ts';
import { SHORTEST, tooLittle } from '../chance.ts';
import { compete } from '../contest.ts';
import { locals } from '../local.ts';
import type { Mode } from '../mode.ts';
import { rounded, say, sayIf, writeLine } from '../report.ts';
import { table } from '../table.ts';

export const browser: Mode = {
  flag: 'browser',
  help: 'the same in a worker of headless Chromium, in turns with Node',
  takes: ['shapes', 'secs', 'rounds', 'variant'],
  async run({ shapes: wanted, secs, rounds, variant: wantedVariants }) {
    await requireVariants(wantedVariants);
    const chromium = await BenchBrowser.open();
    const rows: string[][] = [];
    try {
      for (const shape of wanted) {
        for (const node of await locals(shape, wantedVariants)) {
          const { name, variant, fold } = node;
          const page = chromium.contestant(name, { shape, variant, fold });
          const [ours, there] = await compete([node, page], secs, rounds);
          if (!ours || !there) throw new Error('two contestants, but not two standings');
          const speeds = [there, ours].map((standing) => rounded(standing.rate('wall')));
          const ratios = (['wall', 'cpu'] as const).map((clock) => rounded(there.ratioTo(ours, clock), 3));
          writeLine({
            shape,
            steps_per_s: speeds[0],
            variant: name,
            steps_per_cpu_s: rounded(there.rate('cpu')),
            browser: `Chromium ${chromium.version}`,
            node_steps_per_s: speeds[1],
            ratio_to_node: ratios[0],
            ratio_to_node_cpu: ratios[1],
          });
          rows.push([shape, name, ...[...speeds, ...ratios].map(String)]);
        }
      }
    } finally {
      await chromium.close();
    }
    say(table(['shape', 'variant', 'Chromium', 'Node', 'ratio', 'by CPU time'], rows));
    sayIf(tooLittle(secs / rounds, SHORTEST.training, rounds));
    return 0;
  },
};
