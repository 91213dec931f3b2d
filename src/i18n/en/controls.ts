// Transport, numbers and settings of a run.
import { format } from './format.ts';

export const controls = {
  transport: 'Controls',
  train: 'Train',
  pause: 'Pause',
  step: 'Step',
  reset: 'Reset',
  stop: 'Stop here',
  statistics: {
    step: 'step',
    loss: 'loss',
    heldOut: 'held-out phrases right',
    heldOutShort: 'right',
    measuredAt: (step: number) => `at step ${format.integer(step)}`,
    rate: 'examples per second',
    rateShort: 'examples/s',
    none: '–',
    notANumber: 'NaN',
  },
  waiting: {
    loading: 'Wait a moment: the Transformer is being set up.',
    replaying: 'Wait for the run to catch up, or stop it where it is.',
    diverged: 'Training cannot go on from here: go back to the last good step, or begin again with Reset.',
    failed: 'The run has stopped, as said here.',
    unsupported: 'This browser cannot run it, as said here.',
  },
  settings: 'Settings',
  speed: 'Speed',
  speeds: {
    one: '1 step a second',
    five: '5 steps a second',
    watch: '25 steps a second',
    hundred: '100 steps a second',
    full: 'Full speed',
  },
  seed: 'Seed',
  learningRate: 'Learning rate',
  rateSlider: 'Rate slider',
  layers: 'Layers',
  heads: 'Heads',
  width: 'Width',
  relaxed: {
    label: 'Fast arithmetic: faster, not bit-reproducible',
    why: 'Rounding then depends on the processor: elsewhere the last digits differ. For runs of this page; the lab always calculates reproducibly.',
    missing: 'Not in this browser: its WebAssembly has no relaxed SIMD, which this needs.',
  },
  rebuildNote: 'Only speed and learning rate change without a new run.',
  /** Beside a number that was typed and not taken; the value is the one that is still in use. */
  refused: {
    empty: (value: string) => `Left empty: ${value} stays.`,
    noNumber: (value: string) => `Not a number that can be used: ${value} stays.`,
  },
};
