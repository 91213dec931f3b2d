// Words of the figure `gradient-lab`.
import { inPowers } from '../../powers.ts';
import { counted, format } from '../format.ts';

const hops = (count: number) => counted(count, 'step', 'steps');
const size = (value: number) => {
  if (value === 0) return 'exactly 0';
  return Number.isNaN(value) ? 'not a number' : Number.isFinite(value) ? format.loss(value) : 'infinite';
};
const factor = (value: number) =>
  Number.isNaN(value) ? 'not a number' : Number.isFinite(value) ? `× ${format.rate(value)}` : 'infinite';

/** A share of the first gradient: per cent where that can be read, else so many times. */
const share = (value: number) =>
  value === 0
    ? 'nothing is left'
    : value >= 0.001 && value < 10
      ? `${format.rate(Number((value * 100).toPrecision(2)))}% of the first`
      : `${format.rate(Number(value.toPrecision(2)))} times the first`;

/** The same of what comes to the first step. */
const part = (value: number) =>
  value === 0
    ? 'nothing'
    : value >= 0.001 && value < 10
      ? `${format.rate(Number((value * 100).toPrecision(2)))}%`
      : value >= 10
        ? `${format.rate(Number(value.toPrecision(2)))} times as much`
        : `a share of ${format.rate(Number(value.toPrecision(2)))}`;

type State = 'hidden' | 'cell';
const symbols = { hidden: '∂L/∂h', cell: '∂L/∂c' } as const;
/** What a verdict is of. */
const it = { hidden: 'It', cell: 'Through the cell state it' } as const;
/** The same once the network knows what it must. */
const itNow = { hidden: 'By now it', cell: 'By now, through the cell state, it' } as const;

const fractions = { 10: 'a tenth', 100: 'a hundredth', 1000: 'a thousandth' } as const;
const multiples = { 10: 'ten', 100: 'a hundred', 1000: 'a thousand' } as const;

export const gradientLab = {
  title: 'How far the gradient reaches',
  tab: 'Gradient',
  presets: { troubles: 'Trouble', remedies: 'Remedy' },
  preset: {
    vanishing: 'Plain tanh',
    exploding: 'Radius 2, plain SGD',
    irnn: 'Identity + ReLU (IRNN)',
    clipping: 'Clipping',
    lstm: 'LSTM',
    gru: 'GRU',
  },
  presetNote: 'A trouble or a remedy begins a new run, set just as it says, and pins the present one first.',
  train: 'Let it learn',
  pause: 'Stop learning',
  cell: 'Cell, activation',
  length: 'Length',
  lengthWords: (length: number) => hops(length),
  initialisation: 'W_hh begins',
  radius: 'Spectral radius',
  radiusUnset: 'off',
  clip: 'Clip at norm',
  noClip: 'off',
  look: 'Gradient of',
  looks: {
    all: 'the whole loss',
    layer: (layer: number) => `the whole loss, layer ${format.integer(layer + 1)}`,
    last: (step: number) => `the last loss alone (step ${format.integer(step + 1)})`,
    source: (step: number) => `the loss of step ${format.integer(step + 1)} alone`,
  },
  scale: 'Scale',
  scales: { size: 'size', share: 'share of the last step’s' },
  curve: { size: 'size of ∂L/∂h, log scale', share: 'share of the last step’s ∂L/∂h, log scale' },
  curveOfBoth: {
    size: 'size of ∂L/∂h and ∂L/∂c, log scale',
    share: 'share of the last step’s ∂L/∂h and ∂L/∂c, log scale',
  },
  states: { hidden: '∂L/∂h, hidden state', cell: '∂L/∂c, cell state' },
  factors: { hidden: 'factor of each hop', cell: 'factor of each hop of ∂L/∂c' },
  factorTick: (value: number) =>
    value === 1 ? '× 1' : value > 1 ? `× ${format.rate(value)}` : `÷ ${format.rate(1 / value)}`,
  hopsAxis: 'steps back from the end',
  hopsAxisShort: 'steps back',
  firstStep: 'first step',
  zeroLane: '0',
  brokenLane: '∞, NaN',
  normTick: (value: number) => (value === 1 ? '1' : inPowers(value, 1, format.rate)),
  now: 'now',
  nowOf: { hidden: 'h now', cell: 'c now' },
  /** At a line's end. */
  pinName: (letter: string, cell: string) => `${letter} ${cell}`,
  cells: { rnn_tanh: 'tanh', rnn_relu: 'ReLU', lstm: 'LSTM', gru: 'GRU' },
  theoryName: 'theory',
  /** A run in a few words; what else differs from the present run comes behind. */
  run: (cell: string, length: number, start: string, clip: number, others: readonly string[]) =>
    [
      cell,
      hops(length),
      `begins ${start}`,
      clip > 0 ? `clipped at ${format.rate(clip)}` : 'no clipping',
      ...others,
    ].join(' · '),
  atRadius: (radius: number) => `at a spectral radius of ${format.rate(radius)}`,
  verdict: {
    none: 'No gradient at all: nothing goes back.',
    broken: (count: number) =>
      count === 0
        ? 'The gradient is not a finite number any more.'
        : `After ${hops(count)} the gradient is not a finite number any more.`,
    zero: (count: number, cause: 'truncated' | 'dead' | 'underflow') =>
      `After ${hops(count)} exactly nothing is left: ${
        {
          truncated: 'the way back is cut there',
          dead: 'all ReLUs on the way are shut, or the numbers are too small for the computer',
          underflow: 'the numbers are too small for the computer',
        }[cause]
      }.`,
    vanishes: (count: number, times: 10 | 100 | 1000, state: State, known: boolean) =>
      `${(known ? itNow : it)[state]} ${times === 10 ? 'fades' : 'vanishes'}: after ${hops(count)} less than ${fractions[times]} is left.`,
    explodes: (count: number, times: 10 | 100 | 1000, state: State) =>
      `${it[state]} ${times === 10 ? 'grows' : 'explodes'}: after ${hops(count)} it is more than ${multiples[times]} times as large.`,
    keeps: (count: number, state: State) =>
      count === 0
        ? 'There is only one step.'
        : `${it[state]} lasts: at least a tenth is left over all ${hops(count)}.`,
    dips: (count: number, left: number, state: State) =>
      `${it[state]} wavers: after ${hops(count)} it is ${share(left)}, and comes back.`,
  },
  /** Of a pinned curve, in the list. */
  brief: {
    none: 'no gradient',
    broken: (count: number) => `not finite after ${hops(count)}`,
    zero: (count: number) => `exactly 0 after ${hops(count)}`,
    vanishes: (count: number, times: 10 | 100 | 1000) => `less than ${fractions[times]} after ${hops(count)}`,
    explodes: (count: number, times: 10 | 100 | 1000) =>
      `more than ${multiples[times]} times after ${hops(count)}`,
    keeps: (count: number) => `at least a tenth over all ${hops(count)}`,
    dips: (count: number, left: number) => `${share(left)} after ${hops(count)}, and back`,
  },
  /** In the list, before a few words on ∂L/∂c. */
  ofCell: (brief: string) => `∂L/∂c: ${brief}`,
  arrives: (left: number) => `${part(left)} at the first step`,
  wholeBrief: 'the whole loss',
  whole:
    'Every step has a loss of its own here, and all of them add up on the way: the size at a step does not say how far a gradient has come. Look at the last loss alone for that.',
  /** @param foretold, measured shares of the gradient at the first step */
  disagree: (foretold: number, measured: number, kind: 'mean' | 'root') =>
    `Theory and measurement disagree here: by theory ${part(foretold)} would reach the first step, measured is ${part(measured)}. The estimate takes all units to have the same slope, and the gradient to lie where W_hh stretches most. Neither need hold, least of all after training, which ${
      { mean: 'saturates some units and not others', root: 'shuts some units and not others' }[kind]
    }.`,
  /** It knows, and little comes through now. */
  lasted: (step: number, left: number, state: State) =>
    `${it[state]} reached the first step while the network was learning: ${part(left)} of it after ${counted(step, 'update', 'updates')}.`,
  /** @param brief what is left now */
  holds: (brief: string) =>
    `Now ${brief}: what it knows it holds in saturated units, which let little through.`,
  goBack:
    'What it knows it holds in saturated units, which let little through. Go back with the time machine, to the updates at which it was learning.',
  theory: (radius: number, slope: number, kind: 'mean' | 'root', foretold: number) =>
    `Theory: spectral radius ${format.rate(radius)} × ${{ mean: 'mean slope', root: 'root of the mean slope' }[kind]} ${format.rate(slope)} = ${factor(foretold)} a step`,
  measured: (value: number, left: number) =>
    Number.isFinite(value)
      ? `Measured: ${factor(value)} a step on average; ${part(left)} reaches the first step`
      : '',
  noTheory: {
    gated: 'No theoretical slope: with gates the factor is another at every step.',
    layers: 'No theoretical slope: with several layers there is more than one way back.',
    truncated: 'No theoretical slope: the way back is cut.',
    overlap: 'No theoretical slope: the losses of many steps overlap.',
    nothing: 'No theoretical slope: there is no finite gradient to begin with.',
  },
  start: (step: number, norm: number, last: boolean, state: State) =>
    `The way back begins at ${last ? 'the last step,' : 'step'} ${format.integer(step)}: ${symbols[state]} has the size ${size(norm)}.`,
  unasked: (step: number) => `Step ${format.integer(step)} comes after this loss: no gradient is there.`,
  /** @param state named where there are two */
  at: (back: number, step: number, norm: number, left: number, by: number, state?: State) =>
    [
      `${hops(back)} back, at step ${format.integer(step)}: ${state ? `${symbols[state]} ` : ''}${size(norm)}`,
      Number.isFinite(left) ? share(left) : '',
      Number.isNaN(by) ? '' : `this hop ${factor(by)}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  sentence: (text: string) => `${text}.`,
  notYet: (back: number, beat: number) => `${hops(back)} back: the gradient has come ${hops(beat)} so far.`,
  arrived: 'This is where the token came that must be remembered.',
  beat: (back: number) => (back === 0 ? 'the last step' : `${hops(back)} back`),
  reader: 'Steps of the sequence, point by point',
  compare: 'Curves',
  pin: 'Pin this curve',
  pinned: (count: number) => `${format.integer(count)} pinned; the oldest makes room for the next.`,
  remove: (name: string) => `Remove ${name}`,
  updates: (step: number) => `after ${counted(step, 'update', 'updates')}`,
  consequence: {
    share: 'held-out right',
    error: 'held-out error',
    axis: 'updates',
    chance: { share: 'chance', error: 'guessing' },
    empty: 'Let it learn: the curve begins here.',
    tick: { share: (value: number) => format.percent(value), error: (value: number) => format.rate(value) },
    right: (value: number) => `${format.percent(value)} right`,
    wrong: (value: number) => `error ${format.loss(value)}`,
    guesses: (value: number, chance: number) =>
      `It guesses: ${format.percent(value)} right, and chance is ${format.percent(chance)}.`,
    learns: (value: number, chance: number) =>
      `It has learnt something: ${format.percent(value)} right, where chance is ${format.percent(chance)}.`,
    knows: (value: number) => `It knows: ${format.percent(value)} right.`,
    says: (value: number) => `Held-out right: ${format.percent(value)}.`,
    errs: (value: number, guessing: number) =>
      `Its error is ${format.loss(value)}, where guessing has ${format.loss(guessing)}.`,
  },
  clippingNote:
    'Clipping leaves the way back as it is: it bounds the update made of it. Let it learn to see the difference.',
  alone: (step: number) =>
    `Of the loss of step ${format.integer(step + 1)} alone. Grey: the losses of other steps, each by itself.`,
  /** @param brief what becomes of ∂L/∂h, in a few words */
  cellNote: (brief: string) =>
    `An LSTM remembers in its cell state c, so what counts is ∂L/∂c (dashed). ∂L/∂h (solid): ${brief}.`,
  beside: (norm: number, left: number) =>
    Number.isFinite(left) ? `∂L/∂h: ${size(norm)}, ${share(left)}.` : `∂L/∂h: ${size(norm)}.`,
  table: 'Size of the gradient at each step, from the last to the first',
  columns: {
    step: 'step',
    back: 'steps back',
    norm: 'now',
    left: 'share of the first',
    factor: 'factor of the hop',
    cell: 'cell state, now',
    cellLeft: 'cell state, share of the first',
    theory: 'theory',
    pin: (letter: string, run: string) => `${letter}: ${run}`,
    pinOf: (letter: string, state: State, run: string) => `${letter}, ${symbols[state]}: ${run}`,
  },
};
