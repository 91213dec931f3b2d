// What can go wrong under the lab: the page says so in a sentence, nothing the learner made is lost, and there is a way on.
import type { Page } from '@playwright/test';
import {
  button,
  expect,
  figureIds,
  frameOf,
  isReady,
  openLab,
  pause,
  speed,
  stepNow,
  tabOf,
  test,
  train,
} from './labFixture.ts';

const first = figureIds[0] ?? '';
const print = '.lab-run code.fingerprint';

test('a worker killed in the middle is replaced, and run and figure go on', async ({ page }) => {
  await openLab(page, `figure=${first}&v=1`);
  await speed(page).selectOption({ label: '100 steps a second' });
  await train(page).click();
  await expect.poll(() => stepNow(page)).toBeGreaterThan(30);
  const before = await stepNow(page);
  const worker = page.workers()[0];
  if (worker === undefined) throw new Error('there is no worker');
  await worker.evaluate(() => self.close());
  await expect(page.getByText(/was started again/)).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => stepNow(page), { timeout: 15_000 }).toBeGreaterThan(before);
  await pause(page).click();
  await isReady(page, first);
  await page.waitForTimeout(500); // the last frame has come: step and fingerprint belong together
  const step = await stepNow(page);
  const found = await page.locator(print).innerText();
  // The same run: what the replaced worker computed is what one worker would have computed.
  await page.goto('about:blank');
  await openLab(page, `figure=${first}&v=1&step=${step}`);
  await expect.poll(() => stepNow(page)).toBe(step);
  await expect(page.locator(print)).toHaveText(found);
});

test('a worker killed while all stands is replaced, and the figure answers again', async ({ page }) => {
  await openLab(page, 'figure=gates&v=1&step=40');
  await isReady(page, 'gates');
  const found = await page.locator(print).innerText();
  await page.workers()[0]?.evaluate(() => self.close());
  await page.getByLabel('Text that is read').fill('not bad at all');
  await expect(page.getByText(/was started again/)).toBeVisible({ timeout: 15_000 });
  await isReady(page, 'gates');
  await expect(page.locator(print)).toHaveText(found);
  await page.getByLabel('Step shown').fill('20');
  await expect(page.getByText(/^Step 20 of 40/)).toBeVisible({ timeout: 15_000 });
  await isReady(page, 'gates');
});

test('a browser without SIMD is told what is missing and which browsers have it', async ({ page, watch }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await page.goto(`./lab.html#figure=${first}&v=1&step=30`);
  const alert = page.getByRole('alert').filter({ hasText: /SIMD/ });
  await expect(alert).toContainText(/Firefox \d+/);
  await expect(page.getByRole('tab').first()).toBeVisible();
  await expect(frameOf(page, first)).toHaveAttribute('data-state', 'failed');
  await expect(frameOf(page, first)).toHaveText(/There is no run to draw/);
  await expect(page.getByText(/Still on its way/)).toHaveCount(0);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  expect(watch.troubles).toEqual([]);
});

test('a worker that cannot be loaded is told, and can be tried again', async ({ page, watch }) => {
  await page.route('**/*worker*.js', (route) => route.abort());
  await page.goto(`./lab.html#figure=${first}&v=1&step=30`);
  const alert = page.getByRole('alert').filter({ hasText: /did not start the part of the page that trains/ });
  await expect(alert).toBeVisible({ timeout: 20_000 });
  await expect(train(page)).toHaveAccessibleDescription(/has stopped/);
  await expect(frameOf(page, first)).toHaveText(/There is no run to draw/);
  watch.troubles.length = 0; // the browser itself reports the request that failed
  await page.unroute('**/*worker*.js');
  await button(page, 'Try again').click();
  await expect(alert).toBeHidden();
  await isReady(page, first);
  await expect.poll(() => stepNow(page)).toBe(30);
});

/** Waits until no figure's code is asked for any more. */
async function allFetched(page: Page): Promise<void> {
  const files = () =>
    page.evaluate(
      () => performance.getEntriesByType('resource').filter(({ name }) => /Figure-.*\.js$/.test(name)).length,
    );
  await expect.poll(files, { timeout: 20_000 }).toBe(figureIds.length);
}

test('without a connection every figure still opens, once the first has', async ({ page, context }) => {
  await openLab(page, `figure=${first}&v=1&step=30`);
  await isReady(page, first);
  await allFetched(page);
  await context.setOffline(true);
  for (const id of ['gates', 'weights', 'loss']) {
    await tabOf(page, id).click();
    await isReady(page, id);
  }
  expect(await stepNow(page)).toBe(30);
});

test('a figure that cannot be fetched says so, and comes with its run once there is a connection', async ({
  page,
  context,
  watch,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await openLab(page, `figure=${first}&v=1&step=30`);
  await isReady(page, first);
  await button(page, 'Step').click();
  await expect.poll(() => stepNow(page)).toBe(31);
  await isReady(page, first);
  const found = await page.locator(print).innerText();
  await context.setOffline(true);
  await tabOf(page, 'gates').click();
  const frame = frameOf(page, 'gates');
  await expect(frame).toHaveAttribute('data-state', 'failed');
  await expect(frame).toContainText(/could not be fetched\. The run is not touched\./);
  await expect(frame).not.toContainText(/http|import|CSS/);
  await button(page, 'Try again').click();
  await expect(page.getByText('There is no connection yet.')).toBeVisible();
  await context.setOffline(false);
  await button(page, 'Try again').click();
  await isReady(page, 'gates');
  await expect.poll(() => stepNow(page)).toBe(31);
  await expect(page.locator(print)).toHaveText(found);
  watch.troubles.length = 0; // the browser itself reports the requests that failed
});
