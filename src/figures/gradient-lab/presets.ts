// The troubles that gradients have, and what helps against each: a few settings of the run, by name.
import type { LabConfig } from '../../experiment/lab/config.ts';
import { settings } from '../../experiment/lab/settings.ts';

export type PresetId = 'vanishing' | 'exploding' | 'irnn' | 'clipping' | 'lstm' | 'gru';

export const troubles: readonly PresetId[] = ['vanishing', 'exploding'];
export const remedies: readonly PresetId[] = ['irnn', 'clipping', 'lstm', 'gru'];

/** What a button decides: all of it, so that no button leaves anything behind for the next one. */
type Setting = 'cell' | 'initialisation' | 'spectralRadius' | 'clipNorm' | 'truncation' | 'layers';
type Experiment = Pick<LabConfig, Setting | 'optimiser' | 'learningRate'>;

const adam: Experiment = {
  cell: 'rnn_tanh',
  initialisation: 'uniform',
  spectralRadius: settings.spectralRadius.default,
  clipNorm: 0,
  truncation: 0,
  optimiser: 'adam',
  learningRate: 0.005,
  layers: 1,
};

/** Adam divides a gradient by its own size and hardly feels an explosion, so that one is shown with plain SGD. */
const exploding: Experiment = {
  ...adam,
  initialisation: 'spectral',
  spectralRadius: 2,
  optimiser: 'sgd',
  learningRate: 0.3,
};

/**
 * Each is the experiment that it names, whatever run there was. That the troubles keep `firstToken` of 24 steps from being
 * learnt and each remedy does not is measured in test/figures/lab/presets.test.ts.
 */
export const presets: Readonly<Record<PresetId, Experiment>> = {
  vanishing: adam,
  exploding,
  /** Le, Jaitly & Hinton 2015, who clip too. */
  irnn: { ...adam, cell: 'rnn_relu', initialisation: 'identity', clipNorm: 1 },
  /** Against the explosion: the same run, clipped. */
  clipping: { ...exploding, clipNorm: 1 },
  // Begun small and random, their gates let half through at every step: an LSTM learns nothing in 800 updates.
  lstm: { ...adam, cell: 'lstm', initialisation: 'identity' },
  gru: { ...adam, cell: 'gru', initialisation: 'identity' },
};

/** Whether a run is what a preset makes of it. */
export function isPreset(config: LabConfig, id: PresetId): boolean {
  const wanted = presets[id];
  return (Object.keys(wanted) as (keyof Experiment)[]).every(
    // A radius counts only where the weights are brought to one.
    (name) =>
      config[name] === wanted[name] || (name === 'spectralRadius' && wanted.initialisation !== 'spectral'),
  );
}
