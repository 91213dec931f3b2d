// The last few frames of what a figure shows, so that things which move can leave a short trail.
import { useState } from 'react';
import type { LabFigureProps } from '../definition.ts';

interface Stepped {
  readonly step: number;
}

const length = 8;

/**
 * The same text for all frames of one run, however its learning rate was steered. Null while the run is on its way to the
 * step that it was opened at: which frames are seen then is chance, and a picture must not depend on it.
 */
export function runOf({ view, replayTarget }: Pick<LabFigureProps, 'view' | 'replayTarget'>): string | null {
  const { changes: _, learningRate: __, ...rest } = view.config;
  return replayTarget === null ? JSON.stringify(rest) : null;
}

/**
 * The frames seen up to the present one, oldest first, the present last; at most eight, each of an earlier step than the
 * next. Going back in time forgets what came later; another run begins anew.
 * @param now the same object while it is the same frame
 * @param run as runOf gives it
 */
export function useTrail<T extends Stepped>(now: T | null, run: string | null): readonly T[] {
  const [seen, setSeen] = useState<{ readonly run: string | null; readonly frames: readonly T[] }>({
    run: null,
    frames: [],
  });
  if (now === null || seen.frames.at(-1) === now) return seen.frames;
  const before = run !== null && seen.run === run ? seen.frames.filter(({ step }) => step < now.step) : [];
  const frames = [...before, now].slice(-length);
  setSeen({ run, frames });
  return frames;
}
