// What every end-to-end test starts from: a page that may log no error, ask no other host, and miss no file.
import { test as base, expect, type Page } from '@playwright/test';

interface Watch {
  /** What went wrong so far; a test may expect something and empty it. */
  readonly troubles: string[];
}

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ page, context, baseURL }, use) => {
      const troubles: string[] = [];
      const origin = new URL(String(baseURL)).origin;
      page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
      });
      page.on('dialog', (dialog) => {
        troubles.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      context.on('request', (request) => {
        const url = request.url();
        if (!/^(data|blob):/.test(url) && new URL(url).origin !== origin) troubles.push(`foreign: ${url}`);
      });
      context.on('response', (response) => {
        if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
      });
      await use({ troubles });
      expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export const button = (page: Page, name: string) => page.getByRole('button', { name });
export const train = (page: Page) => button(page, 'Train');
export const pause = (page: Page) => button(page, 'Pause');
export const speed = (page: Page) => page.getByRole('combobox', { name: 'Speed' });
export const phrase = (page: Page) => page.getByLabel('English phrase');
export const translation = (page: Page) => page.getByRole('region', { name: 'Translation' });
export const fingerprint = (page: Page) => page.getByRole('region', { name: 'Fingerprint' }).locator('code');
export const line = (page: Page) => page.locator('.headline');

const statistic = (page: Page, name: 'step' | 'loss' | 'right' | 'rate') =>
  page.locator(`.statistic-${name} dd`);
export const stepCount = (page: Page) => statistic(page, 'step');

/** Updates done, as the page shows them. */
export const stepNow = async (page: Page) => Number((await stepCount(page).innerText()).replaceAll(',', ''));

/** Held-out phrases right, in per cent. */
export const rightNow = async (page: Page) => Number.parseInt(await statistic(page, 'right').innerText(), 10);

/** Opens the page, with the run of a hash, and waits until it stands still and can be driven. */
export async function open(page: Page, hash = ''): Promise<void> {
  await page.goto(`./${hash === '' ? '' : `#${hash}`}`);
  await expect(train(page)).toBeEnabled();
  await expect(line(page)).not.toHaveText(/^(Setting up|Working out)/, { timeout: 20_000 });
}

/** Pauses, and waits until the last frame has come: step and fingerprint then belong together. */
export async function standStill(page: Page): Promise<{ step: number; print: string }> {
  await pause(page).click();
  await expect(train(page)).toBeVisible();
  const read = async () => ({ step: await stepNow(page), print: await fingerprint(page).innerText() });
  for (;;) {
    const before = await read();
    await page.waitForTimeout(400);
    const after = await read();
    if (after.step === before.step && after.print === before.print) return after;
  }
}

/** A link's hash for the default run, with some fields changed. */
export function hashOf(fields: Record<string, string | number> = {}): string {
  const all = {
    v: 1,
    task: 'translation',
    model: 'transformer',
    seed: 7,
    learningRate: 0.005,
    layers: 1,
    heads: 2,
    width: 32,
    step: 0,
    ...fields,
  };
  return new URLSearchParams(Object.entries(all).map(([key, value]) => [key, String(value)])).toString();
}

/** Trains at full speed until so many per cent of the held-out phrases are right, and it stands with as many. */
export async function trainTo(page: Page, percent: number): Promise<void> {
  await speed(page).selectOption({ label: 'Full speed' });
  // Accuracy goes up and down a little from step to step, also between the reading and the pause.
  await expect(async () => {
    await train(page).click();
    await expect
      .poll(() => rightNow(page), { timeout: 20_000, intervals: [50] })
      .toBeGreaterThanOrEqual(percent);
    await pause(page).click();
    await expect(train(page)).toBeVisible();
    expect(await rightNow(page)).toBeGreaterThanOrEqual(percent);
  }).toPass({ timeout: 25_000 });
}
