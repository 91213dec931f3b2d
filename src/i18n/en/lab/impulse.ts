// Words of the figure `impulse`.
import { counted, format } from '../format.ts';

const left = (share: number) => {
  if (share === 0) return 'nothing';
  if (share < 1e-6) return 'less than a millionth';
  return share < 1e-5 ? 'less than a hundred-thousandth' : `${format.rate(share * 100)}%`;
};

export const impulse = {
  title: 'One impulse, and what rings on',
  tab: 'Impulse',
  length: 'Steps',
  strength: 'Strength of the impulse',
  map: 'hidden state: with the impulse minus without it',
  mapAxes: 'Units down, steps across. The impulse comes at step 0; after it, silence.',
  unit: (unit: number) => `unit ${format.integer(unit + 1)}`,
  cell: (unit: number, step: number, value: number) =>
    `unit ${format.integer(unit + 1)}, step ${format.integer(step)}: ${Number.isFinite(value) ? format.loss(value) : 'not a number'}`,
  notYet: (unit: number, step: number) =>
    `unit ${format.integer(unit + 1)}: step ${format.integer(step)} is still to come`,
  scale: 'difference that the impulse makes',
  linesTitle: 'How much of it is left',
  recurrent: 'with recurrence',
  window: 'window of 3 steps',
  feedForward: 'no recurrence',
  axisSteps: 'steps after the impulse',
  axisShare: 'share of its first size',
  share: (value: number) => `${format.rate(value * 100)}%`,
  beat: (step: number) => (step === 0 ? 'the impulse comes' : `${counted(step, 'step', 'steps')} after it`),
  start: 'The impulse comes: all three networks see it.',
  after: (steps: number, recurrent: number, window: number, feedForward: number) =>
    `${counted(steps, 'step', 'steps')} after the impulse: with recurrence ${left(recurrent)} of it is left, with a window of 3 ${left(window)}, without recurrence ${left(feedForward)}.`,
  forgotten: (steps: number) => `A hundredth or less is left from step ${format.integer(steps)} on.`,
  remembered: (steps: number) =>
    `After all ${counted(steps, 'step', 'steps')} more than a hundredth is left.`,
  silent: 'The impulse leaves no trace at all: the network does not react to it.',
  columns: {
    step: 'step',
    recurrent: 'with recurrence',
    window: 'window of 3',
    feedForward: 'no recurrence',
    unit: (unit: number) => `unit ${format.integer(unit + 1)}`,
  },
  table:
    'The difference at each step: its size in the three networks, and that of every unit with recurrence',
};
