// Matrix products in the sizes of the shapes a to f.

import { linear } from '../../../src/engine/ops/linear.ts';
import { product } from '../flops.ts';
import type { Lab } from './lab.ts';
import type { Subject } from './subject.ts';

/** Rows, columns, inner length; where it occurs. */
const sizes: readonly (readonly [m: number, n: number, k: number])[] = [
  [32, 64, 64], // a: one step of the RNN
  [32, 256, 64], // b: one step of the LSTM
  [1024, 64, 64], // a to c: the linear layer on top
  [1024, 256, 64], // b: the input's share of all gates
  [3200, 512, 128], // f: the same
  [224, 96, 32], // d: queries, keys and values
  [224, 64, 32], // d: feed-forward
  [224, 60, 32], // d: to the vocabulary
  [512, 192, 64], // e: queries, keys and values
  [512, 256, 64], // e: feed-forward
  [512, 64, 256], // e: and back
  [512, 200, 64], // e: to the vocabulary
];

/** The linear op with and without packing: y = x·Wᵀ, dx = dy·W, dW = dyᵀ·x. */
const forms: readonly [kernel: string, prepare: (lab: Lab, m: number, n: number, k: number) => () => void][] =
  [
    ['gemm, packed before', packedBefore],
    [
      'linear: A·Bᵀ',
      (lab, m, n, k) => {
        const [x, weight] = [lab.numbers([m, k]), lab.numbers([n, k])];
        return lab.forward((tape) => linear(tape, x, weight, undefined));
      },
    ],
    [
      'linear, dx: A·B',
      (lab, m, n, k) => {
        const [x, weight] = [lab.numbers([m, n], true), lab.numbers([k, n])];
        return lab.backward((tape) => linear(tape, x, weight, undefined));
      },
    ],
    [
      'linear, dW: Aᵀ·B',
      (lab, m, n, k) => {
        const [x, weight] = [lab.numbers([m, k]), lab.numbers([n, k], true)];
        return lab.backward((tape) => linear(tape, x, weight, undefined));
      },
    ],
  ];

function packedBefore({ memory }: Lab, m: number, n: number, k: number): () => void {
  const { kernels } = memory;
  const [a, b, c] = [m * k, k * n, m * n].map((size) => memory.reserve(size * 4)) as [number, number, number];
  memory.f32.fill(0.5, a / 4, a / 4 + m * k);
  memory.f32.fill(0.5, b / 4, b / 4 + k * n);
  const panels = memory.reserve(kernels.panelBytes(k, n));
  kernels.packPanels(b, n, k, n, panels);
  return () => kernels.gemm(a, k, panels, c, n, m, n, k, 0, 0);
}

export const products: readonly Subject[] = forms.flatMap(([kernel, prepare]) =>
  sizes.map(([m, n, k]) => ({
    kernel,
    shape: [m, n, k].join('×'),
    operations: product(m, n, k),
    prepare: (lab: Lab) => prepare(lab, m, n, k),
  })),
);
