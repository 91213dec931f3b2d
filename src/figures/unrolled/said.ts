// What the network says at a step, in the few letters that there is room for.
import type { Trace } from '../../experiment/lab/trace.ts';

export interface SaidAt {
  readonly word: string;
  /** The probability, where it chose between classes; else empty. */
  readonly note: string;
}

interface Formats {
  readonly probability: (number: number) => string;
}

/** null where it says nothing. */
export function saidAt(trace: Trace, t: number, { probability }: Formats): SaidAt | null {
  const said = trace.outputs[t];
  if (!said) return null;
  if (said.kind === 'numbers') return { word: said.text, note: '' };
  const [best] = said.best;
  return best ? { word: best.word, note: probability(best.probability) } : null;
}
