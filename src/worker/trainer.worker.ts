// The worker's entry: gives the trainer its real clock, port and sessions. Nothing is decided here.
import type { ExperimentConfig } from '../experiment/config.ts';
import { Session } from '../experiment/session.ts';
import { loadModel } from '../models/load.ts';
import type { ModelDefinition } from '../models/sequenceToSequence.ts';
import type { TranslationRun } from './kind.ts';
import type { Request } from './protocol.ts';
import { missingEngineSupport } from './support.ts';
import { Trainer } from './trainer.ts';
import { Translations } from './translations.ts';
import { workerClock } from './workerClock.ts';

/** With the config's model: at once where its code is there. */
function withModel(config: ExperimentConfig, make: (model: ModelDefinition) => Session) {
  const model = loadModel(config.model);
  return model instanceof Promise ? model.then(make) : make(model);
}

const trainer = new Trainer<TranslationRun, Session>({
  clock: workerClock(),
  post: (message, transfer) => self.postMessage(message, { transfer }),
  sessions: {
    create: (config, kernels) => withModel(config, (model) => Session.create(config, model, kernels)),
    restore: (snapshot, kernels) =>
      withModel(snapshot.config, (model) => Session.restore(snapshot, model, kernels)),
  },
  watching: (session, options) => new Translations(session, options),
  missing: missingEngineSupport,
});

self.addEventListener('message', (event: MessageEvent<Request>) => trainer.receive(event.data));
