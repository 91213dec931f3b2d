// A figure that was saved: it opens alone, with its own fonts, its legend and all of its columns.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, figureIds, frameOf, openFigure, test, titleOf } from './labFixture.ts';

async function saved(page: Page, id: string, kind: RegExp): Promise<Buffer> {
  const frame = frameOf(page, id);
  // Where there is little room all tools are in one menu.
  await frame.getByRole('button', { name: new RegExp(`^(Save|More).*${titleOf(id)}$`) }).click();
  const waiting = page.waitForEvent('download');
  await frame.getByRole('button', { name: kind }).click();
  return readFile(await (await waiting).path());
}

const withRamp = figureIds.filter((id) => id !== 'loss' && id !== 'gradient-lab');

for (const id of figureIds)
  test(`${id} is saved as a picture that stands for itself`, async ({ page }) => {
    await openFigure(page, id);
    const svg = (await saved(page, id, /SVG/)).toString();
    expect(svg).toContain('@font-face{font-family:"Inter"');
    expect(svg).toContain(`>${titleOf(id)}</text>`);
    expect(svg).not.toMatch(/var\(--|class=|foreignObject|href="(?!data:)/);
    if (withRamp.includes(id)) expect(svg).toContain('<linearGradient');
    const alone = await page.context().newPage();
    await alone.setContent(
      `<img alt="" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`,
    );
    const [width, height] = await alone.locator('img').evaluate((image: HTMLImageElement) => {
      return image.decode().then(() => [image.naturalWidth, image.naturalHeight]);
    });
    expect(width).toBeGreaterThan(300);
    expect(height).toBeGreaterThan(300);
  });

test('all columns of a long sentence are saved, also those that one would have to scroll to', async ({
  page,
}) => {
  const words =
    'the main character was not as good as the plot but the music was great and the end was not bad';
  await openFigure(page, 'unrolled', `&v=1&task=sentiment&text=${words.replaceAll(' ', '+')}`);
  const drawn = () => page.locator('.unrolled-word').count();
  const before = await drawn();
  expect(before).toBeLessThan(words.split(' ').length);
  const svg = (await saved(page, 'unrolled', /SVG/)).toString();
  for (const word of ['main', 'character', 'great', 'bad']) expect(svg).toContain(`>${word}</text>`);
  expect(await drawn()).toBe(before);
});

test('a saved picture of pixels is twice as large as the page', async ({ page }) => {
  await openFigure(page, 'gates');
  const svg = (await saved(page, 'gates', /SVG/)).toString();
  const png = await saved(page, 'gates', /PNG/);
  expect(png.readUInt32BE(16)).toBe(2 * Number(/width="(\d+)"/.exec(svg)?.[1]));
});
