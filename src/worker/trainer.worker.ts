// The worker's entry: gives the trainer its real clock, port and sessions. Nothing is decided here.
import { Session } from '../experiment/session.ts';
import type { TranslationRun } from './kind.ts';
import type { Request } from './protocol.ts';
import type { Clock } from './runParts.ts';
import { missingEngineSupport } from './support.ts';
import { Trainer } from './trainer.ts';
import { Translations } from './translations.ts';

/** Turns by messages to ourselves: a nested setTimeout(0) would cost at least 4 ms each time. */
function workerClock(): Clock {
  const tasks: (() => void)[] = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => tasks.shift()?.();
  return {
    now: () => performance.now(),
    soon: (task) => {
      tasks.push(task);
      channel.port2.postMessage(null);
    },
    later: (milliseconds, task) => {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

const trainer = new Trainer<TranslationRun, Session>({
  clock: workerClock(),
  post: (message, transfer) => self.postMessage(message, { transfer }),
  sessions: Session,
  watching: (session, options) => new Translations(session, options),
  missing: missingEngineSupport,
});

self.addEventListener('message', (event: MessageEvent<Request>) => trainer.receive(event.data));
