// How many bytes a trace will take, known before anything runs.

import type { CellId } from '../../models/cells/registry.ts';
import type { RecurrentNetwork } from '../../models/recurrentNetwork.ts';
import { SHARES_BYTES } from './contributions.ts';
import type { TraceTooLarge } from './trace.ts';

/** The most a trace may take: it is copied from the worker to the page with every frame. */
export const TRACE_LIMIT = 32 * 2 ** 20;

/** Numbers that one step makes, in units of H: all results of the cell's primitive ops. */
const perStep: Readonly<Record<CellId, number>> = { rnn_tanh: 4, rnn_relu: 4, lstm: 25, gru: 22 };

/** The example is too large to be explained. */
export class TraceTooLargeError extends Error implements TraceTooLarge {
  override name = 'TraceTooLargeError';
  readonly kind = 'tooLarge';
  readonly bytes: number;
  readonly limit: number;

  constructor(bytes: number, limit: number) {
    super(`Explaining this takes ${(bytes / 2 ** 20).toFixed(1)} MB; the limit is ${limit / 2 ** 20} MB.`);
    this.bytes = bytes;
    this.limit = limit;
  }
}

/**
 * Bytes of a trace: parameters and T steps, values and gradients, and what is taken apart.
 * @param steps T
 * @param flows whether the request asks for them
 */
export function traceBytes(
  network: RecurrentNetwork,
  steps: number,
  flows = false,
): { bytes: number; fullShares: boolean } {
  const { rnn, parameters } = network;
  const { hidden, layers, directions, cell } = rnn;
  const width = directions * hidden;
  const outputs = parameters.get('out.bias').size;
  const input = parameters.get('rnn.weight_ih_l0').columns;
  let numbers = 2 * parameters.size + 2 * steps * input;
  let shares = 0;
  for (let layer = 0; layer < layers; layer++) {
    const read = layer === 0 ? input : width;
    const blocks = parameters.get(`rnn.weight_hh_l${layer}`).rows;
    numbers += 2 * steps * directions * (perStep[cell] * hidden + read + hidden); // with x and the stacked states
    if (directions === 2) numbers += 2 * steps * width; // both side by side
    if (flows) numbers += directions * steps * steps;
    shares += directions * steps * blocks * (read + hidden);
  }
  numbers += 2 * steps * (width + 3 * outputs + 4);
  const fullShares = shares * 4 <= SHARES_BYTES;
  return { bytes: 4 * (numbers + (fullShares ? shares : 0)), fullShares };
}
