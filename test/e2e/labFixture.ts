// What end-to-end tests of the lab and its figures start from.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { labFigures } from '../../src/figures/registry.ts';
import english from '../../src/i18n/en/lab/index.ts';

export { button, expect, pause, speed, stepNow, test, train } from './fixture.ts';

/** Ids of all figures, in the order in which they are offered. */
export const figureIds: readonly string[] = labFigures.map(({ id }) => id);

function wordOf(id: string, which: 'title' | 'tab'): string {
  const words: Readonly<Record<string, object>> = english;
  const word = new Map<string, unknown>(Object.entries(words[id] ?? {})).get(which);
  if (typeof word !== 'string') throw new Error(`${id} has no ${which}`);
  return word;
}

export const titleOf = (id: string): string => wordOf(id, 'title');

/** The tab that opens a figure. */
export const tabOf = (page: Page, id: string): Locator => page.getByRole('tab', { name: wordOf(id, 'tab') });

/** The frame of a figure: a region of its title. */
export const frameOf = (page: Page, id: string): Locator =>
  page.getByRole('region', { name: titleOf(id), exact: true }).and(page.locator(`[data-figure="${id}"]`));

/** Waits until the figure shows the state of the step that the page shows. */
export const isReady = (page: Page, id: string) =>
  expect(frameOf(page, id)).toHaveAttribute('data-state', 'ready', { timeout: 30_000 });

/** Opens the lab with a hash, and waits until its run stands and can be driven. */
export async function openLab(page: Page, hash = ''): Promise<void> {
  await page.goto(`./lab.html${hash === '' ? '' : `#${hash}`}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Lab' })).toBeVisible();
  await expect(page.locator('.lab-run code.fingerprint')).toBeVisible({ timeout: 30_000 });
}

/** Opens the lab with one figure on its own default experiment, and waits until it shows it. */
export async function openFigure(page: Page, id: string, rest = ''): Promise<Locator> {
  await openLab(page, `figure=${id}${rest}`);
  await isReady(page, id);
  return frameOf(page, id);
}

/** The step that the time machine stands at; null for the newest. */
export async function showStep(page: Page, step: number): Promise<void> {
  await page.getByLabel('Step shown').fill(String(step));
  await expect(page.getByText(new RegExp(`^Step ${step} of `))).toBeVisible();
}

/** Everything axe finds, as lines; none when all is well. */
export async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

/** What is cut off by the window or makes it scroll sideways; what scrolls inside a box of its own is left out. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const over = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > limit + 1 && !scrolls(element))
      .map((element) => `${element.tagName}.${element.getAttribute('class')}`);
    const wide = document.documentElement.scrollWidth > limit ? ['the page scrolls sideways'] : [];
    return [...over, ...wide];
  });
}
