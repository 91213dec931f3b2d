// What every figure of the lab looks like, pixel by pixel, in the pinned browser with the fonts that the site ships:
// finished, and in the middle of its beats.
import { expect, figureIds, openFigure, test } from './labFixture.ts';

const screens = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

for (const id of figureIds)
  for (const [screen, viewport] of Object.entries(screens))
    for (const scheme of ['light', 'dark'] as const)
      test(`${id}, ${screen}, ${scheme}`, async ({ page }) => {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        const frame = await openFigure(page, id);
        // The transport pinned to the window's lower edge would lie across a picture of the whole figure.
        await page.addStyleTag({ content: '.dock { position: static !important; }' });
        await page.evaluate(() => document.fonts.ready);
        await frame.scrollIntoViewIfNeeded();
        await page.waitForTimeout(400); // what is not near the screen is painted a moment after it has come there
        await expect(frame).toHaveScreenshot(`lab-${id}-${screen}-${scheme}.png`);
        const scrub = frame.getByRole('slider', { name: 'Beat', exact: true });
        if ((await scrub.count()) === 0 || scheme === 'dark') return;
        const beats = Number(await scrub.getAttribute('max'));
        await scrub.fill(String(Math.floor(beats / 2)));
        await expect(frame).toHaveScreenshot(`lab-${id}-${screen}-${scheme}-beat.png`);
      });
