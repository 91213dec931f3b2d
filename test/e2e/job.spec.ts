// The main job: it learns, it translates what it never saw, and the run can be driven and handed on.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  button,
  expect,
  fingerprint,
  hashOf,
  line,
  open,
  phrase,
  standStill,
  stepCount,
  stepNow,
  test,
  train,
  trainTo,
  translation,
} from './fixture.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('learns at full speed to 99 % and translates the phrase that it never saw', async ({ page }) => {
  await open(page);
  await expect(line(page)).toHaveText(/knowing nothing/);
  await expect(translation(page)).not.toContainText('→ le gros chien rouge');
  await trainTo(page, 99);
  await expect(translation(page)).toContainText('the big red dog → le gros chien rouge');
  await expect(
    page
      .getByRole('img', { name: 'Cross-attention' })
      .or(page.getByRole('table', { name: 'Cross-attention' }))
      .first(),
  ).toBeVisible();
  await expect(line(page)).toHaveText(/^Fluent/);
});

test('translates a phrase of the visitor’s own', async ({ page }) => {
  await open(page);
  await trainTo(page, 99);
  await phrase(page).fill('my black cat');
  await expect(translation(page)).toContainText('my black cat → mon chat noir');
});

test('takes one update at a press of Step, and begins again at Reset, which can be undone', async ({
  page,
}) => {
  await open(page);
  for (let count = 1; count <= 3; count++) {
    await button(page, 'Step').click();
    await expect(stepCount(page)).toHaveText(String(count));
  }
  const there = await fingerprint(page).innerText();
  await button(page, 'Reset').click();
  await expect(stepCount(page)).toHaveText('0');
  await expect(line(page)).toHaveText(/knowing nothing/);
  await button(page, 'Undo').click();
  await expect(stepCount(page)).toHaveText('3');
  await expect(fingerprint(page)).toHaveText(there);
});

test('a copied link gives the same run, bit for bit', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, hashOf({ seed: 11 }));
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '100 steps a second' });
  await train(page).click();
  await expect.poll(() => stepNow(page)).toBeGreaterThan(20);
  const { step, print } = await standStill(page);
  await phrase(page).fill('a small table');
  await expect(translation(page)).toContainText('small');
  await button(page, 'Copy link').click();
  await expect(page.getByText('Link copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain(`step=${step}`);
  const other = await context.newPage();
  await other.goto(link);
  await expect(stepCount(other)).toHaveText(String(step));
  await expect(fingerprint(other)).toHaveText(print);
  await expect(phrase(other)).toHaveValue('a small table');
  await expect(other.getByLabel('Seed')).toHaveValue('11');
});

test('after 200 steps the browser has the parameters that Node has', async ({ page }) => {
  test.setTimeout(60_000);
  const args = ['scripts/train.ts', '--task', 'translation', '--model', 'transformer', '--seed', '7'];
  const output = execFileSync('npx', ['--no-install', 'tsx', ...args, '--steps', '200', '--json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const result = JSON.parse(output.trim().split('\n').at(-1) ?? '') as { steps: number; fingerprint: string };
  expect(result.steps).toBe(200);
  await open(page, hashOf({ step: 200 }));
  await expect(stepCount(page)).toHaveText('200');
  await expect(fingerprint(page)).toHaveText(result.fingerprint);
});

test('a change of the learning rate while it runs is part of the link', async ({ page }) => {
  await open(page);
  await button(page, 'Step').click();
  await expect(stepCount(page)).toHaveText('1');
  await page.getByLabel('Learning rate').fill('0.002');
  await page.getByLabel('Learning rate').press('Enter');
  for (const count of ['2', '3']) {
    await button(page, 'Step').click();
    await expect(stepCount(page)).toHaveText(count);
  }
  const print = await fingerprint(page).innerText();
  await button(page, 'Copy link').click();
  const hash = new URL(page.url()).hash.slice(1);
  expect(hash).toContain('changes=');
  await page.goto('about:blank');
  await open(page, hash);
  await expect(stepCount(page)).toHaveText('3');
  await expect(fingerprint(page)).toHaveText(print);
});

test('a new model is another run, and the one before can be had back', async ({ page }) => {
  await open(page);
  await button(page, 'Step').click();
  await expect(stepCount(page)).toHaveText('1');
  const parameters = await page.getByText(/numbers, all random/).innerText();
  await page.getByLabel('Layers').selectOption('2');
  await expect(stepCount(page)).toHaveText('0');
  await expect(page.getByText(/numbers, all random/)).not.toHaveText(parameters);
  await button(page, 'Undo').click();
  await expect(stepCount(page)).toHaveText('1');
  await expect(page.getByText(/numbers, all random/)).toHaveText(parameters);
});
