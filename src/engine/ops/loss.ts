// Losses: scalars to be minimised.

import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireContiguous, requireIds } from './checks.ts';

export interface CrossEntropyOptions {
  /** Targets with this id do not count. Default −100, as in PyTorch. */
  readonly ignoreIndex?: number;
  /** Share of the target's probability spread over all classes, 0 to 1. Default 0. */
  readonly labelSmoothing?: number;
}

/**
 * Softmax and cross-entropy in one: the mean of −log p[target] over targets that are not ignored.
 * @param logits (…, V)
 * @param targets (…) int32
 * @returns a scalar; NaN when every target is ignored, as in PyTorch
 * @throws ShapeError when there is not one target a row; RangeError for a target outside the classes
 */
export function crossEntropy(
  tape: Tape,
  logits: Tensor,
  targets: Tensor,
  options: CrossEntropyOptions = {},
  name = 'loss',
): Tensor {
  const { ignoreIndex = -100, labelSmoothing = 0 } = options;
  if (logits.shape.length === 0 || targets.size !== logits.rows) {
    throw new ShapeError(
      'crossEntropy',
      'there must be one target for each row of logits',
      logits.shape,
      targets.shape,
    );
  }
  requireContiguous('crossEntropy', logits, targets);
  const { memory } = tape;
  const ids = memory.i32.subarray(targets.address / 4, targets.address / 4 + targets.size);
  requireIds('crossEntropy', targets, ids, logits.columns, ignoreIndex);
  const loss = tape.tensor(name, { dims: [], shape: [], requiresGradient: tape.wantsGradient(logits) });
  const probabilities = tape.scratch(logits.size * 4);
  memory.f32[loss.address / 4] = memory.kernels.crossEntropy(
    logits.address,
    targets.address,
    probabilities,
    logits.rows,
    logits.columns,
    ignoreIndex,
    labelSmoothing,
  );
  tape.record('crossEntropy', [logits, targets], [loss], () => {
    const dLogits = tape.gradientOf(logits);
    const flow = memory.f32[tape.gradientOf(loss) / 4] as number;
    // dLogits = (p − onehot) / counted
    memory.kernels.crossEntropyBackward(
      targets.address,
      probabilities,
      dLogits,
      logits.rows,
      logits.columns,
      ignoreIndex,
      labelSmoothing,
      flow,
    );
  });
  return loss;
}
