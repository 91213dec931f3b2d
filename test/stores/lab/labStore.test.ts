import { describe, expect, test } from 'vitest';
import type { LabConfig } from '../../../src/experiment/lab/config.ts';
import { readLabLink } from '../../../src/experiment/lab/link.ts';
import type { Query } from '../../../src/experiment/lab/queries.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfigFor, settings } from '../../../src/experiment/lab/settings.ts';
import { config, samples } from '../../worker/lab/fakes.ts';
import { FakeBrowserStorage } from '../fakes.ts';
import { gated, hashOf, setUp } from './setUp.ts';

/** The fingerprint of a run at a step, computed apart. */
function fingerprintAt(step: number, of: LabConfig = config): string {
  const session = LabSession.create(of);
  while (session.stepCount < step) session.step();
  return session.fingerprint();
}

const codes = (run: () => ReturnType<ReturnType<typeof setUp>['run']>) =>
  run().notices.map(({ message }) => message.code);

describe('a lab that opens', () => {
  test('begins the run that the page without a figure begins with', () => {
    const { run } = setUp();
    expect(run()).toMatchObject({ status: 'paused', still: true, figure: null, text: null, pinned: null });
    expect(run().view).toMatchObject({ config, step: 0, lastStep: 0, running: false });
    expect(run().view.blindLoss).toBe(LabSession.create(config).blindLoss);
    expect(run().fingerprint).toBe(fingerprintAt(0));
  });

  test('with a figure in its address begins with what that figure begins with, and has its updates made', () => {
    const { run, stands, address } = setUp({ hash: '#figure=gates' });
    stands();
    expect(run().figure).toBe('gates');
    expect(run().view).toMatchObject({ config: gated.config, step: 30, lastStep: 30 });
    expect(run().fingerprint).toBe(fingerprintAt(30, gated.config));
    expect(readLabLink(address.text)).toMatchObject({ figure: 'gates', config: gated.config, step: 30 });
  });

  test('repeats the run of a link, with its figure and its text', () => {
    const { run, stands } = setUp({ hash: hashOf({ step: 25, text: 'a b', figure: 'cell' }) });
    stands();
    expect(run()).toMatchObject({ text: 'a b', figure: 'cell', view: { step: 25 } });
    expect(run().fingerprint).toBe(fingerprintAt(25));
    expect(run().view.losses).toHaveLength(25);
  });

  test('asks for the number of a link, and goes on naming it in links until it is let go', () => {
    const pinned = { of: 'value', tensor: 'rnn.l0.t1.h', index: 2 } as const;
    const { run, stands, address } = setUp({ hash: hashOf({ step: 3, pinned }) });
    stands();
    expect(run()).toMatchObject({ pinned: null, linkedNumber: pinned, notices: [] });
    run().pin({ tensor: 40, index: 2, of: 'value' }, pinned);
    expect(readLabLink(address.text).pinned).toEqual(pinned);
    expect(readLabLink(new URL(run().link()).hash).pinned).toEqual(pinned);
    run().pin(null);
    expect(run().linkedNumber).toBeNull();
    expect(readLabLink(address.text).pinned).toBeUndefined();
  });

  test('also where the link names a figure and no run', () => {
    const { run, stands } = setUp({ hash: '#figure=gates&pinned=gradient:loss:0' });
    stands();
    expect(run().linkedNumber).toEqual({ of: 'gradient', tensor: 'loss', index: 0 });
    expect(run().view.lastStep).toBe(30);
  });

  test('says that the number of a link is nowhere, with whatever else it could not use', () => {
    const pinned = { of: 'value', tensor: 'nowhere', index: 2 } as const;
    const { run, stands } = setUp({ hash: `${hashOf({ step: 3, pinned })}&hidden=6` });
    stands();
    run().missNumber();
    expect(run().linkedNumber).toBeNull();
    const [notice] = run().notices;
    expect(notice?.message).toMatchObject({
      code: 'link-problems',
      problems: [{ field: 'hidden' }, { field: 'pinned', value: 'value:nowhere:2' }],
    });
    expect(run().view.lastStep).toBe(3);
  });

  test('takes the settings that a link leaves out from the run that its figure begins with', () => {
    const { run, stands } = setUp({ hash: '#figure=gates&v=1&layers=2' });
    stands();
    expect(run().view.config).toEqual({ ...gated.config, layers: 2 });
    expect(run().notices).toEqual([]);
  });

  test('says what of a link it could not use', () => {
    const { run, stands } = setUp({ hash: `${hashOf({ step: 3 })}&hidden=6` });
    stands();
    expect(codes(run)).toEqual(['link-problems']);
    expect(run().view.step).toBe(3);
  });
});

describe('a figure that is opened', () => {
  test('shows the present run if it can', () => {
    const { run, trainTo } = setUp();
    trainTo(4);
    run().openFigure('cell');
    expect(run()).toMatchObject({ figure: 'cell', view: { lastStep: 4 }, notices: [] });
  });

  test('at a step lets go of what was pinned, and of the step when it is opened otherwise', () => {
    const { run, trainTo } = setUp();
    trainTo(4);
    run().pin({ tensor: 3, index: 0, of: 'value' });
    const place = { step: 2, layer: 0, direction: 'forward' } as const;
    run().openAt('cell', place);
    expect(run()).toMatchObject({ figure: 'cell', place, pinned: null, view: { lastStep: 4 } });
    run().openFigure('cell');
    expect(run().place).toBeNull();
  });

  test('shows one of its own if it cannot, and undo brings the other back', () => {
    const { run, stands, trainTo } = setUp();
    trainTo(4);
    run().openFigure('gates');
    stands();
    expect(run()).toMatchObject({ figure: 'gates', view: { lastStep: 30, config: gated.config } });
    run().undo();
    stands();
    expect(run().view).toMatchObject({ lastStep: 4, config });
  });

  test('with a run that differs only in what it needs, which has the updates made that it begins with', () => {
    const { run, stands, trainTo } = setUp();
    trainTo(4);
    run().beginFor('gates', { cell: 'gru' });
    stands();
    expect(run()).toMatchObject({
      figure: 'gates',
      view: { lastStep: 30, config: { ...config, cell: 'gru' } },
    });
    expect(run().fingerprint).toBe(fingerprintAt(30, { ...config, cell: 'gru' }));
    run().undo();
    stands();
    expect(run().view).toMatchObject({ lastStep: 4, config });
  });

  test('by an address without a run is shown in the same way', () => {
    const { run, address, trainTo } = setUp();
    trainTo(4);
    address.paste('figure=cell');
    expect(run()).toMatchObject({ figure: 'cell', view: { lastStep: 4 } });
  });
});

describe('training', () => {
  test('goes on until it is paused, and the view says so', () => {
    const { clock, run, stands } = setUp();
    run().train();
    expect(run()).toMatchObject({ status: 'running', view: { running: true } });
    clock.run(1000);
    run().pause();
    expect(run().view.running).toBe(false);
    stands();
    const { view, fingerprint } = run();
    expect(view.lastStep).toBeGreaterThan(15);
    expect(fingerprint).toBe(fingerprintAt(view.lastStep));
    expect(view.losses).toHaveLength(view.lastStep);
    expect(view.evaluations.length).toBe(1 + Math.floor(view.lastStep / 10));
  });

  test('a view is the same object, and its losses the same array, while nothing new came', () => {
    const { clock, run, trainTo } = setUp();
    trainTo(3);
    clock.run(500);
    const { view } = run();
    run().setText('x');
    clock.run(100);
    expect(run().view).toBe(view);
    run().showStep(1);
    clock.run(100);
    expect(run().view.step).toBe(1);
    expect(run().view.losses).toBe(view.losses);
  });

  test('the learning rate is live and part of the run', () => {
    const { clock, run, trainTo } = setUp();
    trainTo(5);
    run().configure({ learningRate: 0.05 });
    clock.run(200);
    expect(run()).toMatchObject({ rateInUse: 0.05, view: { lastStep: 5 } });
    trainTo(9);
    const changed = { ...config, changes: [{ step: 5, learningRate: 0.05 }] };
    expect(run().view.config).toEqual(changed);
    expect(run().fingerprint).toBe(fingerprintAt(9, changed));
  });

  test('any other setting begins a new run, and undo brings the old one back', () => {
    const { run, stands, trainTo } = setUp();
    trainTo(7);
    run().configure({ hiddenSize: 4, learningRate: 0.02 });
    stands();
    expect(run().view).toMatchObject({ lastStep: 0, config: { hiddenSize: 4, learningRate: 0.02 } });
    expect(run().notices.map(({ message }) => message)).toEqual([{ code: 'run-replaced', previousStep: 7 }]);
    run().undo();
    stands();
    expect(run().view).toMatchObject({ lastStep: 7, config });
    expect(run().fingerprint).toBe(fingerprintAt(7));
  });

  test('a value out of range is clamped, and said', () => {
    const { run, stands } = setUp();
    run().configure({ clipNorm: 1e9 });
    stands();
    expect(run().view.config.clipNorm).toBe(settings.clipNorm.accepts.max);
    expect(codes(run)).toEqual(['link-problems']);
  });

  test('what is pinned stays pinned as long as the network is the same', () => {
    const { run, stands, trainTo } = setUp();
    const place = { tensor: 4, index: 2, of: 'gradient' } as const;
    run().pin(place);
    trainTo(2);
    run().reset();
    stands();
    expect(run().pinned).toEqual(place);
    run().configure({ cell: 'lstm' });
    expect(run().pinned).toBeNull();
  });

  test('another task comes with its own defaults, and keeps what was chosen', () => {
    const { run, stands } = setUp();
    run().configure({ task: 'adding' });
    stands();
    const { learningRate, cell } = defaultLabConfigFor('adding');
    expect(learningRate).not.toBe(config.learningRate);
    expect(run().view.config).toEqual({ ...config, task: 'adding', learningRate });
    expect(run().view.config.cell).not.toBe(cell);
    expect(codes(run)).toEqual([]);
  });

  test('a reset begins anew with the same settings', () => {
    const { run, stands, trainTo } = setUp();
    trainTo(4);
    run().reset();
    stands();
    expect(run()).toMatchObject({ view: { lastStep: 0, config }, fingerprint: fingerprintAt(0) });
    expect(run().view.losses).toHaveLength(0);
  });

  test('a run that diverges can go back and go on', () => {
    const { run, until, stands, trainTo } = setUp();
    trainTo(25);
    run().configure({ learningRate: 1e30 });
    run().train();
    until('it diverges', () => run().status === 'diverged');
    const { divergence } = run();
    run().goBack();
    stands();
    expect(run().view).toMatchObject({ lastStep: divergence?.lastGoodStep, running: false });
    expect(run().view.losses).toHaveLength(divergence?.lastGoodStep ?? -1);
    trainTo((divergence?.lastGoodStep ?? 0) + 3);
    expect(run().fingerprint).toBe(fingerprintAt(run().view.lastStep, run().view.config));
  });
});

describe('the time machine', () => {
  test('shows past steps as they were, and then the newest again', () => {
    const { run, until, trainTo } = setUp();
    trainTo(40);
    for (const step of [12, 11, 39, 0, 20]) {
      run().showStep(step);
      until(`step ${step} is shown`, () => run().view.step === step && run().still);
      expect(run()).toMatchObject({ asked: step, view: { lastStep: 40 }, fingerprint: fingerprintAt(step) });
    }
    run().showStep(null);
    until('the newest is shown', () => run().view.step === 40 && run().still);
    expect(run()).toMatchObject({ asked: null, fingerprint: fingerprintAt(40) });
  });

  test('pauses a run that trains', () => {
    const { clock, run, until } = setUp();
    run().train();
    clock.run(600);
    run().showStep(3);
    expect(run().status).toBe('paused');
    until('it is shown', () => run().view.step === 3 && run().still);
    const { lastStep } = run().view;
    clock.run(500);
    expect(run().view).toMatchObject({ step: 3, lastStep });
  });

  test.each(['train', 'stepOnce'] as const)('%s goes on from the newest step', (action) => {
    const { run, until, trainTo } = setUp();
    trainTo(10);
    run().showStep(3);
    until('it is shown', () => run().view.step === 3 && run().still);
    run()[action]();
    until('it moves', () => run().view.step > 10);
    expect(run().asked).toBeNull();
    expect(run().view.step).toBe(run().view.lastStep);
  });

  test('a step before the first is the first, one past the last the newest', () => {
    const { run, until, trainTo } = setUp();
    trainTo(5);
    run().showStep(-3);
    until('it is shown', () => run().view.step === 0);
    run().showStep(99);
    expect(run().asked).toBeNull();
  });

  test('a fork is a new run from the step shown, which its link repeats and undo takes back', () => {
    const { clock, run, until, stands, trainTo } = setUp();
    trainTo(12);
    run().configure({ learningRate: 0.03 });
    clock.run(200);
    trainTo(20);
    run().configure({ learningRate: 0.001 });
    clock.run(200);
    trainTo(30);
    run().showStep(18);
    until('it is shown', () => run().view.step === 18 && run().still);
    run().fork();
    until('it is forked', () => run().view.lastStep === 18 && run().still);
    const forked = { ...config, changes: [{ step: 12, learningRate: 0.03 }] };
    expect(run()).toMatchObject({ asked: null, status: 'paused', rateInUse: 0.03, view: { step: 18 } });
    expect(run().view.config).toEqual(forked);
    expect(run().view.losses).toHaveLength(18);
    trainTo(22);
    expect(run().fingerprint).toBe(fingerprintAt(22, forked));
    expect(readLabLink(new URL(run().link()).hash)).toMatchObject({
      config: forked,
      step: 22,
    });
    run().undo();
    stands();
    expect(run().view.lastStep).toBe(30);
  });

  test('a fork of the newest step is the same run again', () => {
    const { run, until, trainTo } = setUp();
    trainTo(6);
    run().fork();
    until('it is forked', () => codes(run).includes('run-replaced') && run().still);
    expect(run()).toMatchObject({ view: { lastStep: 6 }, fingerprint: fingerprintAt(6) });
  });
});

describe('watching', () => {
  const other: Query = { kind: 'samples', count: 1 };

  test('a query is answered, and again after every step', () => {
    const { clock, run, trainTo } = setUp();
    expect(run().answer(samples)).toEqual({ state: 'empty' });
    const states: string[] = [];
    run().watch(samples, () => states.push(run().answer(samples).state));
    clock.run(100);
    expect(states).toEqual(['computing', 'ready']);
    expect(run().answer(samples)).toEqual({
      state: 'ready',
      value: LabSession.create(config).answer(samples),
    });
    trainTo(2);
    expect(run().answer(samples)).toMatchObject({ state: 'ready', value: { step: 2 } });
  });

  test('an answer is the same object until there is another', () => {
    const { clock, run } = setUp();
    run().watch(samples, () => {});
    clock.run(100);
    const answer = run().answer(samples);
    clock.run(1000);
    expect(run().answer({ count: 2, kind: 'samples' })).toBe(answer);
  });

  test('equal queries are asked once, and until the last who watches has left', () => {
    const { clock, run, workers } = setUp();
    const asked = () => workers[0]?.requests.filter(({ type }) => type === 'watch');
    const first = run().watch(samples, () => {});
    const second = run().watch({ ...samples }, () => {});
    clock.run(100);
    expect(asked()).toMatchObject([{ watched: { queries: [samples] } }]);
    first();
    first();
    clock.run(100);
    expect(asked()).toHaveLength(1);
    second();
    clock.run(100);
    expect(asked()?.at(-1)).toMatchObject({ watched: { queries: [] } });
  });

  test('whoever comes back finds the last answer, and soon the present one', () => {
    const { clock, run, trainTo } = setUp();
    const stop = run().watch(samples, () => {});
    clock.run(100);
    stop();
    trainTo(3);
    run().watch(samples, () => {});
    expect(run().answer(samples)).toMatchObject({ state: 'computing', value: { step: 0 } });
    clock.run(100);
    expect(run().answer(samples)).toMatchObject({ state: 'ready', value: { step: 3 } });
  });

  test('what nobody watches is not kept for ever', () => {
    const { clock, run } = setUp();
    const counts = Array.from({ length: 12 }, (_, i): Query => ({ kind: 'samples', count: i + 1 }));
    for (const query of counts) {
      const stop = run().watch(query, () => {});
      clock.run(100);
      stop();
    }
    expect(counts.filter((query) => run().answer(query).state !== 'empty')).toEqual(counts.slice(-8));
  });

  test('figures wait for the answers of the step they ask for', () => {
    const { clock, run, until, trainTo } = setUp();
    run().watch(samples, () => {});
    trainTo(20);
    run().showStep(9);
    expect(run().answer(samples)).toMatchObject({ state: 'computing', value: { step: 20 } });
    run().showStep(null); // before the worker has heard of it
    expect(run().answer(samples)).toMatchObject({ state: 'ready', value: { step: 20 } });
    run().showStep(9);
    until('it is shown', () => run().view.step === 9 && run().still);
    expect(run().answer(samples)).toMatchObject({ state: 'ready', value: { step: 9 } });
    run().showStep(null);
    clock.run(200);
    expect(run().answer(samples)).toMatchObject({ state: 'ready', value: { step: 20 } });
  });

  test('another run shows nothing of the one before', () => {
    const { run, stands, trainTo } = setUp();
    run().watch(samples, () => {});
    trainTo(3);
    run().configure({ cell: 'lstm' });
    expect(run().answer(samples)).toEqual({ state: 'computing', value: null });
    stands();
    expect(run().answer(samples)).toMatchObject({ state: 'ready', value: { step: 0 } });
  });

  test('a query that cannot be answered fails alone', () => {
    const { clock, run } = setUp();
    const impossible = { kind: 'nothing' } as unknown as Query;
    run().watch(impossible, () => {});
    run().watch(other, () => {});
    clock.run(200);
    expect(run().answer(impossible)).toMatchObject({ state: 'failed', reason: 'error' });
    expect(run().answer(other).state).toBe('ready');
    expect(run().status).toBe('paused');
  });
});

describe('a worker that dies', () => {
  test('is replaced; the run, the step shown and the watched queries come back', () => {
    const { clock, run, until, workers, trainTo } = setUp();
    run().watch(samples, () => {});
    trainTo(33);
    run().showStep(14);
    until('it is shown', () => run().view.step === 14 && run().still);
    workers[0]?.die();
    until('it is replaced', () => codes(run).includes('worker-restarted'));
    clock.run(500);
    expect(workers).toHaveLength(2);
    expect(run().view).toMatchObject({ step: 14, lastStep: 33 });
    expect(run().fingerprint).toBe(fingerprintAt(14));
    run().showStep(15);
    until('it is shown', () => run().view.step === 15 && run().still);
    expect(run().answer(samples)).toMatchObject({ state: 'ready', value: { step: 15 } });
    run().showStep(null);
    until('the newest is shown', () => run().view.step === 33 && run().still);
    expect(run().fingerprint).toBe(fingerprintAt(33));
  });

  test('again and again ends the run, which can be tried again', () => {
    const { run, until, stands, workers, trainTo } = setUp();
    trainTo(12);
    until('it gives up', () => {
      workers.at(-1)?.fail('out of memory');
      return run().status === 'failed';
    });
    expect(run()).toMatchObject({ failureReason: 'worker-died', failure: 'out of memory' });
    run().retry();
    stands();
    expect(run()).toMatchObject({ view: { lastStep: 12 }, fingerprint: fingerprintAt(12) });
  });
});

describe('what is kept', () => {
  test('a run is kept when it stands, under a key of its own, and offered at the next visit', () => {
    const browser = new FakeBrowserStorage();
    const first = setUp({ browser });
    first.run().setText('a b');
    first.trainTo(9);
    expect([...browser.items.keys()]).toEqual(['unrolled.lab']);
    const { run, until } = setUp({ browser });
    expect(run().notices.map(({ message }) => message)).toEqual([
      { code: 'previous-run', step: 9, relaxed: false },
    ]);
    run().continuePrevious();
    until('it is back', () => run().view.step === 9 && run().still);
    expect(run().fingerprint).toBe(fingerprintAt(9));
    expect(codes(run)).toEqual([]);
  });

  test('a link that was only opened is not kept', () => {
    const { browser, stands } = setUp({ hash: hashOf({ step: 25 }) });
    stands();
    expect(browser.items.size).toBe(0);
  });

  test('the address says what the page shows once it says anything', () => {
    const { address, run, trainTo } = setUp();
    trainTo(2);
    expect(address.text).toBe('');
    run().openFigure('cell');
    run().setText('a b');
    trainTo(3);
    expect(readLabLink(address.text)).toMatchObject({
      config,
      step: 3,
      figure: 'cell',
      text: 'a b',
    });
  });

  test('a link opens the step shown, with the rates set up to there; the address keeps the newest', () => {
    const { address, run, until, trainTo } = setUp();
    trainTo(2);
    run().configure({ learningRate: 0.02 });
    trainTo(4);
    run().configure({ learningRate: 0.03 });
    trainTo(6);
    run().showStep(3);
    until('it is shown', () => run().view.step === 3);
    const link = readLabLink(new URL(run().link()).hash);
    expect(link).toMatchObject({ step: 3, config: { changes: [{ step: 2, learningRate: 0.02 }] } });
    expect(readLabLink(address.text).step).toBe(6);
    run().showStep(null);
    expect(readLabLink(new URL(run().link()).hash).step).toBe(6);
  });

  test('how the open figure is looked at is in the address after a rest, and in a link at once', () => {
    const { address, run, clock } = setUp({ hash: '#figure=cell&view=beat:4,forget:0' });
    expect([...run().look]).toEqual([
      ['beat', '4'],
      ['forget', '0'],
    ]);
    run().setLook('beat', '5');
    run().setLook('forget', null);
    expect(run().link()).toMatch(/&view=beat:5$/);
    run().setLook('beat', '6');
    clock.run(400);
    expect(address.text).toMatch(/&view=beat:6$/);
    run().openFigure('weights');
    expect(address.text).not.toContain('view=');
  });

  test('a look that the figure does not have is said, and nothing else is lost', () => {
    const { address, run } = setUp({ hash: `${hashOf({ step: 3, figure: 'cell' })}&view=beat:4,abacus:1,:` });
    run().missLook('abacus');
    expect(run().notices.at(-1)?.message).toMatchObject({
      code: 'link-problems',
      problems: [
        { field: 'view', value: ':', reason: 'not-a-choice' },
        { field: 'view', value: 'abacus:1', reason: 'not-a-choice' },
      ],
    });
    expect(address.text).toMatch(/&view=beat:4$/);
  });

  test('figures that were opened are gone back to, and the run stays as it is by then', () => {
    const { address, run, trainTo } = setUp();
    run().openFigure('cell');
    run().setLook('beat', '2');
    run().openFigure('weights');
    trainTo(3);
    address.back();
    expect(run()).toMatchObject({ figure: 'cell', look: new Map([['beat', '2']]), view: { lastStep: 3 } });
    expect(readLabLink(address.text)).toMatchObject({ figure: 'cell', step: 3 });
    address.back();
    expect(run()).toMatchObject({ figure: null, view: { lastStep: 3 } });
    expect(codes(run)).toEqual([]);
  });

  test('a pasted link is opened', () => {
    const { address, run, until } = setUp();
    address.paste(hashOf({ config: { ...config, hiddenSize: 2 }, step: 4, figure: 'cell' }).slice(1));
    until('it is there', () => run().view.step === 4 && run().still);
    expect(run()).toMatchObject({ figure: 'cell', view: { config: { hiddenSize: 2 } } });
  });

  test('a store that is disposed of ends its worker and listens to nothing', () => {
    const { address, run, workers, clock } = setUp();
    run().dispose();
    address.paste(hashOf({ step: 4 }).slice(1));
    clock.run(500);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
    expect(run().view.lastStep).toBe(0);
  });
});
