// What the page says beside the run: notices that can be dismissed, and the states in which it cannot go on.
import { format, quoted } from './format.ts';

const fields = new Map(
  Object.entries({
    v: 'version',
    version: 'version',
    task: 'task',
    model: 'model',
    seed: 'seed',
    learningRate: 'learning rate',
    layers: 'layers',
    heads: 'heads',
    width: 'width',
    changes: 'changes of the learning rate',
    step: 'step',
    phrase: 'phrase',
  }),
);

const begun = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1);

/** `used` is empty where nothing is used instead. */
const instead = (used: string): string => (used === '' ? '' : `; ${used} is used`);

const problem = {
  'unknown-field': (field: string) => `${quoted(field)} is not a setting of this page; it was left out.`,
  'not-a-number': (field: string, value: string, used: string) =>
    `${begun(field)}: ${quoted(value)} is not a number${instead(used)}.`,
  'out-of-range': (field: string, value: string, used: string) =>
    `${begun(field)}: ${quoted(value)} is out of range${instead(used)}.`,
  'not-a-choice': (field: string, value: string, used: string) =>
    `${begun(field)}: ${quoted(value)} is not one of the choices${instead(used)}.`,
  'too-long': (field: string) => `${begun(field)}: too long; its beginning is used.`,
  unreadable: (field: string, value: string, used: string) =>
    `${begun(field)}: ${quoted(value)} cannot be used${instead(used)}.`,
  'newer-version': () => 'The link was made by a newer version of this page; what this one knows is used.',
};

export const notices = {
  label: 'Messages',
  dismiss: 'Dismiss',
  undo: 'Undo',
  continuePrevious: 'Continue that run',
  linkProblems: (count: number) =>
    `${count === 1 ? 'One value' : `${format.integer(count)} values`} could not be used as given:`,
  linkRefused: 'The link could not be used: it is too long to be read, and every setting is at its default.',
  repeated: (field: string, first: string) =>
    `${begun(field)} was given more than once; only the first${first === '' ? '' : `, ${quoted(first)},`} counts.`,
  nameless: 'A value without a name was left out.',
  missing: (names: readonly string[]) =>
    `No value for ${format.list(names)}; ${names.length === 1 ? 'its default is' : 'their defaults are'} used.`,
  field: (field: string) => fields.get(field) ?? field,
  problem,
  workerRestarted: (step: number) =>
    `The part of the page that trains stopped and was started again at step ${format.integer(step)}. Nothing is lost.`,
  storageRefused:
    'This browser does not let the page keep anything. To come back to this run later, copy its link.',
  runReplaced: (previousStep: number) =>
    `A new run has begun. The one before had come to step ${format.integer(previousStep)}.`,
  previousRun: (step: number, relaxed: boolean) =>
    `On your last visit a run had come to step ${format.integer(step)}.${relaxed ? ' It used fast arithmetic: computed again, its last digits may differ.' : ''}`,
  relaxedRefused: (message: string) =>
    `Fast arithmetic could not be loaded; this run uses the plain kind (${message}).`,
  linkPlain:
    'Fast arithmetic is off for this run: it came from a link, and links are computed the same way everywhere.',
  phraseCut: (limit: number) =>
    `The phrase was cut after ${format.integer(limit)} characters: the field holds no more.`,
  predictionFailed: (message: string) => `The phrase could not be translated (${message}).`,
  settingRefused: (message: string) =>
    `The learning rate was not changed: a run, like its link, holds only so many changes (${message}).`,
};

export const status = {
  diverged: {
    notANumber: (step: number, what: string) =>
      `At step ${format.integer(step)} the loss stopped being a number (${what}): training has diverged.`,
    gradient: (step: number, what: string) =>
      `At step ${format.integer(step)} the gradient stopped being a number (${what}): training has diverged.`,
    exploded: (step: number, loss: number) =>
      `At step ${format.integer(step)} the loss shot up to ${format.loss(loss)}, far worse than guessing: training has diverged.`,
    why: (rate: string) => `A learning rate of ${rate} makes each update overshoot.`,
    offer: (step: number, rate: string) =>
      `Step ${format.integer(step)} was still good; from there it can go on at ${rate}.`,
    goBack: 'Go back to the last good step',
  },
  failed: {
    error: 'An error in the page stopped the run. What it had learnt up to the last saved step is kept.',
    'worker-died':
      'The part of the page that trains stopped again and again. The browser may be short of memory; what had been learnt is kept.',
    'worker-refused':
      'The browser did not start the part of the page that trains. Opening the page from a web server, or without a strict extension, may help.',
    unknown: 'The run has stopped because of an error. What had been learnt is kept.',
    details: (message: string) => `In the program's words: ${message}`,
    retry: 'Try again',
  },
  unsupported: {
    webassembly: 'This browser has no WebAssembly, in which the model is computed.',
    simd: 'This browser’s WebAssembly has no SIMD, the vector instructions with which the model is computed.',
    worker: 'This browser does not allow workers, in which the model is trained.',
    browsers: 'Chrome and Edge 91, Firefox 89, Safari 16.4, and all later versions have what it takes.',
    retry: 'Try again',
  },
  replaying: (target: number) => `Going to step ${format.integer(target)}`,
};
