// The lab page: it opens, trains, shows every figure, takes whatever a link says, and anybody can use it.
import {
  axe,
  button,
  cutOff,
  expect,
  figureIds,
  frameOf,
  isReady,
  openFigure,
  openLab,
  pause,
  showStep,
  speed,
  stepNow,
  tabOf,
  test,
  train,
} from './labFixture.ts';

const first = figureIds[0] ?? '';

test('opens under a sub-path, reached from the home page by its link and back', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Lab' }).click();
  await expect(page).toHaveURL(/\/any\/sub-path\/lab\.html$/);
  await isReady(page, first);
  await expect(page.getByRole('link', { name: 'Lab' })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page).toHaveURL(/\/any\/sub-path\/$/);
});

for (const id of figureIds) {
  test(`#figure=${id} opens that figure on an experiment that fits`, async ({ page }) => {
    const frame = await openFigure(page, id);
    await expect(frame).toHaveAttribute('data-figure', id);
    await expect(tabOf(page, id)).toHaveAttribute('aria-selected', 'true');
  });
}

test('trains, and the figure follows', async ({ page }) => {
  await openLab(page);
  await speed(page).selectOption({ label: 'Full speed' });
  await train(page).click();
  await expect.poll(() => stepNow(page), { timeout: 20_000 }).toBeGreaterThan(50);
  await pause(page).click();
  await isReady(page, first);
  await expect(page.getByText(/^Newest step, /)).toBeVisible();
});

test('the time machine shows a past step exactly, and a fork goes on from there', async ({ page }) => {
  await openLab(page, `figure=${first}&v=1&step=60`);
  await isReady(page, first);
  const print = page.locator('code.fingerprint');
  const newest = await print.innerText();
  await showStep(page, 20);
  await isReady(page, first);
  const then = await print.innerText();
  expect(then).not.toBe(newest);
  await button(page, 'Fork').click();
  await expect.poll(() => stepNow(page)).toBe(20);
  await expect(print).toHaveText(then);
  await button(page, 'Undo').click();
  await expect.poll(() => stepNow(page), { timeout: 20_000 }).toBe(60);
  await expect(print).toHaveText(newest);
});

test('a setting begins a new run, and the link holds it with the text', async ({ page }) => {
  await openFigure(page, first);
  const fold = page.getByRole('button', { name: 'Show settings' });
  if (await fold.isVisible()) await fold.click();
  await page.getByLabel('Cell', { exact: true }).selectOption({ label: 'GRU' });
  await page.getByLabel('Text that is read').fill('the plot was not bad');
  await isReady(page, first);
  await expect.poll(() => new URL(page.url()).hash).toMatch(/cell=gru.*text=the\+plot\+was\+not\+bad/);
  const { hash } = new URL(page.url());
  await page.goto('about:blank');
  await openLab(page, hash.slice(1));
  await isReady(page, first);
  await expect(page.getByLabel('Text that is read')).toHaveValue('the plot was not bad');
  await expect.poll(() => new URL(page.url()).hash).toMatch(/cell=gru/);
});

test('a text that cannot be read says why, in the field and in the figure', async ({ page }) => {
  await openLab(page);
  await page.getByLabel('Text that is read').fill('…');
  await expect(page.getByRole('status').getByText('There is no word in it.')).toBeVisible();
  await expect(frameOf(page, first)).toHaveAttribute('data-state', 'failed');
  await expect(frameOf(page, first).getByRole('alert')).toHaveText('There is no word in it.');
  await page.getByLabel('Text that is read').fill('');
  await isReady(page, first);
});

const hashes = [
  ['figure=nonsense', /There is no figure called “nonsense”/],
  ['figure=gates&v=1&cell=abacus&hiddenSize=7777', /could not be used as given/],
  ['%%%', null],
  ['figure=', null],
  [`v=1&text=${'x'.repeat(9000)}`, /too long/],
  ['figure=gates&v=1&step=1e99&seed=-4', /could not be used as given/],
] as const;
for (const [hash, says] of hashes) {
  test(`a bad link still opens: ${hash.slice(0, 48)}`, async ({ page }) => {
    await openLab(page, hash);
    // On its way to a far step: that can be ended where it is.
    if (hash.includes('1e99')) await pause(page).click();
    await isReady(page, figureIds.find((id) => hash.includes(`figure=${id}&`)) ?? first);
    if (says) await expect(page.getByText(says).first()).toBeVisible();
    await expect(train(page)).toBeEnabled();
  });
}

test('a run that breaks down says so and goes on from the last good step', async ({ page }) => {
  await openLab(page, `figure=${first}&v=1&learningRate=1e30&optimiser=sgd&clipNorm=0`);
  await speed(page).selectOption({ label: 'Full speed' });
  await train(page).click();
  await button(page, 'Go back to the last good step').click({ timeout: 20_000 });
  await expect(button(page, 'Go back to the last good step')).toHaveCount(0);
  await train(page).click();
  await expect.poll(() => stepNow(page), { timeout: 20_000 }).toBeGreaterThan(20);
});

test('the main way with the keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no Tab key');
  await openLab(page);
  const tabTo = async (reached: () => Promise<boolean>) => {
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press('Tab');
      const ring = await page.evaluate(() => {
        const element = document.activeElement;
        return element ? getComputedStyle(element).outlineStyle !== 'none' : false;
      });
      expect(ring, 'a stop without a ring').toBe(true);
      if (await reached()) return;
    }
    throw new Error('Tab does not reach it');
  };
  const focused = (name: string) => () =>
    page.evaluate((wanted) => {
      const element = document.activeElement;
      const label = element?.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) : null;
      return (element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? '')
        .trim()
        .startsWith(wanted);
    }, name);
  await tabTo(focused('Skip to the figure'));
  await page.keyboard.press('Enter');
  await expect(page.locator('#lab-stage')).toBeFocused();
  expect(new URL(page.url()).hash).toBe(''); // the hash is the run's
  await tabTo(focused('Train'));
  await page.keyboard.press('Enter');
  await expect.poll(() => stepNow(page)).toBeGreaterThan(5);
  await page.keyboard.press('Enter');
  await expect(train(page)).toBeFocused();
  await page.getByRole('tab', { selected: true }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('tab').last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab').last()).toHaveAttribute('aria-selected', 'true');
});

test('a step of the unrolled network opens its cell, and the cell leads back, by pointer and by keys', async ({
  page,
  isMobile,
}) => {
  const unrolled = await openFigure(page, 'unrolled');
  await unrolled.getByRole('button', { name: 'Open the cell of layer 1 at “dog”' }).click();
  await isReady(page, 'cell');
  const cell = frameOf(page, 'cell');
  await expect(cell.getByRole('radio', { name: /^dog/ })).toBeChecked();
  await expect(tabOf(page, 'cell')).toHaveAttribute('aria-selected', 'true');
  await cell.getByRole('button', { name: 'Back to the unrolled picture' }).click();
  await isReady(page, 'unrolled');
  if (isMobile) return;
  await expect(page.locator('#lab-stage')).toBeFocused();
  await unrolled.getByRole('img', { name: /^The network, unrolled/ }).focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'o']) await page.keyboard.press(key);
  await isReady(page, 'cell');
  await expect(page.locator('#lab-stage')).toBeFocused();
  await expect(cell.getByRole('radio', { checked: true })).toHaveAccessibleName(/step \d+ of 7$/);
});

test('a number that is pinned opens beside the stage, down to a weight, by keys', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'a phone has no arrow keys');
  const frame = await openFigure(page, 'gates');
  await frame.getByRole('img', { name: /^forget gate/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'How this number came to be' });
  await expect(inspector.getByRole('heading', { level: 3 })).toHaveText(/^forget gate, unit 1/);
  expect(await axe(page)).toEqual([]);
  await inspector
    .getByRole('button', { name: /^Open rnn\.weight/ })
    .first()
    .press('Enter');
  await expect(inspector.getByRole('heading', { level: 3 })).toHaveText(/^rnn\.weight/);
  await expect(inspector.getByText(/^A weight/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inspector.getByRole('heading', { level: 3 })).toHaveText(/^forget gate, unit 1/);
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
});

test('a link holds the number that is pinned, and opens it', async ({ page }) => {
  const frame = await openFigure(page, 'gates', '&pinned=value:rnn.l0.t1.forget:2');
  const inspector = page.getByRole('region', { name: 'How this number came to be' });
  const subject = inspector.getByRole('heading', { level: 3 });
  await expect(subject).toHaveText(/^forget gate, unit 3, at “main”/);
  const value = await inspector.locator('.inspector-value').innerText();
  await inspector.getByRole('button', { name: 'Gradient' }).click();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/&pinned=gradient:rnn\.l0\.t1\.forget:2$/);
  await inspector.getByRole('button', { name: 'Value' }).click();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/&pinned=value:rnn\.l0\.t1\.forget:2$/);
  const { hash } = new URL(page.url());
  await page.goto('about:blank');
  await openLab(page, hash.slice(1));
  await expect(subject).toHaveText(/^forget gate, unit 3, at “main”/);
  await expect(inspector.locator('.inspector-value')).toHaveText(value);
  await inspector.getByRole('button', { name: 'Close' }).click();
  await expect(inspector).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).hash).not.toContain('pinned');
  await expect(frame).toHaveAttribute('data-state', 'ready');
});

test('a number that a link asks for in vain is said, and nothing else is lost', async ({ page }) => {
  await openFigure(page, 'gates', '&hiddenSize=8&step=20&pinned=value:rnn.l0.t99.forget:2');
  await expect(page.getByText(/“value:rnn\.l0\.t99\.forget:2”/)).toBeVisible();
  expect(await stepNow(page)).toBe(20);
  await expect.poll(() => new URL(page.url()).hash).toMatch(/hiddenSize=8/);
});

test('a link that leaves settings out opens without a complaint', async ({ page }) => {
  await openFigure(page, 'gates', '&v=1&layers=2');
  await expect(page.getByText(/could not be used/)).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).hash).toMatch(/hiddenSize=16&layers=2/);
});

test('on a phone a pinned number opens in a sheet, with what was pinned in sight above it', async ({
  page,
  isMobile,
}) => {
  test.skip(!isMobile, 'beside the stage there is no sheet');
  const frame = await openFigure(page, 'gates');
  const map = frame.getByRole('img', { name: /^hidden state/ });
  await map.scrollIntoViewIfNeeded();
  await map.tap({ position: { x: 20, y: 60 } });
  const inspector = page.getByRole('region', { name: 'How this number came to be' });
  await expect(inspector.locator('.inspector-value')).toBeVisible();
  await expect(inspector).toBeInViewport({ ratio: 0.99 });
  const sheet = await inspector.boundingBox();
  expect(sheet?.height).toBeLessThanOrEqual(844 / 2);
  await expect
    .poll(async () => {
      const mark = await map.locator('.matrix-ring').boundingBox();
      const top = (await inspector.boundingBox())?.y ?? 0;
      return mark !== null && mark.y > 0 && mark.y + mark.height <= top;
    })
    .toBe(true);
  expect(await axe(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  await inspector.getByRole('button', { name: 'Close' }).tap();
  await expect(inspector).toHaveCount(0);
  await expect(map).toBeFocused();
});

test('a figure that needs another run begins one that has been trained as far as its own', async ({
  page,
}) => {
  await openFigure(page, 'unrolled', '&task=sine&step=5');
  await tabOf(page, 'embedding').click();
  await button(page, 'Begin a run that fits').click();
  await isReady(page, 'embedding');
  await expect.poll(() => stepNow(page), { timeout: 30_000 }).toBe(400);
});

test('back and forward go through the figures that were opened, and leave the run as it is', async ({
  page,
}) => {
  await openLab(page, `figure=${first}&v=1&step=30`);
  await isReady(page, first);
  await tabOf(page, 'gates').click();
  await isReady(page, 'gates');
  await frameOf(page, 'gates').getByLabel('Order of the units').selectOption('activity');
  await tabOf(page, 'weights').click();
  await isReady(page, 'weights');
  await button(page, 'Step').click();
  await expect.poll(() => stepNow(page)).toBe(31);
  const found = await page.locator('code.fingerprint').innerText();
  await page.goBack();
  await isReady(page, 'gates');
  await expect(frameOf(page, 'gates').getByLabel('Order of the units')).toHaveValue('activity');
  await page.goBack();
  await isReady(page, first);
  await page.goForward();
  await page.goForward();
  await isReady(page, 'weights');
  expect(await stepNow(page)).toBe(31);
  await expect(page.locator('code.fingerprint')).toHaveText(found);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#figure=weights&.*&step=31$/);
});

test('a copied link opens the same picture: the step shown, the beat, the choices', async ({
  page,
  isMobile,
}) => {
  const frame = await openFigure(page, 'cell', '&v=1&step=40');
  await frame.getByRole('radio', { name: '0', exact: true }).first().check({ force: true });
  await showStep(page, 15);
  await isReady(page, 'cell');
  await frame.getByRole('radio', { name: /^main/ }).check({ force: true });
  await frame.getByRole('button', { name: 'One beat back' }).click();
  await frame.getByRole('button', { name: 'One beat back' }).click();
  const said = await frame.locator('.figure-readout').innerText();
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  if (isMobile) await frame.getByRole('button', { name: /^More/ }).click();
  await frame.getByRole('button', { name: 'Copy link' }).click();
  const link = await frame.getByRole('textbox', { name: 'Copy link' }).inputValue();
  expect(new URL(link).hash).toMatch(/&step=15&view=/);
  await page.goto('about:blank');
  await page.goto(link);
  await isReady(page, 'cell');
  await expect.poll(() => stepNow(page)).toBe(15);
  await expect(frame.getByRole('radio', { name: '0', exact: true }).first()).toBeChecked();
  await expect(frame.getByRole('radio', { name: /^main/ })).toBeChecked();
  await expect(frame.locator('.figure-readout')).toHaveText(said);
  await expect(page.getByText(/could not be used/)).toHaveCount(0);
});

test('a look that a figure does not have is said, and the rest of the link is used', async ({ page }) => {
  const frame = await openFigure(page, 'gates', '&v=1&step=20&view=beat:99,order:activity,abacus:1');
  await expect(page.getByText(/“beat:99”/)).toBeVisible();
  await expect(page.getByText(/“abacus:1”/)).toBeVisible();
  await expect(frame.getByLabel('Order of the units')).toHaveValue('activity');
  await expect.poll(() => new URL(page.url()).hash).toMatch(/&step=20&view=order:activity$/);
});

test('on a phone the stage comes before what moves it, and the tools are one menu', async ({
  page,
  isMobile,
}) => {
  test.skip(!isMobile, 'where there is room it is the other way round');
  const frame = await openFigure(page, 'gates');
  const stage = await frame.locator('.figure-stage').boundingBox();
  const transport = await frame.locator('.figure-beat').boundingBox();
  expect(stage?.y).toBeLessThan(844);
  expect(transport?.y).toBeGreaterThanOrEqual((stage?.y ?? 0) + (stage?.height ?? 0));
  await frame.getByRole('button', { name: /^More/ }).click();
  await expect(frame.getByRole('button', { name: 'Picture (SVG)' })).toBeInViewport();
  expect(await cutOff(page)).toEqual([]);
});

test('filling the screen a figure is magnified, is pointed at as on the page, and is as before after it', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'a phone has hardly more room');
  const frame = await openFigure(page, 'gates');
  const size = () =>
    frame.getByRole('heading', { level: 3 }).evaluate((title) => title.getBoundingClientRect().height);
  const small = await size();
  await frame.getByRole('button', { name: 'Full screen' }).click();
  await expect.poll(size).toBeGreaterThan(small * 1.3);
  const stage = await frame.locator('.figure-stage').boundingBox();
  expect(stage?.width).toBeGreaterThan((await page.evaluate(() => innerWidth)) * 0.85);
  const map = frame.getByRole('img', { name: /^input gate/ });
  const cell = await map.boundingBox();
  if (!cell) throw new Error('no map');
  const target = { x: cell.x + cell.width - 8, y: cell.y + cell.height / 2 };
  await page.mouse.move(target.x, target.y);
  const cursor = frame.locator('.matrix-ring, .matrix-cursor').first();
  await expect
    .poll(async () => {
      const box = await cursor.boundingBox();
      return (
        box !== null &&
        box.x < target.x &&
        box.x + box.width > target.x &&
        box.y - 4 < target.y &&
        box.y + box.height + 4 > target.y
      );
    })
    .toBe(true);
  await frame.getByRole('button', { name: 'Leave full screen' }).click();
  await expect.poll(size).toBe(small);
});

test('beside the stage an opened number is in sight, wherever the page was scrolled to', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'there it is a sheet');
  await page.setViewportSize({ width: 1440, height: 800 });
  await openFigure(page, 'weights', '&v=1&step=20');
  await page.evaluate(() => scrollTo(0, 480));
  await page.locator('.lab-run').evaluate((column) => column.scrollTo(0, 200));
  const map = page.locator('#lab-stage .weights-part').getByRole('img').first();
  await map.scrollIntoViewIfNeeded();
  await map.click({ position: { x: 60, y: 60 } });
  const value = page.locator('.lab-inspector .inspector-value');
  await expect(value).toBeInViewport();
  const under = () =>
    value.evaluate((element) => {
      const { left, top, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + 4, top + height / 2));
    });
  await expect.poll(under).toBe(true);
});

for (const width of [320, 360, 390, 768, 1024, 1200, 1440, 1920]) {
  test(`nothing is cut off or scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openLab(page, `figure=${first}&v=1&step=60`);
    await showStep(page, 20);
    const fold = page.getByRole('button', { name: 'Show settings' });
    if (await fold.isVisible()) await fold.click();
    expect(await cutOff(page)).toEqual([]);
  });
}

test('targets are 24 px at least, and 44 for the transport', async ({ page }) => {
  await openLab(page);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, summary, a')]
      .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 100) }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ html }) => html),
  );
  expect(small).toEqual([]);
  for (const [name, size] of [
    ['Train', 56],
    ['Step', 44],
    ['Reset', 44],
  ] as const) {
    const box = await page.getByRole('button', { name, exact: true }).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(size);
  }
});
