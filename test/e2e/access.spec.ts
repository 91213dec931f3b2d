// Anybody can use it: with the keyboard alone, with a screen reader, at 360 px, in the dark, with reduced motion.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  button,
  expect,
  line,
  open,
  pause,
  phrase,
  rightNow,
  speed,
  stepNow,
  test,
  train,
  trainTo,
} from './fixture.ts';

const states: [name: string, reach: (page: Page) => Promise<void>][] = [
  ['fresh', () => Promise.resolve()],
  [
    'running',
    async (page) => {
      await train(page).click();
      await expect.poll(() => stepNow(page)).toBeGreaterThan(3);
    },
  ],
  ['finished', (page) => trainTo(page, 99)],
  [
    'diverged',
    async (page) => {
      await page.getByLabel('Learning rate').fill('1e9');
      await page.getByLabel('Learning rate').press('Enter');
      await speed(page).selectOption({ label: 'Full speed' });
      await train(page).click();
      await expect(line(page)).toHaveText(/broke down/, { timeout: 20_000 });
    },
  ],
  [
    'asked to correct a link',
    async (page) => {
      await page.goto('about:blank');
      await open(page, 'v=1&seed=x&colour=1');
      await expect(page.getByText(/could not be used/)).toBeVisible();
    },
  ],
];

for (const scheme of ['light', 'dark'] as const) {
  for (const [name, reach] of states) {
    test(`axe finds nothing: ${name}, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page);
      await reach(page);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
      ).toEqual([]);
    });
  }
}

test('the names that people and tools rely on each belong to one element', async ({ page }) => {
  await open(page);
  for (const name of ['Train', 'Step', 'Reset', 'Copy link']) await expect(button(page, name)).toHaveCount(1);
  for (const name of ['Speed', 'Seed', 'Learning rate', 'Layers', 'Heads', 'Width', 'English phrase']) {
    await expect(page.getByLabel(name)).toHaveCount(1);
  }
  for (const name of ['Translation', 'Fingerprint']) {
    await expect(page.getByRole('region', { name })).toHaveCount(1);
  }
  const pictures = page.getByRole('img', { name: 'Cross-attention' });
  const tables = page.getByRole('table', { name: 'Cross-attention' });
  await expect(pictures.or(tables)).toHaveCount(1);
});

test('the main job with the keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no Tab key');
  await open(page);
  /** Presses Tab until the element has the focus; every stop on the way must show that it has it. */
  const tabTo = async (name: string) => {
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement || element instanceof SVGElement)) return null;
        const style = getComputedStyle(element);
        const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
        const field =
          element.id === '' ? null : document.querySelector(`label[for="${CSS.escape(element.id)}"]`);
        return {
          name: (field?.textContent ?? label).trim(),
          ring: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
        };
      });
      expect(stop, 'the focus left the page').not.toBeNull();
      expect(stop?.ring, `no ring on ${stop?.name}`).toBe(true);
      if (stop?.name === name) return;
    }
    throw new Error(`Tab does not reach ${name}`);
  };
  await tabTo('Skip to the translation');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe(''); // the hash is the run's
  await tabTo('English phrase');
  await tabTo('Train');
  await tabTo('Speed');
  await page.keyboard.press('End');
  await expect(speed(page)).toHaveValue('full');
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Shift+Tab');
    if (await train(page).evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press('Space');
  await expect.poll(() => rightNow(page), { timeout: 20_000, intervals: [50] }).toBeGreaterThanOrEqual(99);
  await page.keyboard.press('Enter');
  await expect(train(page)).toBeFocused();
  await expect(pause(page)).toHaveCount(0);
  await phrase(page).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('my small cat');
  await expect(phrase(page)).toHaveValue('my small cat');
  await expect(page.getByRole('region', { name: 'Translation' })).toContainText(
    'my small cat → mon petit chat',
  );
});

for (const width of [320, 360, 390, 768, 1024, 1440]) {
  test(`nothing is cut off or scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    await trainTo(page, 30);
    const over = await page.evaluate(() => {
      const limit = document.documentElement.clientWidth;
      const scrolls = (element: Element | null): boolean =>
        element !== null &&
        (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
      return [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > limit + 1 && !scrolls(element))
        .map((element) => `${element.tagName}.${element.getAttribute('class')}`);
    });
    expect(over).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test('on a phone the pinned transport never covers what has the focus', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const dock = page.locator('.dock');
  await expect(dock).toBeInViewport();
  for (let press = 0; press < 45; press++) {
    await page.keyboard.press('Tab');
    const covered = await page.evaluate(() => {
      const element = document.activeElement;
      const pinned = document.querySelector('.dock');
      if (element === null || element === document.body || pinned === null || pinned.contains(element))
        return null;
      const box = element.getBoundingClientRect();
      return box.top >= pinned.getBoundingClientRect().top - 1 ? element.outerHTML.slice(0, 120) : null;
    });
    expect(covered).toBeNull();
  }
});

test('targets are 24 px at least, and 44 for the transport', async ({ page }) => {
  await open(page);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, summary, [role="button"]')]
      .map((element) => ({
        // A radio button hidden inside its label is pressed by pressing the label.
        box: (element.closest('label') ?? element).getBoundingClientRect(),
        html: element.outerHTML.slice(0, 100),
      }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ html }) => html),
  );
  expect(small).toEqual([]);
  for (const [name, size] of [
    ['Train', 56],
    ['Step', 44],
    ['Reset', 44],
  ] as const) {
    const box = await button(page, name).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(size);
  }
});

test('with reduced motion nothing moves by itself', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  await trainTo(page, 99);
  const moving = await page.evaluate(
    () =>
      document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 1).length,
  );
  expect(moving).toBe(0);
});

test('the theme that is chosen is there again on the next visit, from the first paint', async ({ page }) => {
  await open(page);
  await page.getByLabel('Theme').selectOption('dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByLabel('Theme')).toHaveValue('dark');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
});
