// What the page looks like, pixel by pixel, in the pinned browser with the fonts that the site ships.
import { expect, hashOf, open, stepCount, test } from './fixture.ts';

const screens = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

for (const [screen, viewport] of Object.entries(screens)) {
  for (const scheme of ['light', 'dark'] as const) {
    for (const step of [0, 150]) {
      test(`${screen}, ${scheme}, at step ${step}`, async ({ page }) => {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await open(page, hashOf({ step }));
        await expect(stepCount(page)).toHaveText(String(step));
        await page.evaluate(() => document.fonts.ready);
        await expect(page).toHaveScreenshot(`${screen}-${scheme}-${step}.png`, { fullPage: true });
      });
    }
  }
}
