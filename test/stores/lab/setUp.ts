// The lab's store over the real client, the real trainer and real small runs, on a clock that is turned by hand.
import { problem } from '../../../src/experiment/problems.ts';
import {
  createLabStore,
  type LabLinks,
  type LinkedLab,
  type Opening,
} from '../../../src/stores/lab/labStore.ts';
import { createStorage, labKey } from '../../../src/stores/storage.ts';
import { TrainerClient } from '../../../src/worker/client.ts';
import type { LabRun } from '../../../src/worker/lab/kind.ts';
import { FakeClock } from '../../worker/fakes.ts';
import { WorkerOf } from '../../worker/fakeWorker.ts';
import { config, trainerOn } from '../../worker/lab/fakes.ts';
import { FakeAddress, FakeBrowserStorage } from '../fakes.ts';

/** Links as JSON: what is in them is L1's business, and tested there. */
export const links: LabLinks = {
  read: (hash, openWith) => {
    const text = decodeURIComponent(hash.replace(/^#/, ''));
    if (text === '')
      return { ...openWith(null), figure: null, text: null, pinned: null, problems: [], present: false };
    const given = JSON.parse(text) as Partial<LinkedLab>;
    const opening = openWith(given.figure ?? null);
    return { figure: null, text: null, pinned: null, ...opening, ...given, problems: [], present: true };
  },
  write: (lab) => encodeURIComponent(JSON.stringify(lab)),
  clean: (given) => {
    if (given.hiddenSize <= 16) return { config: given, problems: [] };
    const { hiddenSize } = given;
    return {
      config: { ...given, hiddenSize: 16 },
      problems: [problem('hiddenSize', hiddenSize, 'out-of-range', 16)],
    };
  },
};

export const hashOf = (lab: Partial<LinkedLab>): string => `#${encodeURIComponent(JSON.stringify(lab))}`;

export interface SetUpOptions {
  readonly hash?: string;
  readonly browser?: FakeBrowserStorage;
  readonly openWith?: (figure: string | null) => Opening;
}

export function setUp({ hash = '', browser = new FakeBrowserStorage(), openWith }: SetUpOptions = {}) {
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
          every: clock.every,
          later: clock.later,
          now: clock.now,
          hidden: () => false,
        },
        listener,
      ),
    storage: createStorage(browser.open, labKey),
    address,
    links,
    openWith: openWith ?? (() => ({ config, step: 0 })),
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
