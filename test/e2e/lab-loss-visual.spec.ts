// What the figure `loss` looks like, pixel by pixel, at a past step of its run.
import { expect, isReady, openLab, test } from './labFixture.ts';

const screens = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const [screen, viewport] of Object.entries(screens)) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`loss, ${screen}, ${scheme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await openLab(page, 'figure=loss&v=1&task=firstToken&hiddenSize=8&step=120');
      await isReady(page, 'loss');
      await page.getByRole('slider', { name: 'Step shown' }).fill('73');
      await isReady(page, 'loss');
      await page.evaluate(() => document.fonts.ready);
      await expect(page.locator('.loss-box')).toHaveScreenshot(`lab-loss-past-${screen}-${scheme}.png`);
    });
  }
}
