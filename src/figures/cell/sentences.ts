// What one move did at one step, in a sentence with its numbers.
import type { Trace, TraceOutput } from '../../experiment/lab/trace.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { Diagram, MoveId, NodeId } from './diagrams/diagram.ts';
import { type CellReading, meanOf, sizeOf } from './reading.ts';

type Words = LabMessages['cell'];

/** A label as it is shown: a sign that few fonts have is called by its name. */
export function spelled(m: Words, label: string | undefined): string {
  const signs: Readonly<Record<string, string>> = m.signs;
  return signs[label ?? ''] ?? label ?? '';
}

interface Told {
  readonly diagram: Diagram;
  readonly trace: Trace;
  readonly reading: CellReading;
  readonly step: number;
  readonly backward: boolean;
}

export function moveSentence(
  m: Words,
  move: MoveId,
  { diagram, trace, reading, step, backward }: Told,
): string {
  const mean = (id: NodeId) => meanOf(reading.nodes.get(id)?.values ?? []);
  const size = (id: NodeId) => sizeOf(reading.nodes.get(id)?.values ?? []);
  switch (move) {
    case 'read': {
      const before = trace.labels[backward ? step + 1 : step - 1];
      return m.reads(
        spelled(m, trace.labels[step]),
        before === undefined ? null : spelled(m, before),
        reading.nodes.get('x')?.values.length ?? 0,
      );
    }
    case 'forget':
      return m.forgets(mean('forget'));
    case 'store':
      return m.stores(mean('input'), size('added'));
    case 'update':
      return diagram.passes === 'update'
        ? m.merges(mean('update'))
        : m.updates(size('kept'), size('added'), mean('forget'));
    case 'output':
      return m.outputs(mean('output'));
    case 'reset':
      return m.resets(mean('reset'));
    case 'candidate':
      return m.proposes(size('candidate'));
    case 'mix':
      return m.mixes(size('fromInput'), size('fromState'));
    case 'squash':
      return m.squashes(size('sum'), size('hidden'));
  }
}

/** What an output says: the likeliest class and how likely, or the numbers. */
export function outputWords(m: Words, output: TraceOutput): string {
  if (output.kind === 'numbers') return output.text;
  const [best] = output.best;
  return best ? m.sure(spelled(m, best.word), best.probability) : '';
}
