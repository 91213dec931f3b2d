// What can be done with any figure of the home page: save it, link to it, fill the screen with it, with keys alone.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, hashOf, open, stepCount, test } from './fixture.ts';

const titles = [
  'Word by word',
  'Loss and held-out accuracy',
  'Cross-attention',
  'Encoder self-attention',
  'Decoder self-attention',
] as const;

const figure = (page: Page, title: string) => page.getByRole('figure', { name: title, exact: true });
const more = (page: Page, title: string) => page.getByRole('button', { name: `More: ${title}` });

/** Opens the menu by key, and goes to one of its buttons with Tab. */
async function choose(page: Page, title: string, words: string): Promise<void> {
  await more(page, title).focus();
  await page.keyboard.press('Enter');
  const item = figure(page, title).getByRole('button', { name: words, exact: true });
  await expect(item).toBeVisible();
  for (let press = 0; press < 6; press++) {
    await page.keyboard.press('Tab');
    if (await item.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(item).toBeFocused();
  await page.keyboard.press('Enter');
}

async function saved(page: Page, title: string, words: string): Promise<{ name: string; file: Buffer }> {
  const waiting = page.waitForEvent('download');
  await choose(page, title, words);
  const download = await waiting;
  await expect(figure(page, title).getByText('Saved.')).toBeVisible();
  await expect(more(page, title)).toBeFocused();
  return { name: download.suggestedFilename(), file: await readFile(await download.path()) };
}

for (const title of titles) {
  test(`${title} is saved as a picture and as its table’s numbers`, async ({ page }) => {
    await open(page, hashOf({ step: 40 }));
    const picture = await saved(page, title, 'Picture (SVG)');
    expect(picture.name).toMatch(/^unrolled-[a-z]+(-[a-z]+)?-40\.svg$/i);
    const svg = picture.file.toString();
    expect(svg).toMatch(new RegExp(`>${title}[^<]*</text>`));
    expect(svg).toContain('Unrolled, step 40.');
    expect(svg).toContain('@font-face{font-family:"Inter"');
    expect(svg).not.toMatch(/var\(--|class=|foreignObject|href="(?!data:)/);
    if (title !== 'Loss and held-out accuracy') {
      expect(svg).toContain('<image');
      expect(svg).toContain('<linearGradient');
    }
    const { file } = await saved(page, title, 'Picture (PNG)');
    expect(file.readUInt32BE(16)).toBe(2 * Number(/width="(\d+)/.exec(svg)?.[1]));

    const csv = (await saved(page, title, 'Numbers (CSV)')).file.toString().replace('\uFEFF', '');
    const [head, ...rows] = csv
      .trimEnd()
      .split('\r\n')
      .map((row) => row.split(','));
    await figure(page, title)
      .getByRole('button', { name: `Table: ${title}` })
      .click();
    const table = figure(page, title).getByRole('table');
    await expect(table.getByRole('columnheader')).toHaveText(head ?? []);
    for (const row of await table.locator('tbody tr').all()) {
      const cells = await row.locator('th, td').allInnerTexts();
      const same = rows.find((each) => each[0] === cells[0]) ?? [];
      cells.forEach((cell, at) => {
        const full = Number(same[at]);
        if (cell.endsWith('%')) expect(cell).toBe(`${Math.floor(full * 100 + 1e-9)}%`);
        else if (cell !== same[at]) expect(Math.abs(Number(cell) - full)).toBeLessThanOrEqual(0.00501);
      });
    }
    await more(page, title).click();
    await expect(figure(page, title).getByRole('button', { name: 'Numbers (CSV)' })).toBeVisible();
    await expect(figure(page, title).getByRole('button', { name: /^Picture/ })).toHaveCount(0);
  });

  test(`${title} fills the screen, fits it, and leaves it`, async ({ page }) => {
    await open(page, hashOf({ step: 40 }));
    const full = () => page.evaluate(() => document.fullscreenElement?.tagName ?? null);
    await choose(page, title, 'Full screen');
    await expect.poll(full).toBe('FIGURE');
    await page.waitForTimeout(300); // it is laid out anew
    const over = await figure(page, title).evaluate((element) => [
      element.scrollWidth - element.clientWidth,
      element.scrollHeight - element.clientHeight,
    ]);
    expect(over[0]).toBeLessThanOrEqual(0);
    expect(over[1]).toBeLessThanOrEqual(0);
    await choose(page, title, 'Leave full screen');
    await expect.poll(full).toBeNull();
    await expect(more(page, title)).toBeFocused();
  });
}

test('the table of words takes the place of the picture, and its button stays where it is', async ({
  page,
}) => {
  await open(page, hashOf({ step: 40 }));
  await expect(stepCount(page)).toHaveText('40');
  await page.evaluate(() => document.fonts.ready); // words have their height
  const table = page.getByRole('button', { name: 'Table: Word by word' });
  // Measured on the page, which a press may scroll.
  const place = () => table.evaluate((element) => element.getBoundingClientRect().top + scrollY);
  const before = await place();
  await table.click();
  await expect(page.getByRole('table', { name: 'Word by word' })).toBeVisible();
  expect(await place()).toBeCloseTo(before, 0);
});

test('a figure’s link is the run’s, at the step that is shown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, hashOf({ seed: 11, step: 30 }));
  await choose(page, 'Cross-attention', 'Copy link');
  await expect(figure(page, 'Cross-attention').getByText('Link copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/seed=11.*step=30/);
});

test('the open menu moves nothing, is within the window, and axe finds nothing', async ({ page }) => {
  await open(page, hashOf({ step: 40 }));
  for (const title of titles) {
    const before = await figure(page, title).boundingBox();
    await more(page, title).click();
    const last = figure(page, title).getByRole('button', { name: 'Full screen' });
    await expect(last).toBeVisible();
    await expect(last).toBeInViewport();
    const after = await figure(page, title).boundingBox();
    expect([after?.width, after?.height]).toEqual([before?.width, before?.height]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).include('figure .figure-menu').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(more(page, title)).toBeFocused();
  }
});

test('says so when the menu’s file does not come, and the page goes on', async ({ page, watch }) => {
  await open(page);
  await page.route(/FoldedTools/, (route) => route.abort());
  await more(page, 'Cross-attention').click();
  await expect(figure(page, 'Cross-attention').getByRole('alert')).toHaveText(/could not be loaded/);
  await expect(more(page, 'Cross-attention')).toHaveAttribute('aria-expanded', 'false');
  await page.getByRole('button', { name: 'Table: Cross-attention' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  watch.troubles.length = 0; // the request that failed, as asked
});
