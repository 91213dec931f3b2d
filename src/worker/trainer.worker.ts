// The worker's entry: gives the trainer its real clock, port and sessions. Nothing is decided here.
import { Session } from '../experiment/session.ts';
import type { TranslationRun } from './kind.ts';
import type { Request } from './protocol.ts';
import { missingEngineSupport } from './support.ts';
import { Trainer } from './trainer.ts';
import { Translations } from './translations.ts';
import { workerClock } from './workerClock.ts';

const trainer = new Trainer<TranslationRun, Session>({
  clock: workerClock(),
  post: (message, transfer) => self.postMessage(message, { transfer }),
  sessions: Session,
  watching: (session, options) => new Translations(session, options),
  missing: missingEngineSupport,
});

self.addEventListener('message', (event: MessageEvent<Request>) => trainer.receive(event.data));
