// One view of the site while its worker trains as fast as it can: what its main thread did meanwhile.

import type { Browser, Page } from 'playwright-core';
import { type Seen, type Watched, watch } from './page.ts';
import { CATEGORIES, mainThreadTasks, type Task } from './trace.ts';

/** Milliseconds from one press of the mouse to the next. */
const PRESS_INTERVAL = 100;
/** By then figures have been drawn for the first time, and V8 has compiled what draws them. */
const SETTLE = 1500;

export interface Visit {
  readonly seen: Seen;
  /** Of the main thread. */
  readonly tasks: readonly Task[];
  readonly stepsPerSecond: number;
}

export async function visit(browser: Browser, url: string, seconds: number): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await trainAtFullSpeed(page, url);
    const steps = await stepsNow(page);
    await page.evaluate(watch);
    await browser.startTracing(page, { categories: CATEGORIES });
    const started = performance.now();
    await press(page, seconds);
    const taken = (performance.now() - started) / 1000;
    const trace = await browser.stopTracing();
    const seen = (await page.evaluate(() => (window as Watched).seen)) as Seen;
    const stepsPerSecond = ((await stepsNow(page)) - steps) / taken;
    return { seen, tasks: mainThreadTasks(trace.toString()), stepsPerSecond };
  } finally {
    await page.close();
  }
}

/** Opens the page with all that it has in sight, every detail unfolded, and trains at full speed. */
async function trainAtFullSpeed(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const train = page.getByRole('button', { name: 'Train', exact: true });
  await train.and(page.locator(':enabled')).waitFor();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: 'Full speed' });
  await train.click();
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await page.waitForTimeout(SETTLE);
  const height = await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    return document.documentElement.scrollHeight;
  });
  await page.setViewportSize({ width: 1280, height }); // what is not in sight is not drawn
  await page.waitForTimeout(SETTLE);
}

/** Presses the mouse in a corner where there is nothing, again and again. */
async function press(page: Page, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000;
  do {
    await page.mouse.click(2, 2);
    await page.waitForTimeout(PRESS_INTERVAL);
  } while (performance.now() < until);
}

const stepsNow = (page: Page) =>
  page
    .locator('.statistic-step dd')
    .innerText()
    .then((text) => Number(text.replaceAll(/\D/g, '')));
