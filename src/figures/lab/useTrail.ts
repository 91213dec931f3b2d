// The last few frames of what a figure shows, so that things which move can leave a short trail.
import { useState } from 'react';
import type { LabConfig } from '../../experiment/lab/config.ts';

interface Stepped {
  readonly step: number;
}

const length = 8;

/** The same text for all frames of one run, however its learning rate was steered. */
export const runOf = ({ changes: _, learningRate: __, ...rest }: LabConfig): string => JSON.stringify(rest);

/**
 * The frames seen up to the present one, oldest first, the present last; at most eight, each of an earlier step than the
 * next. Going back in time forgets what came later; another run begins anew.
 * @param now the same object while it is the same frame
 */
export function useTrail<T extends Stepped>(now: T | null, config: LabConfig): readonly T[] {
  const [seen, setSeen] = useState<{ readonly run: string; readonly frames: readonly T[] }>({
    run: '',
    frames: [],
  });
  if (now === null || seen.frames.at(-1) === now) return seen.frames;
  const run = runOf(config);
  const before = seen.run === run ? seen.frames.filter(({ step }) => step < now.step) : [];
  const frames = [...before, now].slice(-length);
  setSeen({ run, frames });
  return frames;
}
