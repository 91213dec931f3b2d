// --profile: which kernel, called by which op, has how much of a training step.

import { Session } from 'node:inspector/promises';
import { Memory } from '../../../src/engine/memory.ts';
import { compileWell, requireVariants } from '../availability.ts';
import type { Mode } from '../mode.ts';
import { bytesPerStep } from '../profile/garbage.ts';
import { namedKernels } from '../profile/namedKernels.ts';
import { type Share, sharesOf } from '../profile/shares.ts';
import { rounded, say, writeLine } from '../report.ts';
import { repeatInNode } from '../stopwatch.ts';
import { table } from '../table.ts';
import { type VariantId, variantName } from '../variants.ts';
import { shapes as all, type ShapeId, workloadOf } from '../workloads/shapes.ts';
import { Trainer } from '../workloads/workload.ts';

/** Microseconds between two looks at what runs. */
const INTERVAL = 200;
/** Smaller shares become one row. */
const SMALLEST = 0.005;
/** So many looks put a share of a tenth within a hundredth, 19 times of 20. */
const FEWEST_LOOKS = 4000;
/** Seconds in which memory grows and V8 compiles. */
const WARM_UP = 1;

/** @returns the step's name in the profile is that of Trainer's method */
async function profiled(trainer: Trainer, seconds: number) {
  const session = new Session();
  session.connect();
  try {
    repeatInNode(() => trainer.step(), WARM_UP);
    const garbage = bytesPerStep(() => trainer.step());
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
    await session.post('Profiler.start');
    const { steps, cpuSeconds } = repeatInNode(() => trainer.step(), seconds);
    const { profile } = await session.post('Profiler.stop');
    const shares = sharesOf(profile, trainer.step.name);
    return { shares, garbage, microseconds: (1e6 * cpuSeconds) / steps };
  } finally {
    session.disconnect();
  }
}

function withRest(shares: readonly Share[]): Share[] {
  const large = shares.filter(({ share }) => share >= SMALLEST);
  const rest = 1 - large.reduce((sum, { share }) => sum + share, 0);
  return [...large, { kernel: 'the rest', op: '', share: rest }];
}

async function report(shape: ShapeId, variant: VariantId, kernels: string, seconds: number): Promise<void> {
  const name = variantName(variant, true);
  const trainer = new Trainer(workloadOf(all[shape], true), new Memory(kernels));
  const { shares, garbage, microseconds } = await profiled(trainer, seconds);
  const ops = trainer.tape.entries.length;
  writeLine({
    shape,
    variant: name,
    microseconds_per_step: rounded(microseconds),
    ops_per_step: ops,
    js_bytes_per_step: Math.round(garbage),
    js_bytes_per_op: Math.round(garbage / ops),
  });
  const rows = withRest(shares).map(({ kernel, op, share }) => {
    const percent = rounded(100 * share, 3);
    const own = rounded(share * microseconds, 3);
    writeLine({ shape, variant: name, kernel, op, percent, microseconds: own });
    return [kernel, op, `${percent.toFixed(1)} %`, `${own}`];
  });
  say(
    `\n${shape}, ${name}: ${rounded(microseconds)} µs a step, ${ops} ops, ${Math.round(garbage)} bytes of JavaScript objects`,
  );
  say(table(['kernel', 'called by', 'share', 'µs'], rows));
}

export const profile: Mode = {
  flag: 'profile',
  help: `where the time of a step goes: each function of the kernels, compiled with names for it, and the op that called
it, by looking every ${INTERVAL} µs at what runs; beside it the bytes of JavaScript objects that a step leaves behind`,
  takes: ['shapes', 'secs', 'variant'],
  async run({ shapes, secs, variant }) {
    await requireVariants(variant);
    compileWell();
    const named = await Promise.all(
      variant.map(async (build) => [build, await namedKernels(build)] as const),
    );
    for (const shape of shapes)
      for (const [build, kernels] of named) await report(shape, build, kernels, secs);
    const looks = (secs * 1e6) / INTERVAL;
    if (looks < FEWEST_LOOKS)
      say(`WARNING: these shares rest on too little: ${Math.round(looks)} looks. Give more --secs.`);
    return 0;
  },
};
