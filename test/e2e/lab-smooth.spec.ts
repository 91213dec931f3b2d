// The largest figures that the lab offers are scrubbed without a stutter.
import type { Page } from '@playwright/test';
import { expect, isReady, openFigure, showStep, test } from './labFixture.ts';

test.use({ trace: 'off' }); // what is recorded for a failure is tasks of the page too

/** The processor time of every task of the page's main thread during `action`, in ms, the longest first. */
async function tasksOf(page: Page, action: () => Promise<void>): Promise<number[]> {
  interface Traced {
    readonly name: string;
    readonly tid: number;
    readonly pid: number;
    /** Microseconds on a processor: what other programs take meanwhile does not count. */
    readonly tdur?: number;
    readonly args?: { readonly name?: string };
  }
  const events: Traced[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as Traced[])));
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', '__metadata'] },
  });
  await action();
  await session.send('Tracing.end');
  await ended;
  const thread = ({ pid, tid }: Traced) => `${pid} ${tid}`;
  const main = new Set(events.filter(({ args }) => args?.name === 'CrRendererMain').map(thread));
  return events
    .filter((event) => event.name === 'RunTask' && main.has(thread(event)))
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((one, other) => other - one);
}

const largest = '&v=1&task=nextCharacter&length=64&cell=lstm&hiddenSize=128&batchSize=8&step=20';
for (const id of ['cell', 'unrolled', 'gates']) {
  test(`${id}: no task takes 50 ms while 64 steps of 128 units are scrubbed`, async ({ page }, info) => {
    const frame = await openFigure(page, id, largest);
    await page.waitForTimeout(1000); // what belongs to opening is over
    const times = await tasksOf(page, async () => {
      await frame.locator('.beat-scrub').focus();
      for (const key of ['Home', 'PageUp', 'PageUp', 'PageDown', 'End']) await page.keyboard.press(key);
      for (let moves = 0; moves < 20; moves++) await page.keyboard.press('ArrowLeft');
      const word = frame.locator('.cell-word input:checked');
      if ((await word.count()) > 0) {
        await word.focus();
        for (let moves = 0; moves < 20; moves++) await page.keyboard.press('ArrowLeft');
      }
      for (const step of [10, 5, 15]) await showStep(page, step);
      await isReady(page, id);
      await page.waitForTimeout(500);
    });
    const longest = times.slice(0, 3).map(Math.round);
    console.log(`longest tasks (${info.project.name}, ${id}): ${longest.join(', ')} of ${times.length}`);
    expect(times.length).toBeGreaterThan(50); // it was watched
    expect(times[0]).toBeLessThan(50);
  });
}
