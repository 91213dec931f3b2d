// The troubles that gradients have, and what helps against each: a few settings of the run, by name.
import type { LabConfig } from '../../experiment/lab/config.ts';

export type PresetId = 'vanishing' | 'exploding' | 'irnn' | 'clipping' | 'lstm' | 'gru';

export const troubles: readonly PresetId[] = ['vanishing', 'exploding'];
export const remedies: readonly PresetId[] = ['irnn', 'clipping', 'lstm', 'gru'];

/** What the remedies share, so that two of them differ in nothing else. */
const alike = { optimiser: 'adam', learningRate: 0.005 } as const;

/**
 * Clipping is a switch on whatever run there is; the others replace cell, start and optimiser. Adam divides a gradient by
 * its own size and hardly feels an explosion, so that one is shown with plain SGD. That the troubles keep `firstToken`
 * of 24 steps from being learnt and each remedy does not is measured in test/figures/lab/presets.test.ts.
 */
export const presets: Readonly<Record<PresetId, Partial<LabConfig>>> = {
  vanishing: { cell: 'rnn_tanh', initialisation: 'uniform', clipNorm: 0, ...alike },
  exploding: {
    cell: 'rnn_tanh',
    initialisation: 'spectral',
    spectralRadius: 2,
    clipNorm: 0,
    optimiser: 'sgd',
    learningRate: 0.3,
  },
  /** Le, Jaitly & Hinton 2015, who clip too. */
  irnn: { cell: 'rnn_relu', initialisation: 'identity', clipNorm: 1, ...alike },
  clipping: { clipNorm: 1 },
  // Begun like the IRNN, so that the cell is all that differs from it.
  lstm: { cell: 'lstm', initialisation: 'identity', clipNorm: 1, ...alike },
  gru: { cell: 'gru', initialisation: 'identity', clipNorm: 1, ...alike },
};

/** Whether a run is what a preset makes of it. */
export function isPreset(config: LabConfig, id: PresetId): boolean {
  const wanted = presets[id];
  return (Object.keys(wanted) as (keyof LabConfig)[]).every((name) => config[name] === wanted[name]);
}
