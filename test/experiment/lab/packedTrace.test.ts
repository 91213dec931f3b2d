// A trace arrives on the page as it left the worker.
import { describe, expect, it } from 'vitest';
import { packTrace, unpacked, unpackTrace } from '../../../src/experiment/lab/packedTrace.ts';
import { buffersIn } from '../../../src/worker/lab/buffersIn.ts';
import { type TraceOptions, traceFixture } from './traces.ts';

const sent = (trace: ReturnType<typeof traceFixture>) => {
  const packed = packTrace(trace);
  return structuredClone(packed, { transfer: buffersIn(packed) });
};

describe('a packed trace', () => {
  it.each<TraceOptions>([
    {},
    { cell: 'gru', layers: 2, bidirectional: true, truncation: 2 },
    { cell: 'rnn_tanh', input: 'numbers', output: 'numbers', at: 'end', flows: true },
    { clamps: { forget: 1 }, asked: false },
  ])('is the same once it is unpacked: %o', (options) => {
    expect(unpackTrace(sent(traceFixture(options)))).toEqual(traceFixture(options));
  });

  it('moves its numbers, and leaves no copy of them behind', () => {
    const trace = traceFixture({ length: 12 });
    const tensors = trace.tensors.length;
    const packed = packTrace(trace);
    const buffers = buffersIn(packed);
    expect(buffers).toContain(packed.numbers.buffer);
    structuredClone(packed, { transfer: buffers });
    expect(packed.numbers.length).toBe(0);
    expect(buffers.length).toBeLessThan(tensors / 2);
  });

  it('is packed too where its numbers lie apart', () => {
    const trace = traceFixture();
    const tensors = trace.tensors.map((tensor) => ({ ...tensor, values: tensor.values.slice() }));
    expect(unpackTrace(packTrace({ ...trace, tensors }))).toEqual(trace);
  });

  it('is told from other answers', () => {
    const trace = traceFixture();
    expect(unpacked(packTrace(trace))).toEqual(trace);
    expect(unpacked(trace)).toBe(trace);
  });
});
