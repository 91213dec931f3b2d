// The lab's whole way in a real browser: store, client, worker, session, WebAssembly.
import { afterEach, describe, expect, test } from 'vitest';
import { writeLabLink } from '../../../src/experiment/lab/link.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfigFor } from '../../../src/experiment/lab/settings.ts';
import {
  createLabStore,
  type LabState,
  type LabStore,
  labPageDependencies,
} from '../../../src/stores/lab/labStore.ts';
import { addressWith, waiting } from '../browser.ts';
import { samples } from './fakes.ts';

const config = defaultLabConfigFor('firstToken');
let stores: LabStore[] = [];

afterEach(() => {
  for (const store of stores) store.getState().dispose();
  stores = [];
});

function open(hash = '') {
  const store = createLabStore({
    ...labPageDependencies({ fits: () => true, opening: () => ({ config, step: 0 }) }),
    address: { ...addressWith(hash), push: () => {}, onChange: () => () => {} },
    storage: {
      run: () => null,
      saveRun: () => {},
      relaxed: () => false,
      saveRelaxed: () => {},
      onRefused: () => {},
    },
  });
  stores.push(store);
  return { run: () => store.getState(), until: waiting(store, ({ view }) => view.lastStep) };
}

const stands = ({ status, still }: LabState) => status === 'paused' && still;

describe('the lab in a browser', { timeout: 120_000 }, () => {
  test('learns to remember the first token, and answers while it does', async () => {
    const { run, until } = open();
    await until('it is there', stands);
    run().watch(samples, () => {});
    run().setSpeed('full');
    run().train();
    await until('answers come while it trains', ({ view }) => {
      const answer = run().answer(samples);
      return view.lastStep > 20 && answer.state === 'ready' && answer.value.step > 0;
    });
    const { view } = await until(
      'it is right nine times of ten',
      ({ view }) => (view.evaluations.at(-1)?.metric ?? 0) > 0.9,
      60_000,
    );
    expect(view.losses.at(-1)).toBeLessThan(view.blindLoss);
  });

  test('computes the same bits here as in the page, for the newest step and for past ones', async () => {
    const { run, until } = open();
    await until('it is there', stands);
    run().setSpeed('full');
    run().train();
    await until('it is on its way', ({ view }) => view.lastStep > 30);
    run().pause();
    const { view } = await until('it stands', stands);
    const session = LabSession.create(config);
    const had = [session.fingerprint()];
    while (session.stepCount < view.lastStep) {
      session.step();
      had.push(session.fingerprint());
    }
    expect(run().fingerprint).toBe(had.at(-1));
    for (const step of [0, 7, 8, 25, 24]) {
      run().showStep(step);
      await until(`step ${step} is shown`, (state) => state.view.step === step && state.still);
      expect([step, run().fingerprint]).toEqual([step, had[step]]);
    }
  });

  test('shows every step that is scrubbed to', async () => {
    const { run, until } = open(writeLabLink({ config, step: 300, figure: undefined, text: undefined }));
    await until('it is there', (state) => stands(state) && state.view.lastStep === 300, 60_000);
    run().watch(samples, () => {});
    const latencies: number[] = [];
    for (let step = 299; step >= 0; step -= 13) {
      const began = performance.now();
      run().showStep(step);
      await until(`step ${step} is shown`, (state) => state.view.step === step);
      await until('its answer is there', () => run().answer(samples).state === 'ready');
      expect(run().answer(samples)).toMatchObject({ value: { step } });
      latencies.push(performance.now() - began);
    }
    latencies.sort((a, b) => a - b);
    console.info(`showStep, until the answer is there: ${latencies.map((ms) => ms.toFixed(0)).join(' ')} ms`);
  });
});
