import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/experiment/config.ts';
import { readLink, writeLink } from '../../src/experiment/link.ts';
import type { NoticeCode } from '../../src/stores/notices.ts';
import { createRunStore } from '../../src/stores/runStore.ts';
import { createStorage } from '../../src/stores/storage.ts';
import { FakeClock } from '../worker/fakes.ts';
import { evaluation, FakeAddress, FakeBrowserStorage, FakeClient } from './fakes.ts';

function setUp({ hash = '', browser = new FakeBrowserStorage() } = {}) {
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
    canRelax: true,
    later: clock.later,
  });
  if (!made) throw new Error('the store made no client');
  const client = made;
  const codes = (): NoticeCode[] => store.getState().notices.map(({ message }) => message.code);
  return {
    clock,
    address,
    browser,
    client,
    store,
    run: () => store.getState(),
    codes,
    notice: (code: NoticeCode) =>
      store.getState().notices.find(({ message }) => message.code === code)?.message,
    /** The run stands at this step. */
    at: (step: number) => {
      client.arrives();
      if (step > 0) client.frame(step, { still: true, fingerprint: `at ${step}` });
    },
    saved: () => {
      const text = browser.items.get('unrolled.run');
      return text === undefined ? null : readLink(JSON.parse(text).link);
    },
  };
}

const link = (step: number, changes: Partial<typeof defaultConfig> = {}, phrase = 'I love you') =>
  writeLink({ config: { ...defaultConfig, ...changes }, step, phrase });

describe('a page that opens', () => {
  test('begins a fresh run of the default config, with the example, slow enough to watch', () => {
    const { client, run } = setUp();
    expect(client.begun).toEqual({
      point: { config: defaultConfig, relaxed: false, snapshot: null, step: 0 },
      shown: true,
      watched: 'the big red dog',
      stepsPerSecond: 25,
    });
    expect(run()).toMatchObject({ status: 'loading', step: 0, speed: 'watch', notices: [] });
  });

  test('is paused once the run is there', () => {
    const { client, run } = setUp();
    client.arrives();
    expect(run()).toMatchObject({
      status: 'paused',
      parameterCount: 1234,
      fingerprint: 'at 0',
      split: { train: 1000, heldOut: 200, heldOutExamples: ['the big red dog'] },
    });
  });

  test('with a link is replaying until its step is there, then paused at exactly that step', () => {
    const { client, run } = setUp({ hash: `#${link(148, { seed: 9 })}` });
    expect(client.begun).toMatchObject({ shown: true, watched: 'I love you', point: { step: 148 } });
    client.built();
    expect(run()).toMatchObject({ status: 'replaying', replayTarget: 148, config: { seed: 9 } });
    client.frame(60);
    expect(run()).toMatchObject({ status: 'replaying', step: 60 });
    client.tell({ type: 'reached', step: 148 });
    client.frame(148, { still: true, fingerprint: 'at 148' });
    expect(run()).toMatchObject({ status: 'paused', step: 148, fingerprint: 'at 148', replayTarget: null });
  });

  test('with a link that cannot be used says what was used instead', () => {
    const { client, notice } = setUp({ hash: '#v=1&task=translation&seed=-5&width=7&colour=red' });
    expect(client.begun.point.config.width).toBe(defaultConfig.width);
    const found = notice('link-problems');
    expect(found?.code === 'link-problems' && found.problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['seed', 'width', 'colour']),
    );
  });

  test('takes an anchor for what it is', () => {
    const { codes, client } = setUp({ hash: '#main' });
    expect(client.begun.point.step).toBe(0);
    expect(codes()).toEqual([]);
  });

  test('offers the run of the last visit, and begins afresh meanwhile', () => {
    const { browser } = setUp();
    browser.setItem('unrolled.run', JSON.stringify({ link: link(148), phrase: 'I love you', speed: 'full' }));
    const { client, notice, run, codes } = setUp({ browser });
    expect(client.begun.point.step).toBe(0);
    expect(notice('previous-run')).toEqual({ code: 'previous-run', step: 148, relaxed: false });
    run().continuePrevious();
    expect(client.begun).toMatchObject({ point: { step: 148 }, watched: 'I love you', stepsPerSecond: null });
    expect(codes()).toEqual([]);
    run().continuePrevious();
    expect(client.asked.filter(([name]) => name === 'start')).toHaveLength(2);
  });

  test('offers it beside a link too, and a link that is only opened does not take its place in storage', () => {
    const browser = new FakeBrowserStorage();
    const saved = JSON.stringify({ link: link(148), phrase: 'I love you', speed: 'full' });
    browser.setItem('unrolled.run', saved);
    const { notice, at } = setUp({ browser, hash: `#${link(30, { seed: 9 })}` });
    expect(notice('previous-run')).toEqual({ code: 'previous-run', step: 148, relaxed: false });
    at(30);
    expect(browser.getItem('unrolled.run')).toBe(saved);
    at(31);
    expect(browser.getItem('unrolled.run')).not.toBe(saved);
  });

  test('offers nothing when the link is that very run', () => {
    const browser = new FakeBrowserStorage();
    browser.setItem('unrolled.run', JSON.stringify({ link: link(148), phrase: '', speed: 'full' }));
    expect(setUp({ browser, hash: `#${link(148)}` }).codes()).toEqual([]);
  });

  test('offers nothing where storage holds what cannot be read', () => {
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"link":5}',
      JSON.stringify({ link: 'x', phrase: '', speed: '' }),
    ]) {
      const browser = new FakeBrowserStorage();
      browser.setItem('unrolled.run', text);
      expect(setUp({ browser }).codes()).toEqual([]);
    }
  });
});

describe('training', () => {
  test('runs and stands still', () => {
    const { client, run, at } = setUp();
    at(0);
    run().train();
    expect(run()).toMatchObject({ status: 'running', still: false });
    client.frame(3);
    run().pause();
    expect(run()).toMatchObject({ status: 'paused', still: false });
    client.frame(4, { still: true });
    expect(run()).toMatchObject({ status: 'paused', still: true, step: 4 });
    expect(client.since).toEqual([['train'], ['pause']]);
  });

  test('asked for while loading begins when the run is there', () => {
    const { client, run } = setUp();
    run().train();
    expect(run().status).toBe('loading');
    client.arrives();
    expect(run().status).toBe('running');
  });

  test('asked for while replaying begins when the replay is over', () => {
    const { client, run } = setUp({ hash: `#${link(148)}` });
    client.built();
    run().train();
    expect(run().status).toBe('replaying');
    client.tell({ type: 'reached', step: 148 });
    client.frame(149);
    expect(run().status).toBe('running');
  });

  test('a pause ends a replay where it is', () => {
    const { client, run } = setUp({ hash: `#${link(148)}` });
    client.built();
    client.frame(60);
    run().pause();
    expect(run()).toMatchObject({ status: 'paused', replayTarget: null, step: 60 });
    client.tell({ type: 'reached', step: 63 });
    client.frame(63, { still: true });
    expect(run()).toMatchObject({ status: 'paused', step: 63 });
  });

  test('one step while running stands still', () => {
    const { client, run, at } = setUp();
    at(0);
    run().train();
    run().stepOnce();
    expect(run().status).toBe('paused');
    expect(client.since).toEqual([['train'], ['step']]);
  });

  test('one step can be asked for while the page loads, but not in the middle of a replay', () => {
    const fresh = setUp();
    fresh.run().stepOnce();
    expect(fresh.client.since).toEqual([['step']]);
    const linked = setUp({ hash: `#${link(148)}` });
    linked.run().stepOnce();
    linked.client.built();
    linked.run().stepOnce();
    expect(linked.client.since).toEqual([]);
  });

  test('a speed goes to the worker', () => {
    const { client, run } = setUp();
    run().setSpeed('full');
    run().setSpeed('one');
    expect(client.since).toEqual([
      ['setSpeed', null],
      ['setSpeed', 1],
    ]);
    expect(run().speed).toBe('one');
  });
});

describe('a frame', () => {
  test('adds to the history without copying it', () => {
    const { client, run, at } = setUp();
    at(0);
    client.frame(2, { lossesFrom: 0, losses: Float32Array.of(4, 3) });
    const first = run().losses;
    client.frame(3, { lossesFrom: 2, losses: Float32Array.of(2) });
    expect(run().losses).not.toBe(first);
    expect(run().losses.values).toBe(first.values);
    expect([...run().losses.values.subarray(0, run().losses.length)]).toEqual([4, 3, 2]);
    const before = run().losses;
    client.frame(3, { lossesFrom: 3 });
    expect(run().losses).toBe(before);
  });

  test('of a run that went back cuts the history', () => {
    const { client, run, at } = setUp();
    at(0);
    client.frame(3, {
      lossesFrom: 0,
      losses: Float32Array.of(4, 3, 2),
      evaluations: [evaluation(0), evaluation(10), evaluation(20)],
    });
    client.frame(1, { lossesFrom: 1, evaluationsFrom: 1 });
    expect(run().losses.length).toBe(1);
    expect(run().evaluations).toEqual([evaluation(0)]);
    client.frame(2, { lossesFrom: 1, losses: Float32Array.of(9), evaluationsFrom: 1 });
    expect([...run().losses.values.subarray(0, run().losses.length)]).toEqual([4, 9]);
  });

  test('without news of the evaluations leaves them as they are', () => {
    const { client, run, at } = setUp();
    at(0);
    client.frame(1, { evaluations: [evaluation(0)] });
    const before = run().evaluations;
    client.frame(2, { evaluationsFrom: 1 });
    expect(run().evaluations).toBe(before);
  });

  test('without a fingerprint leaves the last one in sight', () => {
    const { client, run, at } = setUp();
    at(5);
    client.frame(6);
    expect(run().fingerprint).toBe('at 5');
  });
});

describe('the phrase', () => {
  test('is what was typed at once, and goes to the worker after a moment’s rest', () => {
    const { client, clock, run } = setUp();
    for (const text of ['a', 'a ', 'a c', 'a ca', 'a cat']) {
      run().setPhrase(text);
      clock.run(30);
    }
    expect(run().phrase).toBe('a cat');
    expect(client.since).toEqual([]);
    clock.run(80);
    expect(client.since).toEqual([['watch', 'a cat']]);
  });

  test('and the learning rate that wait for a moment’s rest do not reach a run that came in between', () => {
    const { client, clock, run, address, at } = setUp();
    at(5);
    run().setPhrase('a cat');
    run().setHyperparameter('learningRate', 0.5);
    address.paste(link(30));
    clock.run(200);
    expect(client.since).toEqual([]);
    expect(run().phrase).toBe('I love you');
  });

  test('of 2,000 characters is kept as typed; what is past that is cut, and said', () => {
    const { run, codes } = setUp();
    run().setPhrase('x'.repeat(2000));
    expect(run().phrase).toHaveLength(2000);
    expect(codes()).toEqual([]);
    run().setPhrase('x'.repeat(2001));
    expect(run().phrase).toHaveLength(2000);
    expect(codes()).toEqual(['phrase-cut']);
    run().setPhrase('x');
    expect(codes()).toEqual([]);
  });

  test('is not cut through an emoji', () => {
    const { run } = setUp();
    run().setPhrase(`${'x'.repeat(1999)}🐕`);
    expect(run().phrase).toBe('x'.repeat(1999));
  });

  test('with markup, emoji or nothing in it stays what it is', () => {
    const { run } = setUp();
    for (const text of ['<img src=x onerror=alert(1)>', '🐕‍🦺', '', '   ']) {
      run().setPhrase(text);
      expect(run().phrase).toBe(text);
    }
  });
});

describe('a setting', () => {
  test('the learning rate of a run at step 0 is the config’s own', () => {
    const { client, clock, run, at } = setUp();
    at(0);
    run().setHyperparameter('learningRate', 0.01);
    expect(run()).toMatchObject({ rateInUse: 0.01, config: { learningRate: 0.01, changes: [] } });
    clock.run(100);
    expect(client.since).toEqual([['setLearningRate', 0.01]]);
  });

  test('the learning rate of a run on its way is a change, as the session records it', () => {
    const { client, clock, run, at } = setUp();
    at(40);
    run().setHyperparameter('learningRate', 0.01);
    expect(run()).toMatchObject({
      rateInUse: 0.01,
      config: { learningRate: 0.005, changes: [{ step: 40, learningRate: 0.01 }] },
    });
    clock.run(100);
    const config = { ...defaultConfig, changes: [{ step: 42, learningRate: 0.01 }] };
    client.tell({ type: 'configured', config });
    expect(run().config).toEqual(config);
  });

  test('the learning rate goes to the worker once for one movement of the slider, and before training', () => {
    const { client, clock, run, at } = setUp();
    at(40);
    for (const rate of [0.006, 0.007, 0.008]) {
      run().setHyperparameter('learningRate', rate);
      clock.run(20);
    }
    run().train();
    expect(client.since).toEqual([['setLearningRate', 0.008], ['train']]);
    clock.run(200);
    expect(client.since).toHaveLength(2);
  });

  test('an older answer does not move the slider back', () => {
    const { client, clock, run, at } = setUp();
    at(40);
    run().setHyperparameter('learningRate', 0.006);
    clock.run(100);
    run().setHyperparameter('learningRate', 0.02);
    client.tell({
      type: 'configured',
      config: { ...defaultConfig, changes: [{ step: 40, learningRate: 0.006 }] },
    });
    expect(run().config.changes).toEqual([{ step: 40, learningRate: 0.02 }]);
  });

  test('every other one begins a new run at step 0, with the learning rate in use', () => {
    for (const [name, value] of [
      ['seed', 8],
      ['layers', 2],
      ['heads', 4],
      ['width', 64],
    ] as const) {
      const { client, run, at } = setUp();
      at(40);
      run().setHyperparameter('learningRate', 0.01);
      run().setHyperparameter(name, value);
      expect(client.begun.point).toEqual({
        config: { ...defaultConfig, learningRate: 0.01, [name]: value },
        relaxed: false,
        snapshot: null,
        step: 0,
      });
      expect(run()).toMatchObject({ status: 'loading', step: 0, fingerprint: null, losses: { length: 0 } });
    }
  });

  test('that is what it was begins nothing', () => {
    const { client, run, at } = setUp();
    at(40);
    run().setHyperparameter('width', defaultConfig.width);
    run().setHyperparameter('seed', defaultConfig.seed);
    expect(client.since).toEqual([]);
  });

  test('out of its range is clamped, and said', () => {
    const { run, at, codes } = setUp();
    at(0);
    run().setHyperparameter('learningRate', 1e99);
    expect(run().rateInUse).toBeLessThan(1e99);
    expect(codes()).toContain('link-problems');
  });
});

describe('a run that is replaced', () => {
  test('by a reset can be had back', () => {
    const { client, run, at, notice, codes } = setUp();
    at(148);
    run().setPhrase('a cat');
    const point = client.present;
    run().reset();
    expect(client.begun.point).toEqual({ config: defaultConfig, relaxed: false, snapshot: null, step: 0 });
    expect(notice('run-replaced')).toEqual({ code: 'run-replaced', previousStep: 148 });
    run().undo();
    expect(client.begun).toMatchObject({ point, shown: false, watched: 'a cat' });
    expect(codes()).toEqual([]);
    client.arrives();
    expect(run()).toMatchObject({ status: 'paused', step: 148 });
  });

  test('and whose replacement has come somewhere is exchanged for it by undo', () => {
    const { client, run, at, notice } = setUp();
    at(148);
    run().reset();
    at(20);
    run().undo();
    expect(client.begun.point.step).toBe(148);
    expect(notice('run-replaced')).toEqual({ code: 'run-replaced', previousStep: 20 });
  });

  test('is not forgotten when its replacement is replaced too: undo goes through all of them', () => {
    const { run, at, client, notice } = setUp();
    at(148);
    run().reset();
    at(20);
    run().reset();
    expect(notice('run-replaced')).toEqual({ code: 'run-replaced', previousStep: 20 });
    run().undo();
    expect(client.begun.point.step).toBe(20);
    expect(notice('run-replaced')).toEqual({ code: 'run-replaced', previousStep: 148 });
    at(20);
    run().undo();
    expect(client.begun.point.step).toBe(148);
    expect(notice('run-replaced')).toEqual({ code: 'run-replaced', previousStep: 20 });
  });

  test('at step 0 leaves nothing to undo, and does not push out one that does', () => {
    const { client, run, at } = setUp();
    at(148);
    run().reset();
    client.arrives();
    run().setHyperparameter('width', 64);
    run().undo();
    expect(client.begun.point.step).toBe(148);
  });

  test('loses the changes that were made to it live', () => {
    const { client, run, at } = setUp();
    at(40);
    run().setHyperparameter('learningRate', 0.01);
    run().reset();
    expect(client.begun.point.config).toEqual(defaultConfig);
  });

  test('by a link pasted into the open page can be had back', () => {
    const { client, address, at, codes, run } = setUp();
    at(148);
    address.paste(link(30, { seed: 9 }));
    expect(client.begun.point).toMatchObject({ config: { seed: 9 }, step: 30 });
    expect(codes()).toEqual(['run-replaced']);
    expect(run()).toMatchObject({ status: 'loading', replayTarget: 30 });
  });

  test('leaves the address bar with the run that the page shows, once it held one', () => {
    const { run, at, address, client } = setUp();
    at(148);
    expect(address.text).toBe('');
    run().link();
    at(200);
    expect(address.text).toContain('step=200');
    run().reset();
    expect(address.text).toContain('step=0');
    run().undo();
    client.arrives();
    expect(address.text).toContain('step=200');
  });

  test('is not replaced by an anchor', () => {
    const { client, address, at } = setUp();
    at(148);
    address.paste('figure-cross-attention');
    expect(client.since).toEqual([]);
  });
});

describe('the link', () => {
  test('is that of the present run, and stands in the address bar', () => {
    const { run, at, address } = setUp();
    at(148);
    run().setPhrase('I love you');
    const url = run().link();
    expect(url).toBe(`https://unrolled.test/app/#${link(148)}`);
    expect(address.text).toBe(`#${link(148)}`);
  });

  test('opened again is the same run', () => {
    const { run, at } = setUp();
    at(40);
    run().setHyperparameter('learningRate', 0.01);
    const again = setUp({ hash: new URL(run().link()).hash });
    expect(again.client.begun.point).toMatchObject({ step: 40, config: run().config });
  });

  test('of a run that is being replayed leads to where the replay ends', () => {
    const { client, run } = setUp({ hash: `#${link(148)}` });
    client.built();
    client.frame(10);
    expect(run().link()).toContain('step=148');
  });
});

describe('storage', () => {
  test('keeps the run when it stands still, with its phrase and speed', () => {
    const { client, run, at, saved, browser } = setUp();
    at(0);
    run().setSpeed('full');
    run().train();
    client.frame(100);
    expect(saved()).toBeNull();
    run().pause();
    client.frame(101, { still: true });
    expect(saved()).toMatchObject({ step: 101, phrase: 'the big red dog' });
    expect(JSON.parse(browser.items.get('unrolled.run') ?? '')).toMatchObject({ speed: 'full' });
  });

  test('keeps the run when the visitor leaves', () => {
    const { client, run, at, saved, address } = setUp();
    at(0);
    run().train();
    client.frame(77);
    address.leave();
    expect(saved()?.step).toBe(77);
  });

  test('keeps a phrase that was typed', () => {
    const { run, at, saved, clock } = setUp();
    at(10);
    run().setPhrase('I love you');
    clock.run(100);
    expect(saved()?.phrase).toBe('I love you');
  });

  test('is not overwritten by a run that has not begun', () => {
    const browser = new FakeBrowserStorage();
    browser.setItem('unrolled.run', JSON.stringify({ link: link(148), phrase: '', speed: 'watch' }));
    const { client, run, clock, address, saved } = setUp({ browser });
    client.arrives();
    run().setPhrase('a cat');
    clock.run(100);
    address.leave();
    expect(saved()?.step).toBe(148);
  });

  test('that refuses is said once, when something was to be kept', () => {
    const browser = new FakeBrowserStorage();
    browser.refuses = true;
    const { client, run, codes, at } = setUp({ browser });
    expect(codes()).toEqual([]);
    at(10);
    expect(codes()).toEqual(['storage-refused']);
    run().dismissNotice(run().notices[0]?.id ?? -1);
    client.frame(11, { still: true });
    expect(codes()).toEqual([]);
    expect(run()).toMatchObject({ status: 'paused', step: 11 });
  });
});

describe('faults', () => {
  test('divergence says where it was, where it goes back to, and at which rate', () => {
    const { client, run, at } = setUp();
    at(40);
    run().setHyperparameter('learningRate', 1e6);
    run().train();
    client.tell({ type: 'diverged', step: 47, lastGoodStep: 40 });
    expect(run()).toMatchObject({
      status: 'diverged',
      divergence: { step: 47, lastGoodStep: 40, nextLearningRate: 0.005 },
    });
    run().train();
    run().stepOnce();
    run().goBack();
    expect(client.since.slice(-1)).toEqual([['goBack', 0.005]]);
    expect(run()).toMatchObject({ status: 'paused', divergence: null });
  });

  test('divergence at the default rate or below goes back with a tenth of it', () => {
    const { client, run, at } = setUp();
    at(40);
    client.tell({ type: 'diverged', step: 47, lastGoodStep: 40 });
    expect(run().divergence?.nextLearningRate).toBeCloseTo(0.0005);
  });

  test('a learning rate set after divergence is the way back', () => {
    const { client, run, at } = setUp();
    at(40);
    client.tell({ type: 'diverged', step: 47, lastGoodStep: 40 });
    run().setHyperparameter('learningRate', 0.002);
    expect(client.since).toEqual([['goBack', 0.002]]);
    expect(run().status).toBe('paused');
  });

  test('a failure is named and can be tried again', () => {
    const { client, run, at } = setUp();
    at(40);
    client.tell({ type: 'failed', reason: 'worker-died', message: 'no answer' });
    expect(run()).toMatchObject({ status: 'failed', failure: 'no answer', failureReason: 'worker-died' });
    run().retry();
    expect(run()).toMatchObject({ status: 'loading', failure: null, failureReason: null });
    client.built();
    client.tell({ type: 'reached', step: 40 });
    client.frame(40, { still: true });
    expect(run().status).toBe('paused');
  });

  test('a failed replay goes on when it is tried again', () => {
    const { client, run } = setUp({ hash: `#${link(148)}` });
    client.built();
    client.frame(60);
    client.tell({ type: 'failed', reason: 'worker-died', message: 'no answer' });
    run().retry();
    client.built({ step: 50 });
    expect(run()).toMatchObject({ status: 'replaying', replayTarget: 148 });
  });

  test('a browser that cannot train is told what it lacks, and may try again', () => {
    const { client, run } = setUp();
    client.tell({ type: 'unsupported', missing: 'simd' });
    expect(run()).toMatchObject({ status: 'unsupported', missing: 'simd' });
    run().retry();
    expect(client.since).toEqual([['retry']]);
    expect(run().status).toBe('loading');
  });

  test('a worker that was replaced, a phrase or a rate that fails: a notice each, and the run goes on', () => {
    const { client, run, at, codes } = setUp();
    at(10);
    run().train();
    client.tell({ type: 'restarted', step: 12 });
    client.tell({ type: 'restarted', step: 15 });
    client.tell({ type: 'predictionFailed', message: 'x' });
    client.tell({ type: 'settingRefused', message: 'y' });
    expect(codes()).toEqual(['worker-restarted', 'prediction-failed', 'setting-refused']);
    expect(run().status).toBe('running');
  });

  test('no status is without a way on', () => {
    const ways = {
      loading: ['reset', 'setHyperparameter'],
      replaying: ['pause', 'reset'],
      paused: ['train', 'stepOnce', 'reset'],
      running: ['pause', 'reset'],
      diverged: ['goBack', 'reset'],
      unsupported: ['retry', 'reset'],
      failed: ['retry', 'reset'],
    } as const;
    for (const [status, actions] of Object.entries(ways)) {
      for (const action of actions) {
        const { client, run, store, at } = setUp();
        at(5);
        store.setState({
          status: status as keyof typeof ways,
          divergence: { step: 5, lastGoodStep: 0, nextLearningRate: 0.001 },
        });
        const before = client.asked.length;
        if (action === 'setHyperparameter') run().setHyperparameter('seed', 1);
        else run()[action]();
        expect(client.asked.length, `${action} while ${status}`).toBeGreaterThan(before);
      }
    }
  });

  test('a store that is disposed of ends its worker and listens to nothing', () => {
    const { client, run, address, at, clock } = setUp();
    at(5);
    run().setPhrase('a cat');
    run().dispose();
    const before = client.asked.length;
    expect(client.asked.at(-1)).toEqual(['dispose']);
    address.paste(link(30));
    clock.run(200);
    expect(client.asked).toHaveLength(before);
  });
});
