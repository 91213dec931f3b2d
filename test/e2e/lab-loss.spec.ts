// The time machine in the figure `loss`, in a real browser: a step that was scrubbed to is, bit for bit, the step that a
// run to there comes to; every figure shows it; and a fork from there goes on as the run did.
import type { Page } from '@playwright/test';
import { button, expect, isReady, openLab, stepNow, tabOf, test } from './labFixture.ts';

const run = 'v=1&task=firstToken&hiddenSize=8&step=';
const print = (page: Page) => page.locator('code.fingerprint');
const slider = (page: Page) => page.getByRole('slider', { name: 'Step shown' });

/** Opens the figure on the run at a step. @returns the run's fingerprint there */
async function openAt(page: Page, step: number): Promise<string> {
  await page.goto('about:blank'); // another hash alone would keep the page and its run
  await openLab(page, `figure=loss&${run}${step}`);
  if (step > 0) await isReady(page, 'loss');
  await expect.poll(() => stepNow(page)).toBe(step);
  return print(page).innerText();
}

test('scrubbing shows exactly the state that the run had, by keys, by pointer and by buttons', async ({
  page,
}) => {
  const at = new Map<number, string>();
  for (const step of [30, 40, 59]) at.set(step, await openAt(page, step));
  await openAt(page, 60);
  const shows = async (step: number) => {
    await expect(slider(page)).toHaveValue(String(step));
    await isReady(page, 'loss');
    await expect(print(page)).toHaveText(at.get(step) ?? '');
    await expect(slider(page)).toHaveAttribute(
      'aria-valuetext',
      new RegExp(`^Step ${step} of 60: .*${at.get(step)}`),
    );
  };
  await slider(page).focus();
  await page.keyboard.press('ArrowLeft');
  await shows(59);
  await slider(page).fill('30');
  await shows(30);
  await button(page, 'One beat on').click();
  await shows(40);
  const box = await slider(page).boundingBox();
  if (!box) throw new Error('the slider has no place');
  await page.mouse.move(box.x + 4, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect(slider(page)).not.toHaveValue('40');
  await page.keyboard.press('Escape');
  await expect(slider(page)).toHaveValue('60');
});

test('every other figure shows the step that was scrubbed to', async ({ page }) => {
  const then = await openAt(page, 20);
  await openAt(page, 50);
  await slider(page).fill('20');
  await isReady(page, 'loss');
  await tabOf(page, 'gates').click();
  await isReady(page, 'gates');
  await expect(page.getByText('Step 20 of 50')).toBeVisible();
  await expect(print(page)).toHaveText(then);
});

test('playing shows the run again, judgement by judgement, bit for bit', async ({ page }) => {
  const at = [await openAt(page, 0), await openAt(page, 10), await openAt(page, 20)];
  at.push(await openAt(page, 25));
  const frame = page.locator('[data-figure="loss"]');
  await frame.getByLabel('Pace of the beats').selectOption('4');
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const own = /^Step (\d+).* Fingerprint (\w+)/.exec(
        document.querySelector('[data-figure="loss"] .figure-readout')?.textContent ?? '',
      );
      const now = own ? `${own[1]} ${own[2]}` : '';
      if (now && seen.at(-1) !== now) seen.push(now);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await frame.getByRole('button', { name: 'Play' }).click();
  await expect(frame.getByRole('button', { name: 'Pause' })).toBeVisible();
  const expected = [0, 10, 20, 25].map((step, index) => `${step} ${at[index]}`);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen))
    .toEqual(expected);
  await expect(frame.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('a fork is the run again, and is drawn before the run it was forked from', async ({ page }) => {
  const then = await openAt(page, 25);
  const later = await openAt(page, 28);
  await openAt(page, 50);
  await slider(page).fill('25');
  await isReady(page, 'loss');
  await button(page, 'Fork a new run from here').click();
  await expect.poll(() => stepNow(page)).toBe(25);
  await isReady(page, 'loss');
  await expect(print(page)).toHaveText(then);
  await expect(page.getByText('forked at step 25')).toBeVisible();
  for (const step of [26, 27, 28]) {
    await button(page, 'Step').click();
    await expect.poll(() => stepNow(page)).toBe(step);
  }
  await expect(print(page)).toHaveText(later);
});

test('before the first update it says so, and trains', async ({ page }) => {
  await openAt(page, 0);
  const figure = page.locator('[data-figure="loss"]');
  await expect(figure).toHaveAttribute('data-state', 'empty');
  await figure.getByRole('button', { name: 'Train' }).click();
  await expect.poll(() => stepNow(page)).toBeGreaterThan(1);
  await expect(figure.locator('.loss-every')).toBeVisible();
});

test('says where the run broke down', async ({ page }) => {
  await openLab(page, `figure=loss&learningRate=1e9&${run}0`);
  await page.locator('[data-figure="loss"]').getByRole('button', { name: 'Train' }).click();
  await expect(page.locator('.lc-break-words')).toHaveText(/^broke down at step \d$/, { timeout: 20_000 });
  await expect(slider(page)).toBeEnabled();
});
