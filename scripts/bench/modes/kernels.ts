// --kernels: each kernel's arithmetic per second, beside what the machine can at most.

import { setFlagsFromString } from 'node:v8';
import { compileWell, requireVariants } from '../availability.ts';
import { SHORTEST, tooLittle } from '../chance.ts';
import { type Ceiling, ceiling, ceilingIds } from '../kernels/ceiling.ts';
import { elementwise } from '../kernels/elementwise.ts';
import { fused } from '../kernels/fused.ts';
import { Lab } from '../kernels/lab.ts';
import { products } from '../kernels/products.ts';
import type { Subject } from '../kernels/subject.ts';
import type { Mode } from '../mode.ts';
import { rounded, say, sayIf, writeLine } from '../report.ts';
import { median } from '../statistics.ts';
import { repeatInNode } from '../stopwatch.ts';
import { table } from '../table.ts';
import { memoryOf, variants } from '../variants.ts';

const subjects: readonly Subject[] = [...products, ...fused, ...elementwise];

/** There are many kernels: each gets this part of --secs. */
const SHARE = 0.1;

/** By so much even a good kernel can seem to pass the ceiling. */
const NOISE = 0.02;

/** Seconds in which JavaScript around a kernel gets compiled. */
const WARM_UP = 0.1;

interface Rates {
  /** Runs of the kernel and of the ceiling's loop a second, round by round. */
  readonly runs: number[];
  readonly ceilings: number[];
}

/** Kernel and ceiling in turns: their ratio does not move with the load of the machine. */
function race(run: () => void, limit: Ceiling, seconds: number, rounds: number): Rates {
  const perSecond = (step: () => void) => {
    const { steps, cpuSeconds } = repeatInNode(step, seconds / rounds / 2);
    return steps / cpuSeconds;
  };
  repeatInNode(run, WARM_UP);
  const rates: Rates = { runs: [], ceilings: [] };
  for (let round = 0; round < rounds; round++) {
    rates.ceilings.push(perSecond(() => limit.run()) * limit.operations);
    rates.runs.push(perSecond(run));
  }
  return rates;
}

interface Row {
  readonly cells: string[];
  /** Of the ceiling; 0 where nothing is counted. */
  readonly share: number;
}

/** Writes what a kernel reached. @returns its row of the table */
function report(subject: Subject, variant: string, { runs, ceilings }: Rates): Row {
  const { kernel, shape, operations, elements } = subject;
  const microseconds = rounded(1e6 / median(runs), 3);
  const counted = operations !== undefined && {
    gflops: rounded((median(runs) * operations) / 1e9, 3),
    share_of_ceiling: rounded(
      median(runs.map((rate, round) => (rate * operations) / (ceilings[round] as number))),
      3,
    ),
  };
  const each = elements !== undefined && { ns_per_element: rounded(1e9 / median(runs) / elements, 3) };
  writeLine({ kernel, shape, variant, microseconds, ...counted, ...each });
  return {
    cells: [
      kernel,
      shape,
      variant,
      `${microseconds}`,
      counted ? `${counted.gflops}` : '',
      counted ? `${Math.round(100 * counted.share_of_ceiling)} %` : '',
      each ? `${each.ns_per_element}` : '',
    ],
    share: counted ? counted.share_of_ceiling : 0,
  };
}

export const kernels: Mode = {
  flag: 'kernels',
  help: `GFLOP/s of products, layers, attention, norms, losses and Adam, and ns for each exp, tanh and sigmoid,
by processor time, in turns with a loop that finds the machine's ceiling; each gets ${100 * SHARE} % of --secs`,
  takes: ['secs', 'rounds', 'variant'],
  async run({ secs, rounds, variant }) {
    await requireVariants(variant);
    compileWell();
    setFlagsFromString(variants.relaxed.flag); // for the loop; the kernels stay those of the variant
    const limits = await Promise.all(ceilingIds.map((id) => ceiling(id)));
    for (const [index, limit] of limits.entries()) {
      const name = `ceiling: 128-bit ${ceilingIds[index] === 'plain' ? 'mul and add' : 'relaxed madd'}`;
      if (!limit) {
        say(`No ${name}: Node ${process.versions.node} does not compile it.`);
        continue;
      }
      const { steps, cpuSeconds } = repeatInNode(() => limit.run(), secs * SHARE);
      writeLine({ kernel: name, gflops: rounded((steps * limit.operations) / cpuSeconds / 1e9, 3) });
    }
    const rows: Row[] = [];
    for (const subject of subjects)
      for (const build of variant) {
        const limit = limits[ceilingIds.indexOf(build)];
        if (!limit) throw new Error(`this Node does not compile the ${build} loop`);
        const lab = new Lab(await memoryOf(build));
        rows.push(report(subject, build, race(subject.prepare(lab), limit, secs * SHARE, rounds)));
      }
    say(
      table(
        ['kernel', 'shape', 'variant', 'µs', 'GFLOP/s', 'of ceiling', 'ns each'],
        rows.map(({ cells }) => cells),
      ),
    );
    const above = rows.filter(({ share }) => share > 1 + NOISE).length;
    if (above > 0)
      say(
        `WARNING: above 100 % of the ceiling, which cannot be: ${above} of ${rows.length}. A turn was too short or disturbed.`,
      );
    sayIf(tooLittle((secs * SHARE) / rounds / 2, SHORTEST.kernel, rounds));
    return 0;
  },
};
