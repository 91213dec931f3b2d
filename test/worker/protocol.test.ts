import { describe, expect, test } from 'vitest';
import { TrainerClient } from '../../src/worker/client.ts';
import type { TranslationRun } from '../../src/worker/kind.ts';
import { type Message, type Request, unexpected } from '../../src/worker/protocol.ts';
import { Trainer } from '../../src/worker/trainer.ts';
import { Translations } from '../../src/worker/translations.ts';
import { config, FakeClock, FakeSession } from './fakes.ts';

// One of each kind. A kind that is added to a union and not here does not compile.
const requests: { readonly [Type in Request['type']]: Extract<Request, { type: Type }> } = {
  start: {
    type: 'start',
    runId: 1,
    origin: { kind: 'config', config },
    kernels: undefined,
    watched: '',
    stepsPerSecond: null,
    replay: { toStep: 0, quietTo: 0, train: false },
  },
  train: { type: 'train', runId: 1 },
  pause: { type: 'pause', runId: 1 },
  step: { type: 'step', runId: 1 },
  speed: { type: 'speed', runId: 1, stepsPerSecond: 5 },
  watch: { type: 'watch', runId: 1, watched: 'a cat' },
  setLearningRate: { type: 'setLearningRate', runId: 1, learningRate: 0.01 },
  goBack: { type: 'goBack', runId: 1, learningRate: 0.01 },
  credit: { type: 'credit', runId: 1 },
  ping: { type: 'ping', serial: 1 },
};

const snapshot = new FakeSession(config, new FakeClock()).snapshot();

const messages: { readonly [Type in Message['type']]: Extract<Message, { type: Type }> } = {
  ready: { type: 'ready' },
  built: {
    type: 'built',
    runId: 1,
    config,
    step: 0,
    parameterCount: 1,
    split: { train: 1, heldOut: 1 },
    heldOutExamples: [],
  },
  frame: {
    type: 'frame',
    runId: 1,
    step: 0,
    loss: null,
    gradientNorm: null,
    examplesPerSecond: null,
    fingerprint: null,
    lossesFrom: 0,
    losses: new Float32Array(0),
    evaluationsFrom: 0,
    evaluations: [],
    prediction: null,
    still: true,
  },
  reached: { type: 'reached', runId: 1, step: 0, running: false },
  configured: { type: 'configured', runId: 1, config, step: 0 },
  snapshot: { type: 'snapshot', runId: 1, snapshot },
  diverged: { type: 'diverged', runId: 1, step: 0, lastGoodStep: 0 },
  failed: { type: 'failed', runId: 1, during: 'run', message: '' },
  unsupported: { type: 'unsupported', runId: 1, missing: 'simd' },
  pong: { type: 'pong', serial: 1 },
};

describe('the protocol', () => {
  for (const request of Object.values(requests)) {
    test(`the worker handles ${request.type}`, () => {
      const clock = new FakeClock();
      const posted: Message[] = [];
      const make = () => new FakeSession(config, clock);
      const trainer = new Trainer<TranslationRun, FakeSession>({
        clock,
        post: (message) => posted.push(message),
        sessions: { create: make, restore: make },
        watching: (session, options) => new Translations(session, options),
        missing: () => null,
      });
      trainer.receive(requests.start);
      trainer.receive(request);
      clock.run(100);
      expect(posted.filter(({ type }) => type === 'failed')).toEqual([]);
    });
  }

  for (const message of Object.values(messages)) {
    test(`the page handles ${message.type}`, () => {
      let hear: (message: Message) => void = () => {};
      const clock = new FakeClock();
      const client = new TrainerClient(
        {
          createWorker: () => ({
            postMessage: () => {},
            terminate: () => {},
            set onmessage(listener: (event: MessageEvent<Message>) => void) {
              hear = (data) => listener({ data } as MessageEvent<Message>);
            },
            onerror: null,
            onmessageerror: null,
          }),
          missing: () => null,
          relaxedKernels: () => Promise.reject(new Error('not asked for')),
          afterDraw: () => {},
          every: clock.every,
          later: clock.later,
          now: clock.now,
          hidden: () => false,
        },
        () => {},
      );
      client.start({
        point: { config, relaxed: false, snapshot: null, step: 0 },
        shown: true,
        watched: '',
        stepsPerSecond: null,
      });
      expect(() => hear(message)).not.toThrow();
    });
  }

  test('what nobody handles is named', () => {
    expect(unexpected({ type: 'dance' } as never).message).toContain('dance');
  });
});
