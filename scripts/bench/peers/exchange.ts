// How a peer in a process of its own is told what to train, and asked to. FOLDER/shape.json holds
//   { shape, learningRate, parameters: { name: entry }, batches: [{ tokens | source | target | wanted: entry }] }
// with entry = { dtype: f32 | i32, shape, offset, size } into FOLDER/numbers.bin (offsets in bytes, sizes in elements,
// little-endian). On standard input it gets a JSON line for each request, and answers each with one on standard output:
//   on its start                            { version }
//   { ask: 'losses', count }                { losses }                      of so many updates
//   { ask: 'run', seconds }                 { steps, seconds, cpuSeconds }  of as many updates as that long takes

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Memory } from '../../../src/engine/memory.ts';
import type { Ids } from '../../../src/models/sequenceToSequence.ts';
import { tokenBatches } from '../workloads/recurrent.ts';
import { type Shape, workloadOf } from '../workloads/shapes.ts';
import { pairBatches } from '../workloads/translation.ts';
import { LEARNING_RATE, Trainer } from '../workloads/workload.ts';

interface Entry {
  readonly dtype: 'f32' | 'i32';
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
}

/** Writes both files: the initial parameters and all batches of a shape. */
export function writeShape(folder: string, shape: Shape): void {
  const parts: Uint8Array[] = [];
  let offset = 0;
  const add = (dtype: Entry['dtype'], sizes: readonly number[], data: Float32Array | Int32Array): Entry => {
    const entry = { dtype, shape: sizes, offset, size: data.length };
    parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    offset += data.byteLength;
    return entry;
  };
  const { parameters } = new Trainer(workloadOf(shape, true), new Memory()).workload;
  const told = {
    shape,
    learningRate: LEARNING_RATE,
    parameters: Object.fromEntries(
      [...parameters.stateDict()].map(([name, { shape: sizes, data }]) => [name, add('f32', sizes, data)]),
    ),
    batches: batchesOf(shape).map((batch) =>
      Object.fromEntries(
        Object.entries(batch).map(([name, ids]) => [name, add('i32', [ids.batch, ids.length], ids.values)]),
      ),
    ),
  };
  writeFileSync(join(folder, 'shape.json'), JSON.stringify(told));
  writeFileSync(join(folder, 'numbers.bin'), Buffer.concat(parts));
}

function batchesOf(shape: Shape): readonly Readonly<Record<string, Ids>>[] {
  const batches = shape.kind === 'recurrent' ? tokenBatches(shape) : pairBatches(shape);
  return batches.map((batch) => ({ ...batch }));
}
