// `npm run screenshots`: the built site in every state that matters, on a desktop and a phone, light and dark, as
// test-results/screens/<state>-<device>-<scheme>[-page].png. `npm run screenshots -- fresh finished` takes only those.
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { launchOptions } from './chromium.mjs';
import { serve } from './serve.mjs';

const folder = fileURLToPath(new URL('../test-results/screens/', import.meta.url));

const devices = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
};

const button = (page, name) => page.getByRole('button', { name });
const ready = (page) => button(page, 'Train').and(page.locator(':enabled')).waitFor({ timeout: 20_000 });

async function trainFor(page, milliseconds) {
  await button(page, 'Train').click();
  await page.waitForTimeout(milliseconds);
  await button(page, 'Pause').click();
}

async function trainToFluency(page) {
  await page.getByLabel('Speed').selectOption({ label: 'Full speed' });
  await button(page, 'Train').click();
  await page
    .getByRole('region', { name: 'Translation' })
    .filter({ hasText: /le\s*.*gros\s*.*chien\s*.*rouge/s })
    .waitFor({ timeout: 30_000 });
  await page.waitForTimeout(1500);
  await button(page, 'Pause').click();
}

/** Every figure of the lab, finished: what the registry lists, read from its source, since this script runs as it is. */
const labFigures = [
  ...readFileSync(fileURLToPath(new URL('../src/figures/registry.ts', import.meta.url)), 'utf8').matchAll(
    /from '\.\/([a-z-]+)\/definition\.ts'/g,
  ),
].map(([, id]) => id);
const figureReady = (page, id) =>
  page.locator(`[data-figure="${id}"][data-state="ready"]`).waitFor({ timeout: 30_000 });
const labStates = Object.fromEntries(
  labFigures.map((id) => [
    `lab-${id}`,
    { path: 'lab.html', hash: `#figure=${id}`, go: (page) => figureReady(page, id) },
  ]),
);

/** A state: where to go (a page and a hash, if any) and what to do there. A new one is a line here. */
const states = {
  fresh: {},
  training: { go: (page) => trainFor(page, 2500) },
  finished: { go: trainToFluency },
  phrase: {
    async go(page) {
      await trainToFluency(page);
      await page.getByLabel('English phrase').fill('my small zebra');
      await page.waitForTimeout(500);
    },
  },
  'fast-arithmetic': {
    async go(page) {
      await page.getByRole('checkbox', { name: 'Fast arithmetic' }).check();
      await trainFor(page, 2500);
    },
  },
  'bad-link': { hash: '#v=1&learningRate=fast&layers=99&colour=red' },
  ...labStates,
  'lab-fresh': { path: 'lab.html', go: (page) => figureReady(page, labFigures[0]) },
  'lab-inspector': {
    path: 'lab.html',
    hash: '#figure=gates',
    async go(page) {
      await figureReady(page, 'gates');
      await page.getByRole('img', { name: /^forget gate/ }).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.locator('.inspector-value').waitFor();
    },
  },
  'lab-past': {
    path: 'lab.html',
    hash: '#figure=gates&v=1&step=200',
    async go(page) {
      await page.getByLabel('Step shown').fill('40');
      await page.getByText(/^Step 40/).waitFor();
    },
  },
  'lab-bad-link': {
    path: 'lab.html',
    hash: '#figure=nonsense&v=1&cell=abacus&hiddenSize=7777',
    go: (page) => figureReady(page, labFigures[0]),
  },
  'lab-diverged': {
    path: 'lab.html',
    hash: '#figure=gates&v=1&learningRate=1e30&optimiser=sgd&clipNorm=0',
    async go(page) {
      await page.getByLabel('Speed').selectOption({ label: 'Full speed' });
      await button(page, 'Train').click();
      await button(page, 'Go back to the last good step').waitFor();
    },
  },
  'own-seed': { hash: '#v=1&task=translation&model=transformer&seed=7&step=60' },
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in states));
if (unknown) {
  console.error(`There is no state "${unknown}". The states: ${Object.keys(states).join(', ')}.`);
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
const site = await serve();
const browser = await chromium.launch(await launchOptions());
try {
  for (const [state, { path = '', hash = '', go }] of Object.entries(states)) {
    if (chosen.length > 0 && !chosen.includes(state)) continue;
    for (const [device, options] of Object.entries(devices)) {
      for (const colorScheme of ['light', 'dark']) {
        const name = `${state}-${device}-${colorScheme}`;
        const context = await browser.newContext({ ...options, colorScheme });
        const page = await context.newPage();
        page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
        try {
          await page.goto(site.url + path + hash);
          await ready(page);
          await go?.(page);
          await page.waitForTimeout(400); // the last frame is drawn, and transitions are over
        } catch (error) {
          console.error(`${name}: ${String(error.message).split('\n')[0]}`);
          process.exitCode = 1;
        }
        await page.screenshot({ path: `${folder}${name}.png` });
        await page.screenshot({ path: `${folder}${name}-page.png`, fullPage: true });
        await context.close();
        console.log(name);
      }
    }
  }
} finally {
  await browser.close();
  await site.close();
}
console.log(`In ${folder}`);
