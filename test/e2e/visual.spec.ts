// What the page looks like, pixel by pixel, in the pinned browser with the fonts that the site ships.
import type { Page } from '@playwright/test';
import { expect, hashOf, open, stepCount, test } from './fixture.ts';

const screens = {
  desktop: { viewport: { width: 1440, height: 900 }, whole: true },
  // The pinned transport would lie across a picture of the whole page.
  phone: { viewport: { width: 390, height: 844 }, whole: false },
} as const;

/** Brings everything into sight once: what is not near the screen is not painted. */
async function paintAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (let top = 0; top < document.body.scrollHeight; top += 300) {
      scrollTo(0, top);
      await nextFrame();
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    scrollTo(0, 0);
    await nextFrame();
  });
}

for (const [screen, { viewport, whole }] of Object.entries(screens)) {
  for (const scheme of ['light', 'dark'] as const) {
    for (const step of [0, 150]) {
      test(`${screen}, ${scheme}, at step ${step}`, async ({ page }) => {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await open(page, hashOf({ step }));
        await expect(stepCount(page)).toHaveText(String(step));
        await page.evaluate(() => document.fonts.ready);
        await paintAll(page);
        await expect(page).toHaveScreenshot(`${screen}-${scheme}-${step}.png`, { fullPage: whole });
        if (whole) return;
        await page
          .getByRole('heading', { name: 'Cross-attention' })
          .evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
        await expect(page).toHaveScreenshot(`${screen}-${scheme}-${step}-below.png`);
      });
    }
  }
}
