// Fast arithmetic as the store keeps it: the device's choice for runs of the visitor's own, in no link and no fingerprint.
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/experiment/config.ts';
import { readLink, writeLink } from '../../src/experiment/link.ts';
import type { NoticeCode } from '../../src/stores/notices.ts';
import { createRunStore } from '../../src/stores/runStore.ts';
import { createStorage } from '../../src/stores/storage.ts';
import { FakeClock } from '../worker/fakes.ts';
import { FakeAddress, FakeBrowserStorage, FakeClient } from './fakes.ts';

const chosen = 'unrolled.relaxed';

function setUp({ hash = '', canRelax = true, browser = new FakeBrowserStorage(), chooses = false } = {}) {
  if (chooses) browser.setItem(chosen, 'true');
  const clock = new FakeClock();
  const address = new FakeAddress(hash);
  let made: FakeClient | undefined;
  const store = createRunStore({
    client: (listener) => {
      made = new FakeClient(listener);
      return made;
    },
    storage: createStorage(browser.open),
    address,
    canRelax,
    later: clock.later,
  });
  if (!made) throw new Error('the store made no client');
  const client = made;
  return {
    client,
    address,
    browser,
    run: () => store.getState(),
    notice: (code: NoticeCode) =>
      store.getState().notices.find(({ message }) => message.code === code)?.message,
    at: (step: number) => {
      client.arrives();
      client.frame(step, { still: true, fingerprint: `at ${step}` });
    },
  };
}

const link = (step: number) => writeLink({ config: defaultConfig, step, phrase: 'I love you' });

describe('fast arithmetic', () => {
  test('is off until it is chosen', () => {
    const { client, run } = setUp();
    expect(run()).toMatchObject({ relaxed: false, canRelax: true });
    expect(client.begun.point.relaxed).toBe(false);
  });

  test('chosen begins a run anew with the settings of the present one, and undo brings that back', () => {
    const { client, run, at, browser, notice } = setUp();
    at(40);
    run().setHyperparameter('learningRate', 0.01);
    run().setRelaxed(true);
    expect(client.begun.point).toEqual({
      config: { ...defaultConfig, learningRate: 0.01 },
      relaxed: true,
      snapshot: null,
      step: 0,
    });
    expect(run()).toMatchObject({ relaxed: true, step: 0, fingerprint: null });
    expect(notice('run-replaced')).toEqual({ code: 'run-replaced', previousStep: 40 });
    expect(browser.items.get(chosen)).toBe('true');
    run().undo();
    expect(client.begun.point).toMatchObject({ relaxed: false, step: 40 });
    expect(run().relaxed).toBe(false);
    expect(browser.items.get(chosen)).toBe('false'); // what is undone is not kept
  });

  test('switched off begins anew as well, and undo brings the relaxed run back as one', () => {
    const { client, run, at } = setUp({ chooses: true });
    at(40);
    run().setRelaxed(false);
    expect(client.begun.point).toMatchObject({ relaxed: false, step: 0 });
    run().undo();
    expect(client.begun.point).toMatchObject({ relaxed: true, step: 40 });
    client.arrives(40);
    expect(run()).toMatchObject({ relaxed: true, fingerprint: null });
  });

  test('chosen as it is begins nothing', () => {
    const { client, run, at } = setUp();
    at(40);
    const before = client.asked.length;
    run().setRelaxed(false);
    expect(client.asked).toHaveLength(before);
  });

  test('is kept for the next visit, and through resets and other settings', () => {
    const { client, run, at } = setUp({ chooses: true });
    expect(client.begun.point.relaxed).toBe(true);
    at(10);
    run().reset();
    expect(client.begun.point.relaxed).toBe(true);
    at(10);
    run().setHyperparameter('seed', 9);
    expect(client.begun.point).toMatchObject({ relaxed: true, config: { seed: 9 } });
  });

  test('never is where the browser cannot, whatever an earlier one could', () => {
    const { client, run } = setUp({ canRelax: false, chooses: true });
    expect(client.begun.point.relaxed).toBe(false);
    run().setRelaxed(true);
    expect(run()).toMatchObject({ relaxed: false, canRelax: false });
    expect(client.begun.point.relaxed).toBe(false);
  });

  test('that cannot be loaded is off, and said', () => {
    const { client, run, notice } = setUp({ chooses: true });
    client.tell({ type: 'relaxedRefused', message: 'Failed to fetch' });
    client.arrives();
    expect(run()).toMatchObject({ relaxed: false, fingerprint: 'at 0' });
    expect(notice('relaxed-refused')).toEqual({ code: 'relaxed-refused', message: 'Failed to fetch' });
  });
});

describe('a relaxed run', () => {
  test('has no fingerprint', () => {
    const { client, run, at } = setUp({ chooses: true });
    at(12);
    client.frame(13, { fingerprint: 'at 13' });
    expect(run()).toMatchObject({ step: 13, fingerprint: null });
  });

  test('has a link of its settings alone, which opens a plain run at step 0', () => {
    const { run, at, address } = setUp({ chooses: true });
    at(148);
    run().setHyperparameter('learningRate', 0.01);
    const url = run().link();
    expect(address.text).toBe(new URL(url).hash);
    expect(readLink(new URL(url).hash)).toMatchObject({
      step: 0,
      config: { ...defaultConfig, learningRate: 0.01, changes: [] },
      phrase: 'the big red dog',
      problems: [],
    });
    const other = setUp({ hash: new URL(url).hash, chooses: true });
    expect(other.client.begun.point).toMatchObject({ relaxed: false, step: 0 });
  });

  test('never puts its step into an address that named another run', () => {
    const { client, run, at, address } = setUp({ hash: `#${link(148)}` });
    at(148);
    run().setRelaxed(true);
    at(30);
    client.frame(60, { still: true });
    expect(readLink(address.text).step).toBe(0);
  });

  test('is kept in storage as what it is, and continued as what it is', () => {
    const first = setUp({ chooses: true });
    first.at(148);
    const kept = JSON.parse(first.browser.items.get('unrolled.run') ?? '');
    expect(kept.relaxed).toBe(true);
    expect(readLink(kept.link).step).toBe(148);
    const { client, run, notice } = setUp({ browser: first.browser });
    expect(notice('previous-run')).toEqual({ code: 'previous-run', step: 148, relaxed: true });
    run().continuePrevious();
    expect(client.begun.point).toMatchObject({ relaxed: true, step: 148, snapshot: null });
  });

  test('of an earlier visit is a plain one where the browser no longer can', () => {
    const first = setUp({ chooses: true });
    first.at(148);
    const { client, run, notice } = setUp({ browser: first.browser, canRelax: false });
    expect(notice('previous-run')).toEqual({ code: 'previous-run', step: 148, relaxed: false });
    run().continuePrevious();
    expect(client.begun.point).toMatchObject({ relaxed: false, step: 148 });
  });

  test('at the step of the link that was opened is not taken for it', () => {
    const { run, at, browser } = setUp({ hash: `#${link(148)}` });
    at(148);
    expect(browser.items.get('unrolled.run')).toBeUndefined();
    run().setRelaxed(true);
    at(148);
    expect(JSON.parse(browser.items.get('unrolled.run') ?? '')).toMatchObject({ relaxed: true });
  });
});

describe('a link', () => {
  test('is computed plainly whatever the device prefers', () => {
    const { client, run, at, address } = setUp({ hash: `#${link(148)}`, chooses: true });
    expect(client.begun.point).toMatchObject({ relaxed: false, step: 148 });
    at(148);
    expect(run()).toMatchObject({ relaxed: false, fingerprint: 'at 148' });
    expect(address.text).toBe(`#${link(148)}`);
  });

  test('says why fast arithmetic is off for it, where the device prefers that', () => {
    const { run, notice, address } = setUp({ hash: `#${link(148)}`, chooses: true });
    expect(notice('link-plain')).toEqual({ code: 'link-plain' });
    run().setRelaxed(true);
    expect(notice('link-plain')).toBeUndefined();
    address.paste(link(5));
    expect(notice('link-plain')).toBeDefined();
  });

  test.each([
    ['does not prefer it', { chooses: false }],
    ['cannot have it', { chooses: true, canRelax: false }],
  ])('says nothing of it where the device %s', (_why, device) => {
    expect(setUp({ hash: `#${link(148)}`, ...device }).notice('link-plain')).toBeUndefined();
  });

  test('left by undo for the relaxed run before it says so no longer', () => {
    const { run, at, address, notice } = setUp({ chooses: true });
    at(20);
    address.paste(link(5));
    at(5);
    run().undo();
    expect(notice('link-plain')).toBeUndefined();
  });

  test('pasted into the page of a relaxed run is plain, and undo brings the relaxed one back', () => {
    const { client, run, at, address } = setUp({ chooses: true });
    at(20);
    address.paste(link(5));
    expect(client.begun.point).toMatchObject({ relaxed: false, step: 5 });
    at(5);
    run().undo();
    expect(client.begun.point).toMatchObject({ relaxed: true, step: 20 });
  });
});
