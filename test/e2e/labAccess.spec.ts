// Every figure of the lab for everyone: axe finds nothing and nothing is cut off, on a wide page and on phones, in light and
// in dark. Each figure is opened once and its window resized.
import { axe, cutOff, expect, figureIds, isReady, openFigure, test } from './labFixture.ts';

for (const id of figureIds)
  test(`${id} is for everyone, on every width`, async ({ page }) => {
    test.setTimeout(60_000); // four runs of axe over a whole page
    await page.setViewportSize({ width: 1440, height: 900 });
    await openFigure(page, id);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await isReady(page, id);
        expect(await axe(page), `${width} px, ${colorScheme}`).toEqual([]);
      }
      expect(await cutOff(page), `${width} px`).toEqual([]);
    }
    await page.setViewportSize({ width: 360, height: 800 });
    await isReady(page, id);
    expect(await cutOff(page), '360 px').toEqual([]);
  });
