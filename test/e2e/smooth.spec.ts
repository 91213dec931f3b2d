// Training and drawing are two clocks: the page answers while the worker computes, and what is asked is heard at once.
import { expect, open, pause, rightNow, speed, stepNow, test, train } from './fixture.ts';

interface Watched extends Window {
  longTasks?: { start: number; duration: number }[];
}

test('no task of the page’s thread takes 50 ms while it trains at full speed', async ({ page }, info) => {
  await page.addInitScript(() => {
    const watched: Watched = window;
    watched.longTasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        watched.longTasks?.push({ start: entry.startTime, duration: entry.duration });
      }
    }).observe({ type: 'longtask', buffered: true });
  });
  await open(page);
  await page.waitForTimeout(500); // what belongs to loading is over
  const from = await page.evaluate(() => performance.now());
  await speed(page).selectOption({ label: 'Full speed' });
  await train(page).click();
  await expect.poll(() => rightNow(page), { timeout: 20_000, intervals: [100] }).toBeGreaterThanOrEqual(99);
  await page.waitForTimeout(1000);
  await pause(page).click();
  await expect(train(page)).toBeVisible();
  const all = await page.evaluate(() => (window as Watched).longTasks ?? []);
  const training = all.filter(({ start }) => start >= from);
  const report = {
    whileLoading: all.filter(({ start }) => start < from).map(({ duration }) => duration),
    whileTraining: training.map(({ duration }) => duration),
    steps: await stepNow(page),
  };
  await info.attach('long tasks', { body: JSON.stringify(report), contentType: 'application/json' });
  console.log(`long tasks (${info.project.name}): ${JSON.stringify(report)}`);
  expect(training).toEqual([]);
});

test('learns to 99 % within the time allowed', async ({ page }, info) => {
  await open(page);
  await speed(page).selectOption({ label: 'Full speed' });
  const milliseconds = await page.evaluate(async () => {
    const main = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes('Train'));
    const right = document.querySelector('.statistic-right dd');
    const start = performance.now();
    main?.click();
    for (;;) {
      await new Promise(requestAnimationFrame);
      if (Number.parseInt(right?.textContent ?? '', 10) >= 99) return performance.now() - start;
      if (performance.now() - start > 20_000) return Number.POSITIVE_INFINITY;
    }
  });
  console.log(
    `99 % after ${Math.round(milliseconds)} ms (${info.project.name}), step ${await stepNow(page)}`,
  );
  // 1.5 s on the two-core machine of record, alone; tests beside it and slower machines need room.
  expect(milliseconds).toBeLessThan(6000);
});

test('Pause is heard within a moment at full speed', async ({ page }) => {
  await open(page);
  await speed(page).selectOption({ label: 'Full speed' });
  await train(page).click();
  await expect.poll(() => stepNow(page)).toBeGreaterThan(20);
  await pause(page).click();
  await expect(train(page)).toBeVisible();
  await page.waitForTimeout(300);
  const still = await stepNow(page);
  await page.waitForTimeout(300);
  expect(await stepNow(page)).toBe(still);
});
