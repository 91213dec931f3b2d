// The lab page: its head, the choices that make a run, the stage and what stands beside it.
import { format, quoted } from '../format.ts';

/** What each setting is called, by its name in a config. */
const settings = {
  task: 'Task',
  seed: 'Seed',
  cell: 'Cell',
  hiddenSize: 'Hidden size',
  layers: 'Layers',
  bidirectional: 'Both ways',
  embeddingSize: 'Embedding',
  length: 'Length',
  initialisation: 'Recurrent weights begin',
  spectralRadius: 'Spectral radius',
  optimiser: 'Optimiser',
  learningRate: 'Learning rate',
  clipNorm: 'Clip gradients at',
  truncation: 'Truncate after',
  batchSize: 'Batch',
};

const fieldNames = {
  figure: 'figure',
  text: 'text',
  pinned: 'pinned number',
  view: 'view of the figure',
  cell: 'cell',
  hiddenSize: 'hidden size',
  bidirectional: 'both ways',
  embeddingSize: 'embedding size',
  length: 'length',
  initialisation: 'initial weights',
  spectralRadius: 'spectral radius',
  optimiser: 'optimiser',
  clipNorm: 'clipping',
  truncation: 'truncation',
  batchSize: 'batch size',
};

/** The names that settings choose from. */
const choices = {
  task: {
    sentiment: 'Film reviews',
    nextCharacter: 'Next character',
    nextWord: 'Next word',
    firstToken: 'Remember the first',
    adding: 'Add two numbers',
    sine: 'Continue a wave',
    series: 'CO₂ at Mauna Loa',
  },
  cell: { rnn_tanh: 'RNN, tanh', rnn_relu: 'RNN, ReLU', lstm: 'LSTM', gru: 'GRU' },
  initialisation: {
    uniform: 'small and random',
    orthogonal: 'orthogonal',
    identity: 'as the identity',
    spectral: 'at a spectral radius',
  },
  optimiser: {
    sgd: 'SGD',
    momentum: 'SGD, momentum',
    nesterov: 'SGD, Nesterov',
    rmsprop: 'RMSprop',
    adagrad: 'Adagrad',
    adam: 'Adam',
    adamw: 'AdamW',
  },
};

export const page = {
  /** Said with the fingerprint: home's fast arithmetic is not for the lab. */
  alwaysExact: 'The lab always calculates this way; fast arithmetic is for the home page alone.',
  head: {
    title: 'Lab: see inside recurrent networks | Unrolled',
    description:
      'Train an RNN, LSTM or GRU in your browser and open it up: gates, gradients, weights and states, every mark a number of the live network, every number with the arithmetic that made it.',
    noScript:
      'The networks of this page are trained by your own browser, so the page needs JavaScript. Nothing is sent anywhere.',
  },
  title: 'Lab',
  skip: 'Skip to the figure',
  waiting: 'Setting up a network in your browser.',
  /** What the network is asked, one sentence a task. */
  asked: {
    sentiment: 'It reads a film review, word by word, and says at the end whether it praises.',
    nextCharacter: 'It reads a text letter by letter, and says after each which one comes next.',
    nextWord: 'It reads a sentence, and says after each word which one comes next.',
    firstToken: 'It reads a letter, then noise, and must still know the letter at the end.',
    adding: 'It reads numbers, two of them marked with a plus, and says at the end what those two add up to.',
    sine: 'It reads a noisy wave, and says after each value what the next one is.',
    series: 'It reads by how much the CO₂ in the air rose or fell, month by month, and says the next change.',
  },
  run: 'Run',
  settings: {
    title: 'Settings',
    show: 'Show',
    hide: 'Hide',
    fold: (what: string) => `${what} settings`,
    groups: { task: 'What it learns', model: 'What it is made of', training: 'How it is trained' },
    names: settings,
    choices,
    /** What a link's fields are called inside a sentence. */
    fieldNames,
    flag: { true: 'yes', false: 'no' },
    /** What zero stands for, beside the field. */
    zero: { clipNorm: '0: not at all', truncation: '0: never; steps' },
    note: 'Any change but the learning rate begins a new run. Undo brings the old one back.',
    /** A setting as it stands in a sentence. */
    value: (name: string, value: string) => `${name}: ${value}`,
  },
  statistics: {
    share: 'held-out right',
    error: 'held-out error',
  },
  figures: {
    title: 'Figures',
    keys: 'Arrow keys go through the figures, Enter opens one.',
    unfit: 'new run',
    unknown: (id: string, shown: string) =>
      `There is no figure called ${quoted(id)}. This is ${quoted(shown)}.`,
    why: (title: string, needs: string) => `${quoted(title)} cannot show this run. It needs ${needs}.`,
    keep: 'Nothing is lost: Undo brings this run back.',
    begin: 'Begin a run that fits',
    stay: 'Stay with this run',
  },
  text: {
    label: 'Text that is read',
    own: 'Empty is the task’s example',
    reset: 'Back to the example',
    problems: {
      empty: 'There is no word in it.',
      tooLong: (limit: string) => `That is too long: ${limit} steps are the most this task reads.`,
      unknown: (what: string) => `The task does not know ${quoted(what)}.`,
    },
    /** Words that the network reads as `<unk>`. */
    strange: (words: readonly string[]) =>
      words.length === 1
        ? `It has never seen ${quoted(words[0] ?? '')} and reads it as <unk>, an unknown word.`
        : `It has never seen ${words.map(quoted).join(', ')} and reads them as <unk>, unknown words.`,
    none: 'This task has no text: it reads numbers.',
  },
  machine: {
    title: 'Time machine',
    newest: (step: number) => `Newest step, ${format.integer(step)}`,
    past: (step: number, last: number) => `Step ${format.integer(step)} of ${format.integer(last)}`,
    going: (step: number) => `Step ${format.integer(step)} …`,
    empty: 'Train first, then go back',
    of: (step: number, last: number) => `${format.integer(step)} of ${format.integer(last)}`,
  },
  samples: {
    title: 'What it says now',
    waiting: 'Its answers appear here.',
    numbers: (said: string, wanted: string) => `${said}; right would be ${wanted}`,
    says: 'says',
    right: 'right',
    wrong: 'wrong',
    continued: 'Left to itself it writes',
  },
};
