import type { Profiler } from 'node:inspector';
import { expect, test } from 'vitest';
import { sharesOf } from '../../scripts/bench/profile/shares.ts';

const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url, scriptId: '', lineNumber: 0, columnNumber: 0 },
  children,
});

test('a profile is shared out to kernels under the op that called them, to JavaScript and to its collector', () => {
  const profile: Profiler.Profile = {
    startTime: 0,
    endTime: 0,
    nodes: [
      node(1, '(root)', '', [2, 3, 8]),
      node(2, 'dispatch', 'node:internal'),
      node(3, 'step', 'file:///a/workload.ts', [4, 7]),
      node(4, 'linear', 'file:///a/ops/linear.ts', [5]),
      node(5, 'js-to-wasm:iii', 'wasm://wasm/1', [6]),
      node(6, 'src/engine/kernels/gemm/gemm', 'wasm://wasm/1'),
      node(7, 'reset', 'file:///a/tape.ts'),
      node(8, '(garbage collector)', ''),
    ],
    samples: [2, 6, 7, 6, 8, 4],
    timeDeltas: [900, 30, 10, 30, 20, 10],
  };
  expect(sharesOf(profile, 'step')).toEqual([
    { kernel: 'gemm/gemm', op: 'linear', share: 0.6 },
    { kernel: 'JavaScript', op: '', share: 0.2 },
    { kernel: 'garbage collection', op: '', share: 0.2 },
  ]);
});
