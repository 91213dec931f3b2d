// Words of the figure `unrolled`.
import { counted, format, quoted } from '../format.ts';

const value = (number: number) =>
  number === 0 ? '0' : Number.isFinite(number) ? format.loss(number) : 'not a number';
const layerName = (layer: number, backward: boolean) =>
  `layer ${format.integer(layer + 1)}${backward ? ', read backwards' : ''}`;
const stepOf = (t: number, steps: number) => `step ${format.integer(t + 1)} of ${format.integer(steps)}`;

export const unrolled = {
  title: 'Unrolled over time',
  tab: 'Unrolled',
  name: 'The network, unrolled: steps across, layers upwards',
  hint: 'Arrow left and right go from step to step, up and down from layer to layer, Page Up and Page Down from unit to unit. Enter pins a number: its arithmetic opens. O opens the cell of that step.',
  view: 'Picture',
  views: { unfolded: 'unrolled', folded: 'folded' },
  state: 'State drawn',
  truncation: 'Gradients go back',
  allTheWay: 'all the way',
  window: (steps: number) => `in windows of ${counted(steps, 'step', 'steps')}`,
  layer: 'Weights of',
  layerName,
  rows: {
    loss: 'loss',
    target: 'target',
    output: 'says',
    input: 'reads',
    cell: 'open cell',
    layer: (layer: number) => `layer ${format.integer(layer + 1)}`,
  },
  openCell: (place: string, word: string) => `Open the cell of ${place} at ${quoted(word)}`,
  /** Over the place where a gradient is cut off. */
  cut: 'cut',
  symbol: { hidden: 'h', cell: 'c' },
  stateScale: { hidden: 'hidden state h', cell: 'cell state c' },
  gradientScale: (symbol: string) => `size of ∂L/∂${symbol} on its way back, log scale`,
  value,
  probability: (number: number) => format.probability(number),
  beats: {
    forward: (layer: number, word: string) => `layer ${format.integer(layer + 1)} reads ${quoted(word)}`,
    loss: 'the loss',
    backward: (layer: number, word: string) => `layer ${format.integer(layer + 1)}, back to ${quoted(word)}`,
    share: (word: string) => `the share of ${quoted(word)}`,
  },
  reads: (layer: number, word: string, t: number, steps: number) =>
    `Layer ${format.integer(layer + 1)} reads ${quoted(word)}: ${stepOf(t, steps)}.`,
  says: (word: string, probability: number) =>
    `The network says ${quoted(word)} (${format.probability(probability)}).`,
  saysNumber: (number: string) => `The network says ${number}.`,
  judged: (wanted: string, loss: number) => `Right would be ${quoted(wanted)}: loss ${value(loss)}.`,
  judgedNumber: (wanted: string, loss: number) => `Right would be ${wanted}: loss ${value(loss)}.`,
  loss: (loss: number, count: number) =>
    count === 1
      ? `One step is judged: the loss L is ${value(loss)}. From here the gradient goes back.`
      : `The loss L is the mean of ${format.integer(count)} steps’ losses: ${value(loss)}. From here the gradient goes back.`,
  back: (layer: number, backward: boolean, word: string, symbol: string, norm: number) =>
    `Back at ${quoted(word)}, ${layerName(layer, backward)}: ∂L/∂${symbol} has the size ${value(norm)}`,
  /** `other`: where the part comes from that did not come along time. */
  parts: (time: number, rest: number, other: string) =>
    `, from ${value(time)} through time and ${value(rest)} ${other}.`,
  onlyTime: ', all of it through time.',
  onlyOther: (other: string) => `, all of it ${other}.`,
  others: { hidden: 'from above', cell: 'through h' },
  nothingBack: '. Nothing comes back to here.',
  isCut: 'The way through time is cut here.',
  share: (word: string, weight: string, along: number, sum: number, norm: number) =>
    `${quoted(word)} adds ${value(along)} to ${weight}: ${value(sum)} of ${value(norm)} so far.`,
  shared: (weight: string, rows: number, columns: number, steps: number) =>
    `${weight} is one matrix of ${format.integer(rows)} × ${format.integer(columns)} numbers, used at all ${format.integer(steps)} steps.`,
  unit: (place: string, symbol: string, unit: number, word: string, number: number) =>
    `${place}, unit ${format.integer(unit + 1)}, at ${quoted(word)}: ${symbol} = ${value(number)}`,
  unitGradient: (symbol: string, number: number) => `, ∂L/∂${symbol} = ${value(number)}`,
  future: (place: string, word: string) => `${place}: ${quoted(word)} has not been read yet`,
  unfinished: 'This text has no right answers, so there is no loss and nothing goes back.',
  lightUp: (weight: string, norm: number) =>
    `${weight}: show all its copies. Size of its gradient: ${value(norm)}`,
  sumOf: (sum: number, norm: number) => `${value(sum)} of ${value(norm)}`,
  sharesName: (weight: string) => `What each step adds to the gradient of ${weight}`,
  sharesNote:
    'Each step uses the same W and adds a share to its gradient. A bar is a step’s share, measured along the whole gradient: the bars, from the first step reached to the last, add up to the size of ∂L/∂W. A hatched bar takes away.',
  folded: {
    name: (t: number, steps: number) => `The network, folded: ${stepOf(t, steps)}`,
    step: stepOf,
    from: (word: string) => `from ${quoted(word)}`,
    none: 'starts at 0',
    note: 'The same cell at every step: the loop brings its state from the step before.',
  },
  table: 'Each state, gradient, loss and share of a weight’s gradient, by step',
  columns: { quantity: 'quantity', layer: 'layer', unit: 'unit' },
  tableRows: {
    whole: (symbol: string) => `size of ∂L/∂${symbol}`,
    time: (symbol: string) => `size of ∂L/∂${symbol} through time`,
    other: (symbol: string, other: string) => `size of ∂L/∂${symbol} ${other}`,
    along: (weight: string) => `share along ∂L/∂${weight}`,
    size: (weight: string) => `size of the share of ∂L/∂${weight}`,
  },
};
