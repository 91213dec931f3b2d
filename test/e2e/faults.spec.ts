// What can go wrong: the page says so in a sentence, nothing the learner made is lost, and there is a way on.
import {
  button,
  expect,
  fingerprint,
  hashOf,
  line,
  open,
  pause,
  phrase,
  rightNow,
  speed,
  standStill,
  stepCount,
  stepNow,
  test,
  train,
  translation,
} from './fixture.ts';

test('a worker killed in the middle is replaced, and the run goes on', async ({ page }) => {
  await open(page);
  await speed(page).selectOption({ label: '100 steps a second' });
  await train(page).click();
  await expect.poll(() => stepNow(page)).toBeGreaterThan(30);
  const before = await stepNow(page);
  const worker = page.workers()[0];
  if (worker === undefined) throw new Error('there is no worker');
  await worker.evaluate(() => self.close());
  await expect(page.getByText(/was started again/)).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => stepNow(page), { timeout: 15_000 }).toBeGreaterThan(before);
  const { step, print } = await standStill(page);
  // The same run: what the replaced worker computed is what one worker would have computed.
  await page.goto('about:blank');
  await open(page, hashOf({ step }));
  await expect(stepCount(page)).toHaveText(String(step));
  await expect(fingerprint(page)).toHaveText(print);
});

const badLinks = {
  'a foreign field': 'v=1&seed=7&colour=green',
  'a value that is no number': 'v=1&seed=seven&learningRate=fast',
  'huge values': 'v=1&seed=99999999999999999999&layers=900&width=1e9&learningRate=1e300',
  'markup for values': `v=1&seed=${encodeURIComponent('<img src=x onerror=alert(1)>')}&task=${encodeURIComponent('javascript:alert(1)')}`,
  'names of the prototype': 'v=1&task=__proto__&model=constructor&heads=toString',
  'broken escapes': 'v=1&seed=%E0%A4%A&layers=%',
};

for (const [what, hash] of Object.entries(badLinks)) {
  test(`a link with ${what} says so, and the page works with what is left`, async ({ page }) => {
    await open(page, hash);
    await expect(page.getByRole('alert').filter({ hasText: /could not be used/ })).toBeVisible();
    await expect(stepCount(page)).toHaveText('0');
    await button(page, 'Step').click();
    await expect(stepCount(page)).toHaveText('1');
    await button(page, 'Dismiss').first().click();
    await expect(page.getByText(/could not be used/)).toBeHidden();
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
  });
}

test('a link to a step that nobody can wait for is cut, and the catching up can be stopped', async ({
  page,
}) => {
  await page.goto(`./#${hashOf({ step: 1e15 })}`);
  await expect(page.getByText(/Step: “1000000000000000” is out of range/)).toBeVisible();
  await expect(page.getByRole('progressbar', { name: /Going to step/ })).toBeVisible();
  await pause(page).click();
  await expect(train(page)).toBeVisible();
  await expect(page.getByRole('progressbar')).toBeHidden();
  await expect(line(page)).toHaveText(/^(Paused|It starts|Fluent)/);
});

test('markup in a phrase stays text', async ({ page }) => {
  await open(page, hashOf({ phrase: '<img src=x onerror=alert(1)> the cat' }));
  await expect(phrase(page)).toHaveValue('<img src=x onerror=alert(1)> the cat');
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});

test('a learning rate that breaks the run: said in words, with a way back', async ({ page }) => {
  await open(page);
  await speed(page).selectOption({ label: 'Full speed' });
  await train(page).click();
  await expect.poll(() => stepNow(page)).toBeGreaterThan(20);
  await page.getByLabel('Learning rate').fill('1e9');
  await page.getByLabel('Learning rate').press('Enter');
  const alert = page.getByRole('alert').filter({ hasText: /training has diverged/ });
  await expect(alert).toBeVisible({ timeout: 20_000 });
  await expect(line(page)).toHaveText(/broke down at step/);
  const broken = await stepNow(page);
  await button(page, 'Go back to the last good step').click();
  await expect(alert).toBeHidden();
  await expect.poll(() => stepNow(page)).toBeLessThanOrEqual(broken);
  const good = await stepNow(page);
  await train(page).click();
  await expect.poll(() => stepNow(page)).toBeGreaterThan(good);
  await expect.poll(() => rightNow(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(0);
});

test.describe('phrases', () => {
  const note = /^#?/;
  const cases: [what: string, typed: string, said: RegExp][] = [
    ['nothing', '', /Type a few English words/],
    ['white space', '   ', /Type a few English words/],
    ['a word it has never met', 'the big zebra', /never met “zebra”; the model sees <unk>/],
    ['emoji', '🙂🎉', /no word to read|never met/],
    ['markup', '<b>the dog</b>', /never met|Held out|learns from|your own/],
    ['500 words', 'dog '.repeat(500), /first 12 of 500 words/],
  ];
  for (const [what, typed, said] of cases) {
    test(`${what}: a plain sentence under the field`, async ({ page }) => {
      await open(page);
      await phrase(page).fill(typed);
      await expect(phrase(page)).toHaveAccessibleDescription(said);
      await button(page, 'Step').click();
      await expect(stepCount(page)).toHaveText('1');
      expect(note.test(await translation(page).innerText())).toBe(true);
    });
  }
});

test('a browser without SIMD is told what is missing and which browsers have it', async ({ page, watch }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await page.goto('./');
  const alert = page.getByRole('alert').filter({ hasText: /SIMD/ });
  await expect(alert).toContainText(/Firefox \d+/);
  await expect(phrase(page)).toBeVisible();
  expect(watch.troubles).toEqual([]);
});

test('a worker that cannot be loaded is told, and can be tried again', async ({ page, watch }) => {
  await page.route('**/*worker*.js', (route) => route.abort());
  await page.goto('./');
  const alert = page.getByRole('alert').filter({ hasText: /did not start the part of the page that trains/ });
  await expect(alert).toBeVisible({ timeout: 20_000 });
  await expect(train(page)).toHaveAccessibleDescription(/has stopped/);
  watch.troubles.length = 0; // the browser itself reports the request that failed
  await page.unroute('**/*worker*.js');
  await button(page, 'Try again').click();
  await expect(alert).toBeHidden();
  await button(page, 'Step').click();
  await expect(stepCount(page)).toHaveText('1');
});

test('storage that refuses costs the memory, not the page', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await open(page);
  await page.getByLabel('Theme').selectOption('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await button(page, 'Step').click();
  await expect(stepCount(page)).toHaveText('1');
  await expect(page.getByText(/does not let the page keep anything/)).toBeVisible();
});

test('a browser that lets no page copy shows the link to copy by hand', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await open(page);
  await button(page, 'Copy link').click();
  const field = page.getByRole('textbox', { name: 'Link to this run' });
  await expect(field).toHaveValue(page.url());
  expect(await field.inputValue()).toContain('seed=7');
});

test('comes back after a visit to what was left', async ({ page }) => {
  await open(page);
  for (const count of ['1', '2']) {
    await button(page, 'Step').click();
    await expect(stepCount(page)).toHaveText(count);
  }
  await page.goto('about:blank');
  await open(page);
  await button(page, 'Continue that run').click();
  await expect(stepCount(page)).toHaveText('2');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what it needs, and shows what it would do', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByText(/the page needs JavaScript/)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(translation(page)).toContainText('the big red dog');
  });
});
