// --frames: does the site stay smooth while its worker trains as fast as it can? Home with all of its figures in sight,
// and each figure of the lab.

import { chromium } from 'playwright-core';
import { build } from 'vite';
import { launchOptions } from '../../chromium.mjs';
import { serve } from '../../serve.mjs';
import { FEWEST_FOR_P95 } from '../chance.ts';
import type { View } from '../frames/views.ts';
import { type Visit, visit } from '../frames/visit.ts';
import type { Mode } from '../mode.ts';
import { rounded, say, writeLine } from '../report.ts';
import { quantile } from '../statistics.ts';
import { table } from '../table.ts';

/** From here on a task is long: https://w3c.github.io/longtasks/ */
const LONG = 50;

interface Spread {
  readonly count: number;
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly max_ms: number | null;
}

function spread(milliseconds: readonly number[]): Spread {
  const at = (share: number) =>
    milliseconds.length === 0 ? null : rounded(quantile(milliseconds, share), 3);
  return { count: milliseconds.length, p50_ms: at(0.5), p95_ms: at(0.95), max_ms: at(1) };
}

interface Result {
  readonly name: string;
  /** Updates a second. */
  readonly steps: number;
  readonly cells: string[];
  /** Frames or presses, whichever is fewer. */
  readonly fewest: number;
  /** Tasks that were long by the processor's time. */
  readonly long: number;
}

/** Writes a JSON line. */
function report({ page, figure }: View, { seen, tasks, stepsPerSecond }: Visit): Result {
  const found = {
    tasks: spread(tasks.map(({ wall }) => wall)),
    tasks_cpu: spread(tasks.map(({ cpu }) => cpu)),
    frames: spread(seen.frames),
    input_to_handler: spread(seen.presses.map(({ delay }) => delay)),
    input_to_frame: spread(seen.presses.map(({ toFrame }) => toFrame)),
  };
  const [long, longByCpu] = (['wall', 'cpu'] as const).map(
    (clock) => tasks.filter((task) => task[clock] >= LONG).length,
  ) as [number, number];
  const steps_per_s = rounded(stepsPerSecond);
  writeLine({ page, figure, steps_per_s, long_tasks: long, long_tasks_cpu: longByCpu, ...found });
  const { frames, input_to_handler: handler, input_to_frame: toFrame } = found;
  const spreads = [
    [frames.p50_ms, frames.p95_ms, frames.max_ms],
    [handler.p95_ms, handler.max_ms],
    [toFrame.p95_ms, toFrame.max_ms],
  ];
  const name = figure === undefined ? page : `${page}: ${figure}`;
  const cells = [
    name,
    `${steps_per_s}`,
    `${long} / ${longByCpu}`,
    `${found.tasks.max_ms} / ${found.tasks_cpu.max_ms}`,
    ...spreads.map((one) => one.join(' / ')),
  ];
  return {
    name,
    steps: steps_per_s,
    cells,
    fewest: Math.min(seen.frames.length, seen.presses.length),
    long: longByCpu,
  };
}

function summary(results: readonly Result[], secs: number): void {
  say(
    table(
      [
        'page',
        'steps/s',
        `tasks ≥ ${LONG} ms: wall / CPU`,
        'longest ms: wall / CPU',
        'frames p50 / p95 / max',
        'input to handler p95 / max',
        'to frame p95 / max',
      ],
      results.map(({ cells }) => cells),
    ),
  );
  const slow = results.filter(({ long }) => long > 0).map(({ name }) => name);
  say(
    slow.length === 0
      ? `No task took ${LONG} ms of the processor.`
      : `Tasks that took ${LONG} ms of the processor: ${slow.join(', ')}.`,
  );
  const idle = results.filter(({ steps }) => steps === 0).map(({ name }) => name);
  if (idle.length > 0) say(`WARNING: the run stood still, so nothing was measured, on ${idle.join(', ')}.`);
  const thin = results.filter(({ fewest }) => fewest < FEWEST_FOR_P95);
  if (thin.length > 0)
    say(
      `WARNING: p95 rests on too little, ${Math.min(...thin.map(({ fewest }) => fewest))} presses or frames where ${FEWEST_FOR_P95} are needed: give more than --secs ${secs}.`,
    );
}

export const frames: Mode = {
  flag: 'frames',
  help: `builds the site and opens it in headless Chromium: home with every figure in sight, and the lab with each of its
figures in turn. Trains at full speed for --secs each and tells main-thread tasks, frame times and input delay. CPU is without
what neighbours took, and without waiting for the thread that paints`,
  takes: ['secs', 'pages'],
  async run({ secs, pages }) {
    await build({ logLevel: 'error' });
    const server = await serve();
    const browser = await chromium.launch(await launchOptions());
    const results: Result[] = [];
    try {
      for (const view of pages)
        results.push(report(view, await visit(browser, server.url + view.address, secs)));
    } finally {
      await browser.close();
      await server.close();
    }
    summary(results, secs);
    return 0;
  },
};
