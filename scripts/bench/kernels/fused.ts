// Fused ops in the sizes of the shapes a to f, forward and backward.

import { normal } from '../../../src/engine/init.ts';
import { attention } from '../../../src/engine/ops/attention.ts';
import { crossEntropy } from '../../../src/engine/ops/loss.ts';
import { layerNorm } from '../../../src/engine/ops/normalise.ts';
import { adam } from '../../../src/engine/optim/adam.ts';
import { Parameters } from '../../../src/engine/parameters.ts';
import type { Tape } from '../../../src/engine/tape.ts';
import type { Tensor } from '../../../src/engine/tensor.ts';
import { type CellId, cells } from '../../../src/models/cells/registry.ts';
import * as flops from '../flops.ts';
import type { Lab } from './lab.ts';
import type { Subject } from './subject.ts';

type Op = (tape: Tape) => Tensor;

/** @param make the op on tensors of the lab */
function bothWays(
  kernel: string,
  shape: string,
  operations: readonly [forward: number, backward: number],
  make: (lab: Lab) => Op,
): Subject[] {
  return [
    { kernel, shape, operations: operations[0], prepare: (lab) => lab.forward(make(lab)) },
    {
      kernel: `${kernel}, backward`,
      shape,
      operations: operations[1],
      prepare: (lab) => lab.backward(make(lab)),
    },
  ];
}

function ofAttention(batch: number, length: number, width: number, heads: number): Subject[] {
  const counts = [flops.attentionForward, flops.attentionBackward] as const;
  const [forward, backward] = counts.map((count) => count(batch, length, length, width)) as [number, number];
  return bothWays('attention', `B${batch} T${length} D${width} N${heads}`, [forward, backward], (lab) => {
    const [q, k, v] = [1, 2, 3].map(() => lab.numbers([batch, length, width], true)) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    return (tape) => attention(tape, q, k, v, { heads }).output;
  });
}

function ofLayerNorm(rows: number, width: number): Subject[] {
  const counts = [flops.layerNormForward(rows, width), flops.layerNormBackward(rows, width)] as const;
  return bothWays('residual + layer norm', `${rows}×${width}`, counts, (lab) => {
    const [x, residual] = [lab.numbers([rows, width], true), lab.numbers([rows, width], true)];
    const [weight, bias] = [lab.numbers([width], true), lab.numbers([width], true)];
    return (tape) => layerNorm(tape, x, residual, weight, bias);
  });
}

function ofCrossEntropy(rows: number, classes: number): Subject[] {
  const counts = [
    flops.crossEntropyForward(rows, classes),
    flops.crossEntropyBackward(rows, classes),
  ] as const;
  return bothWays('softmax + cross-entropy', `${rows}×${classes}`, counts, (lab) => {
    const [logits, targets] = [lab.numbers([rows, classes], true), lab.ids([rows], classes)];
    return (tape) => crossEntropy(tape, logits, targets);
  });
}

/** A whole layer over a sequence of numbers, input projection included. */
function ofLayer(cell: CellId, steps: number, batch: number, hidden: number): Subject[] {
  const rows = cells[cell].gates.length * hidden;
  const forward = flops.product(steps * batch, rows, 2 * hidden);
  return bothWays(`${cell} layer`, `T${steps} B${batch} H${hidden}`, [forward, 2 * forward], (lab) => {
    const x = lab.numbers([steps, batch, hidden], true);
    const weight = () => scaled(lab, lab.numbers([rows, hidden], true), 1 / Math.sqrt(hidden));
    const bias = () => lab.numbers([rows], true);
    const weights = { weightIh: weight(), weightHh: weight(), biasIh: bias(), biasHh: bias() };
    return (tape) => cells[cell].sequence(tape, x, weights, {}).tracks[0]?.afterSteps as Tensor;
  });
}

/** In place: states must not saturate, or explode. */
function scaled({ memory }: Lab, tensor: Tensor, by: number): Tensor {
  memory.kernels.scale(tensor.address, tensor.address, tensor.size, by);
  return tensor;
}

function ofAdam(count: number): Subject {
  return {
    kernel: 'adam',
    shape: `${count}`,
    operations: flops.adamUpdate(count),
    prepare({ memory }) {
      const parameters = new Parameters();
      parameters.declare('all', ['P'], [count], normal(1));
      const optimiser = adam();
      parameters.allocate(memory, optimiser.stateBlocks);
      parameters.initialise(1);
      memory.f32.fill(0.01, parameters.blocks.gradients / 4, parameters.blocks.gradients / 4 + count);
      let update = 0;
      return () => {
        update += 1;
        optimiser.update(memory, parameters, update, 1e-3);
      };
    },
  };
}

export const fused: readonly Subject[] = [
  ...ofLayer('rnn_tanh', 32, 32, 64),
  ...ofLayer('lstm', 32, 32, 64),
  ...ofLayer('gru', 32, 32, 64),
  ...ofLayer('lstm', 100, 32, 128),
  ...ofAttention(32, 7, 32, 2),
  ...ofAttention(32, 16, 64, 4),
  ...ofAttention(4, 256, 64, 4),
  ...ofLayerNorm(224, 32),
  ...ofLayerNorm(512, 64),
  ...ofCrossEntropy(1024, 64),
  ...ofCrossEntropy(512, 200),
  ofAdam(16_384),
  ofAdam(262_144),
];
