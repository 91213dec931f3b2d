// Numbers of traces in words.

import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../../src/experiment/lab/arithmetic/subject.ts';
import type { TraceTensor } from '../../../src/experiment/lab/trace.ts';
import { subjectWords } from '../../../src/i18n/en/lab/subject.ts';
import { type CellId, cells } from '../../../src/models/cells/registry.ts';
import { type TraceOptions, traceFixture } from '../../experiment/lab/traces.ts';

function words(name: string, index: number, options: TraceOptions = {}, of: 'value' | 'gradient' = 'value') {
  const trace = traceFixture({ layers: 2, bidirectional: true, ...options });
  const { id } = trace.tensors.find((tensor) => tensor.name === name) as TraceTensor;
  return subjectWords(subjectOf(trace, id, index, of));
}

describe('subjectWords', () => {
  it.each([
    ['rnn.l0.t2.forget', 3, 'forget gate f, unit 3, at t = 2'],
    ['rnn.l1_reverse.t0.candidate', 1, 'candidate g, unit 1, at t = 0, layer 1, read from the end'],
    ['rnn.l0.t1.hidden', 0, 'hidden state h, unit 0, at t = 1'],
    ['rnn.weight_hh_l1', 9 * 4 + 2, 'rnn.weight_hh_l1, candidate unit 1, unit 2'],
    ['rnn.l0.t1.sum', 6, 'weighted sum of input and state, forget unit 2, at t = 1'],
    ['rnn.l0.t1.sum1', 2, 'weighted sum of input and state, unit 2, at t = 1'],
    ['tokens', 2, 'token, step 2'],
    ['t1.loss', 0, 'loss of the step, at t = 1'],
    ['loss', 0, 'loss of the example'],
  ])('%s[%d] is the %s', (name, index, text) => {
    expect(words(name, index)).toBe(text);
  });

  it('says when a gradient is meant, and knows the GRU’s candidate', () => {
    expect(words('rnn.l0.t1.cell', 1, {}, 'gradient')).toBe('gradient of cell state c, unit 1, at t = 1');
    expect(words('rnn.l0.t1.candidate', 1, { cell: 'gru' })).toBe('candidate n, unit 1, at t = 1');
  });

  it.each(Object.keys(cells) as CellId[])('has words for every tensor of a trace: %s', (cell) => {
    for (const output of ['classes', 'numbers'] as const) {
      const options = {
        cell,
        output,
        truncation: 2,
        bidirectional: true,
        at: 'end',
        input: 'numbers',
      } as const;
      for (const trace of [traceFixture(options), traceFixture({ cell, output, layers: 2 })]) {
        for (const tensor of trace.tensors) {
          const subject = subjectOf(trace, tensor.id, 0, 'value');
          const said = subjectWords(subject).split(',')[0];
          const named =
            subject.role === 'parameter' || ['error', 'target', 'prediction'].includes(subject.part);
          if (!named) expect(said, tensor.name).not.toBe(subject.part);
        }
      }
    }
  });
});
