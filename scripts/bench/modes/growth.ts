// --growth: how time and memory of an update grow with the sizes, beside how they should.

import { compileWell } from '../availability.ts';
import { SHORTEST, tooLittle } from '../chance.ts';
import { allSeries, type Series } from '../growth/series.ts';
import type { Mode } from '../mode.ts';
import { rounded, say, sayIf, writeLine } from '../report.ts';
import { fittedExponent, median } from '../statistics.ts';
import { repeatInNode } from '../stopwatch.ts';
import { table } from '../table.ts';
import { Trainer } from '../workloads/workload.ts';

/** There are many points: each gets this part of --secs. */
const SHARE = 0.1;

interface Point {
  readonly value: number;
  /** Processor time of an update, seconds. */
  readonly seconds: number;
  /** In use after it. */
  readonly bytes: number;
}

/** All points in turns, round by round. */
function measure({ points, make }: Series, seconds: number, rounds: number): Point[] {
  const trainers = points.map((value) => new Trainer(make(value)));
  const times = trainers.map((trainer): number[] => {
    repeatInNode(() => trainer.step(), seconds / rounds); // memory grows, V8 compiles
    return [];
  });
  for (let round = 0; round < rounds; round++)
    for (const [index, trainer] of trainers.entries()) {
      const { steps, cpuSeconds } = repeatInNode(() => trainer.step(), seconds / rounds);
      times[index]?.push(cpuSeconds / steps);
    }
  return trainers.map(({ memory }, index) => ({
    value: points[index] as number,
    seconds: median(times[index] as number[]),
    bytes: memory.used,
  }));
}

/** Writes the points and the exponents of a series. @returns its rows of the table */
function report(series: Series, points: readonly Point[]): string[][] {
  const { model, axis, fitFrom, expect } = series;
  for (const { value, seconds, bytes } of points)
    writeLine({ model, axis, value, milliseconds: rounded(seconds * 1000), bytes_in_use: bytes });
  const fitted = points.filter(({ value }) => value >= fitFrom);
  const values = fitted.map(({ value }) => value);
  const exponent = (of: (point: Point) => number) => rounded(fittedExponent(values, fitted.map(of)), 3);
  const found = {
    time: {
      measured: exponent((point) => point.seconds),
      theory: exponent(({ value }) => expect(value).operations),
    },
    memory: {
      measured: exponent((point) => point.bytes),
      theory: exponent(({ value }) => expect(value).numbers),
    },
  };
  writeLine({ model, axis, from: fitFrom, exponents: found });
  return Object.entries(found).map(([what, { measured, theory }]) => [
    model,
    axis,
    `${values[0]}…${values.at(-1)}`,
    what,
    `${measured}`,
    `${theory}`,
    rounded(measured - theory, 2).toFixed(2),
  ]);
}

export const growth: Mode = {
  flag: 'growth',
  help: `processor time and memory of an update against T, H, B, layers and, for attention, length; the exponents
fitted (log–log) beside those that the same fit finds for the count of operations, and of numbers kept;
each point gets ${100 * SHARE} % of --secs`,
  takes: ['secs', 'rounds'],
  run({ secs, rounds }) {
    compileWell();
    const rows = allSeries.flatMap((series) => report(series, measure(series, secs * SHARE, rounds)));
    say(table(['model', 'grows', 'over', 'what', 'exponent', 'theory', 'apart'], rows));
    sayIf(tooLittle((secs * SHARE) / rounds, SHORTEST.training, rounds));
    return Promise.resolve(0);
  },
};
