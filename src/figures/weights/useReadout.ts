// The figure's one line of words: on the number, eigenvalue or step that is pointed at, else on the beat.
import { normOf } from '../../geometry/lab/weightsStrip.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { cellWords, itemised } from './naming.ts';
import type { Mode } from './parameters.ts';
import { partOf } from './StepStrip.tsx';
import { sharesOf } from './shares.ts';
import type { Weights } from './useWeights.ts';
import type { PointedWeight } from './WeightMatrix.tsx';

interface Read {
  readonly all: Weights;
  readonly mode: Mode;
  readonly pointed: PointedWeight | undefined;
  readonly step: number | undefined;
  readonly eigenvalue: string | undefined;
}

export function useReadout({ all, mode, pointed, step, eigenvalue }: Read): string {
  const words = useLabMessages();
  const m = words.weights;
  const { shown, trace, shares, beats, included, answer } = all;
  if (!shown) return '';
  if (pointed) {
    const gates = shown.blocks.flatMap(({ gate }) => gate ?? []);
    const number = `${cellWords(pointed.parameter, pointed.index, mode, gates, words)}.`;
    const own = sharesOf(trace, pointed.parameter.name);
    return trace && own ? `${number} ${itemised(trace, own, pointed.index, m)}` : number;
  }
  if (eigenvalue !== undefined) return `${eigenvalue}.`;
  const parametersStep = answer.state === 'ready' ? answer.value.step : undefined;
  if (mode !== 'values' && parametersStep === 0) return m.notYet;
  if (!trace || !shares)
    return `${m.heading(m.parts[shown.name.part], shown.name.layer, shown.name.backward)}.`;
  const word = (t: number) => trace.labels[t] ?? '';
  if (step !== undefined) return m.strip.reads(word(step), shares.norms[step] ?? 0, partOf(shares, step));
  const size = all.sum ? normOf(all.sum) : 0;
  if (beats.index >= beats.count - 1) return m.strip.whole(beats.count, size);
  const now = included.at(-1) ?? 0;
  const norm = shares.norms[now] ?? 0;
  return mode === 'gradient'
    ? m.strip.adds(word(now), norm, included.length, size)
    : m.strip.reads(word(now), norm, partOf(shares, now));
}
