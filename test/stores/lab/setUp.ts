// The lab's store over the real client, the real trainer and real small runs, on a clock that is turned by hand.
import { type LinkedLab, writeLabLink } from '../../../src/experiment/lab/link.ts';
import { createLabStore } from '../../../src/stores/lab/labStore.ts';
import { createStorage, labKey } from '../../../src/stores/storage.ts';
import { TrainerClient } from '../../../src/worker/client.ts';
import type { LabRun } from '../../../src/worker/lab/kind.ts';
import { FakeClock } from '../../worker/fakes.ts';
import { WorkerOf } from '../../worker/fakeWorker.ts';
import { config, trainerOn } from '../../worker/lab/fakes.ts';
import { FakeAddress, FakeBrowserStorage } from '../fakes.ts';

export const hashOf = (lab: Partial<LinkedLab>): string =>
  `#${writeLabLink({ figure: undefined, config, step: 0, text: undefined, ...lab })}`;

export interface SetUpOptions {
  readonly hash?: string;
  readonly browser?: FakeBrowserStorage;
}

/** What the figure `gates` begins with; every other shows whatever there is. */
export const gated = { config: { ...config, cell: 'gru' }, step: 30 } as const;

export function setUp({ hash = '', browser = new FakeBrowserStorage() }: SetUpOptions = {}) {
  const clock = new FakeClock();
  const workers: WorkerOf<LabRun>[] = [];
  const address = new FakeAddress(hash);
  const store = createLabStore({
    client: (listener) =>
      new TrainerClient<LabRun>(
        {
          createWorker: () => {
            const worker = new WorkerOf<LabRun>(clock, (surroundings) => trainerOn(clock, surroundings));
            workers.push(worker);
            return worker;
          },
          missing: () => null,
          afterDraw: (task) => clock.later(16, task),
          relaxedKernels: () => Promise.reject(new Error('the lab asks for none')),
          every: clock.every,
          later: clock.later,
          now: clock.now,
          hidden: () => false,
        },
        listener,
      ),
    storage: createStorage(browser.open, labKey),
    address,
    figures: {
      fits: (figure, { cell }) => figure !== 'gates' || cell === 'gru',
      opening: (figure) => (figure === 'gates' ? gated : { config, step: 0 }),
    },
    later: clock.later,
  });
  const run = () => store.getState();
  /** Turns the clock until something holds. */
  const until = (what: string, holds: () => boolean) => {
    for (let turns = 0; !holds(); turns++) {
      if (turns > 2000) throw new Error(`waited for ever for this: ${what}`);
      clock.run(10);
    }
  };
  const stands = () => until('it stands', () => run().status === 'paused' && run().still);
  /** Trains to a step, by single updates. */
  const trainTo = (step: number) => {
    for (let made = run().view.lastStep; made < step; made++) run().stepOnce();
    until(`step ${step}`, () => run().view.lastStep === step && run().still);
  };
  clock.run(100);
  return { clock, workers, address, browser, store, run, until, stands, trainTo };
}
