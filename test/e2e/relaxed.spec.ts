// Fast arithmetic: chosen, labelled, fetched only then, and in nothing that others are given.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  button,
  expect,
  fingerprint,
  hashOf,
  open,
  rightNow,
  standStill,
  stepCount,
  stepNow,
  test,
  train,
  trainTo,
  translation,
} from './fixture.ts';

const fast = (page: Page) =>
  page.getByRole('checkbox', { name: 'Fast arithmetic: faster, not bit-reproducible' });
const notReproducible = (page: Page) => page.getByText('Not reproducible: fast arithmetic.');

/** The page without relaxed SIMD, as Safari has it: whatever uses the instruction does not validate. */
async function withoutRelaxed(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { validate } = WebAssembly;
    WebAssembly.validate = (bytes) => {
      const view = new Uint8Array(bytes instanceof ArrayBuffer ? bytes : bytes.buffer);
      const relaxed = view.some((byte, i) => byte === 253 && view[i + 1] === 133 && view[i + 2] === 2);
      return !relaxed && validate(bytes);
    };
  });
}

test('is off at first, and nothing of it is loaded before it is chosen', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page);
  await expect(fast(page)).not.toBeChecked();
  await expect(fingerprint(page)).toHaveText(/^[0-9a-f]{16}$/);
  expect(asked.filter((url) => /relaxed/.test(url))).toEqual([]);
  await fast(page).check();
  await expect.poll(() => asked.filter((url) => /relaxed/.test(url)).length).toBe(1);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`trains, is labelled, has no fingerprint, and axe finds nothing: ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    await fast(page).check();
    await expect(notReproducible(page)).toBeVisible();
    await trainTo(page, 99);
    await expect(translation(page)).toContainText('the big red dog → le gros chien rouge');
    await expect(fast(page)).toBeChecked();
    await expect(notReproducible(page)).toBeVisible();
    await expect(fingerprint(page)).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
      [],
    );
  });
}

test('a link of such a run holds its settings without the step, and is computed plainly by whoever opens it', async ({
  page,
}) => {
  await open(page);
  await fast(page).check();
  await trainTo(page, 30);
  await button(page, 'Copy link').click();
  const hash = new URL(page.url()).hash.slice(1);
  expect(hash).toContain('step=0&');
  expect(hash).not.toMatch(/relaxed|fast/);
  // The same device, which prefers fast arithmetic: a link is plain all the same, and has the fingerprint of all.
  await page.goto('about:blank');
  await open(page, hashOf({ step: 20 }));
  await expect(fast(page)).not.toBeChecked();
  const print = await fingerprint(page).innerText();
  await page.goto('about:blank');
  await page.goto('./');
  await expect(fast(page)).toBeChecked();
  await fast(page).uncheck();
  for (let count = 1; count <= 20; count++) {
    await button(page, 'Step').click();
    await expect(stepCount(page)).toHaveText(String(count));
  }
  await expect(fingerprint(page)).toHaveText(print);
});

test('switching begins a new run, and Undo brings back the one before with its fingerprint', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '100 steps a second' });
  await train(page).click();
  await expect.poll(() => stepNow(page)).toBeGreaterThan(20);
  const { step, print } = await standStill(page);
  await fast(page).check();
  await expect(stepCount(page)).toHaveText('0');
  await button(page, 'Undo').click();
  await expect(stepCount(page)).toHaveText(String(step));
  await expect(fast(page)).not.toBeChecked();
  await expect(fingerprint(page)).toHaveText(print);
});

test('a worker killed in the middle is replaced by one that computes as the run does', async ({ page }) => {
  await open(page);
  await fast(page).check();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '100 steps a second' });
  await train(page).click();
  await expect.poll(() => stepNow(page)).toBeGreaterThan(30);
  const before = await stepNow(page);
  const worker = page.workers()[0];
  if (worker === undefined) throw new Error('there is no worker');
  await worker.evaluate(() => self.close());
  await expect(page.getByText(/was started again/)).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => stepNow(page), { timeout: 15_000 }).toBeGreaterThan(before);
  await expect(notReproducible(page)).toBeVisible();
  await expect(fingerprint(page)).toHaveCount(0);
});

test('kept for the next visit, with the run of this one', async ({ page }) => {
  await open(page);
  await fast(page).check();
  await button(page, 'Step').click();
  await expect(stepCount(page)).toHaveText('1');
  await page.reload();
  await expect(fast(page)).toBeChecked();
  await expect(page.getByText(/come to step 1\. It used fast arithmetic/)).toBeVisible();
  await button(page, 'Continue that run').click();
  await expect(stepCount(page)).toHaveText('1');
  await expect(notReproducible(page)).toBeVisible();
});

test('that cannot be loaded is said, and the run is a plain one', async ({ page, watch }) => {
  await page.route(/relaxed/, (route) => route.abort());
  await open(page);
  await fast(page).click(); // check() would insist on a box that stays checked
  await expect(page.getByRole('alert').filter({ hasText: /could not be loaded/ })).toBeVisible();
  await expect(fast(page)).not.toBeChecked();
  await expect(fingerprint(page)).toHaveText(/^[0-9a-f]{16}$/);
  await button(page, 'Step').click();
  await expect(stepCount(page)).toHaveText('1');
  expect(watch.troubles.filter((trouble) => !/ERR_FAILED/.test(trouble))).toEqual([]);
  watch.troubles.length = 0; // the browser's own word on the file that it did not get
});

test('a browser that cannot says so, and trains plainly', async ({ page }) => {
  await withoutRelaxed(page);
  await page.addInitScript(() => localStorage.setItem('unrolled.relaxed', 'true'));
  await open(page);
  await expect(page.getByText(/^Not in this browser/)).toBeVisible();
  await expect(fast(page)).toHaveAttribute('aria-disabled', 'true');
  await fast(page).click({ force: true });
  await expect(fast(page)).not.toBeChecked();
  await trainTo(page, 30);
  expect(await rightNow(page)).toBeGreaterThanOrEqual(30);
  await expect(fingerprint(page)).toHaveText(/^[0-9a-f]{16}$/);
});
