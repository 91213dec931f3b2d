// Small real runs, and a worker's side of them on a clock that is turned by hand.
import type { LabConfig } from '../../../src/experiment/lab/config.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfig } from '../../../src/experiment/lab/settings.ts';
import { Explorations } from '../../../src/worker/lab/explorations.ts';
import type { ExplorableSession, LabRun, LabWatched } from '../../../src/worker/lab/kind.ts';
import type { Message, Request } from '../../../src/worker/protocol.ts';
import { Trainer } from '../../../src/worker/trainer.ts';
import { FakeClock } from '../fakes.ts';
import type { Surroundings } from '../fakeWorker.ts';

/** A run whose updates take no time worth mentioning. */
export const config: LabConfig = {
  ...defaultLabConfig,
  task: 'firstToken',
  cell: 'rnn_tanh',
  hiddenSize: 8,
  length: 5,
  batchSize: 4,
};

export const nothing: LabWatched = { queries: [], shown: null, take: false };
export const samples = { kind: 'samples', count: 2 } as const;

/** The real trainer with real sessions; every update takes two milliseconds on the clock. */
export function trainerOn(
  clock: FakeClock,
  surroundings: Surroundings<LabRun>,
): Trainer<LabRun, ExplorableSession> {
  const timed = (session: LabSession): ExplorableSession => {
    const step = session.step.bind(session);
    session.step = () => {
      clock.time += 2;
      return step();
    };
    return session;
  };
  const sessions = {
    create: (given: LabConfig) => timed(LabSession.create(given)),
    restore: (snapshot: LabRun['snapshot']) => timed(LabSession.restore(snapshot)),
  };
  return new Trainer<LabRun, ExplorableSession>({
    ...surroundings,
    sessions,
    watching: (session, options) => new Explorations(session, sessions, options),
    missing: () => null,
  });
}

/** That trainer, with a page that draws every frame in a millisecond. */
export function setUpTrainer() {
  const clock = new FakeClock();
  const posted: Message<LabRun>[] = [];
  const trainer: Trainer<LabRun, ExplorableSession> = trainerOn(clock, {
    clock,
    post: (message, transfer) => {
      const copy = structuredClone(message, { transfer });
      posted.push(copy);
      if (copy.type === 'frame') clock.later(1, () => trainer.receive({ type: 'credit', runId: copy.runId }));
    },
  });
  const start = (watched = nothing, changes: Partial<Extract<Request<LabRun>, { type: 'start' }>> = {}) =>
    trainer.receive({
      type: 'start',
      runId: 1,
      origin: { kind: 'config', config },
      kernels: undefined,
      watched,
      stepsPerSecond: null,
      replay: { toStep: 0, quietTo: 0, train: false },
      ...changes,
    });
  const of = <Type extends Message['type']>(type: Type) =>
    posted.filter((message): message is Extract<Message<LabRun>, { type: Type }> => message.type === type);
  const watch = (watched: Partial<LabWatched>) =>
    trainer.receive({ type: 'watch', runId: 1, watched: { ...nothing, ...watched } });
  const answers = () => of('frame').flatMap((frame) => frame.answers);
  return { clock, trainer, posted, start, watch, of, answers, frame: () => of('frame').at(-1) };
}
