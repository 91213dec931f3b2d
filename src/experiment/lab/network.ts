// The model of a lab run: sizes and ends from the task, the rest from the config.

import { type Initialiser, identity, orthogonal, perGate, scaledToRadius, zeros } from '../../engine/init.ts';
import { cells } from '../../models/cells/registry.ts';
import type { RecurrentOptions } from '../../models/recurrent.ts';
import { RecurrentNetwork } from '../../models/recurrentNetwork.ts';
import type { PredictionTask } from '../../tasks/prediction/task.ts';
import type { Initialisation, LabConfig } from './config.ts';

/** How each gate's (H, H) block begins; undefined for PyTorch's way. */
const recurrentStart: Readonly<Record<Initialisation, (radius: number) => Initialiser | undefined>> = {
  uniform: () => undefined,
  orthogonal: () => orthogonal(),
  identity: () => identity(),
  spectral: (radius) => scaledToRadius(radius),
};

function initialise(config: LabConfig): NonNullable<RecurrentOptions['initialise']> {
  const start = recurrentStart[config.initialisation](config.spectralRadius);
  if (!start) return {};
  const weightHh = perGate(cells[config.cell].gates.length, start);
  return config.initialisation === 'identity' ? { weightHh, bias: zeros } : { weightHh };
}

/** The network that `config` describes for its task; its parameters have no memory yet. */
export function networkOf(config: LabConfig, { input, output }: PredictionTask): RecurrentNetwork {
  const tokens = input.kind === 'tokens';
  return new RecurrentNetwork({
    cell: config.cell,
    hidden: config.hiddenSize,
    layers: config.layers,
    bidirectional: config.bidirectional,
    initialise: initialise(config),
    ...(tokens
      ? { vocabulary: input.vocabulary.length, input: config.embeddingSize }
      : { input: input.channels.length }),
    outputs: output.kind === 'classes' ? output.classes.length : output.names.length,
    reading: output.at === 'end' ? 'final' : 'everyStep',
  });
}
