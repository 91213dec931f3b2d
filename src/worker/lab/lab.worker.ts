// The entry of the lab's worker: gives the trainer its real clock, port and sessions. Nothing is decided here.
import { LabSession } from '../../experiment/lab/session.ts';
import type { Request } from '../protocol.ts';
import { missingEngineSupport } from '../support.ts';
import { Trainer } from '../trainer.ts';
import { workerClock } from '../workerClock.ts';
import { Explorations } from './explorations.ts';
import type { ExplorableSession, LabRun } from './kind.ts';

const trainer = new Trainer<LabRun, ExplorableSession>({
  clock: workerClock(),
  post: (message, transfer) => self.postMessage(message, { transfer }),
  sessions: LabSession,
  watching: (session, options) => new Explorations(session, LabSession, options),
  missing: missingEngineSupport,
});

self.addEventListener('message', (event: MessageEvent<Request<LabRun>>) => trainer.receive(event.data));
