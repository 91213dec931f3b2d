// --frames: does the page stay smooth while its worker trains as fast as it can? The built site, every figure in sight.

import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { launchOptions } from '../../chromium.mjs';
import { serve } from '../../serve.mjs';
import { type Seen, type Watched, watch } from '../frames/page.ts';
import { CATEGORIES, mainThreadTasks } from '../frames/trace.ts';
import type { Mode } from '../mode.ts';
import { rounded, say, writeLine } from '../report.ts';
import { quantile } from '../statistics.ts';
import { table } from '../table.ts';

/** Milliseconds from one press of the mouse to the next. */
const PRESS_INTERVAL = 250;
/** Training has begun, figures have been drawn for the first time, V8 has compiled what draws them. */
const SETTLE = 2000;

/** Opens the page with every figure and every detail in sight, and trains at full speed. */
async function trainAtFullSpeed(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const train = page.getByRole('button', { name: 'Train' });
  await train.and(page.locator(':enabled')).waitFor();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: 'Full speed' });
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 1280, height });
  await train.click();
  await page.waitForTimeout(SETTLE);
}

/** Presses the mouse in a corner where there is nothing, again and again. */
async function press(page: Page, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    await page.mouse.click(2, 2);
    await page.waitForTimeout(PRESS_INTERVAL);
  }
}

const stepsNow = (page: Page) =>
  page
    .locator('.statistic-step dd')
    .innerText()
    .then((text) => Number(text.replaceAll(/\D/g, '')));

async function measure(browser: Browser, url: string, seconds: number) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await trainAtFullSpeed(page, url);
  const steps = await stepsNow(page);
  await page.evaluate(watch);
  await browser.startTracing(page, { categories: CATEGORIES });
  const started = performance.now();
  await press(page, seconds);
  const taken = (performance.now() - started) / 1000;
  const trace = await browser.stopTracing();
  const seen = (await page.evaluate(() => (window as Watched).seen)) as Seen;
  const rate = ((await stepsNow(page)) - steps) / taken;
  return { seen, tasks: mainThreadTasks(trace.toString()), rate };
}

/** Writes the distribution as a JSON line. @returns its row of the table */
function report(what: string, milliseconds: readonly number[]): string[] {
  const at = [0.5, 0.95, 1].map((share) => rounded(quantile(milliseconds, share), 3));
  const [p50, p95, max] = at;
  writeLine({ what, count: milliseconds.length, p50_ms: p50, p95_ms: p95, max_ms: max });
  return [what, `${milliseconds.length}`, ...at.map(String)];
}

export const frames: Mode = {
  flag: 'frames',
  help: `builds the site, opens it in headless Chromium with every figure in sight, trains at full speed for --secs,
and tells main-thread tasks, frame times and input delay`,
  takes: ['secs'],
  async run({ secs }) {
    await build({ logLevel: 'error' });
    const server = await serve();
    const browser = await chromium.launch(await launchOptions());
    try {
      const { seen, tasks, rate } = await measure(browser, server.url, secs);
      const rows = [
        report('main-thread tasks', tasks),
        report('frame times', seen.frames),
        report(
          'input: event to handler',
          seen.presses.map(({ delay }) => delay),
        ),
        report(
          'input: event to next frame',
          seen.presses.map(({ toFrame }) => toFrame),
        ),
      ];
      const longest = Math.max(0, ...seen.longTasks);
      writeLine({
        what: 'long tasks',
        count: seen.longTasks.length,
        max_ms: longest,
        steps_per_s: rounded(rate),
      });
      say(table(['', 'count', 'p50 ms', 'p95 ms', 'max ms'], rows));
      say(
        `Tasks of 50 ms and more: ${seen.longTasks.length}. The worker made ${rounded(rate, 3)} updates a second.`,
      );
    } finally {
      await browser.close();
      await server.close();
    }
    return 0;
  },
};
