// Time inside a figure: a list of beats, one operation or one hop each, walked at the learner's own pace. Playing waits
// after every beat; what moves between two beats is the figure's affair.
import { useCallback, useEffect, useState } from 'react';
import { useLinkedNumber } from './linked.ts';

/** How much faster or slower than the usual pace. */
export const beatSpeeds = [0.5, 1, 2, 4] as const;
export type BeatSpeed = (typeof beatSpeeds)[number];

/** Milliseconds a beat stands at speed 1: long enough to read one short line. */
const pause = 1400;

export interface Beats {
  /** From 0; `count` − 1 is the last. */
  readonly index: number;
  readonly count: number;
  readonly playing: boolean;
  readonly speed: BeatSpeed;
  /** From the last beat it begins again at the first. */
  readonly play: () => void;
  readonly pause: () => void;
  readonly next: () => void;
  readonly back: () => void;
  readonly seek: (index: number) => void;
  readonly setSpeed: (speed: BeatSpeed) => void;
}

/**
 * @param count how many beats there are now; may change, the index is kept inside
 * @param active false stops the walk while the figure cannot be seen
 * @param start the beat to open with; the last one where not given: the whole picture
 */
export function useBeats(count: number, active = true, start?: number): Beats {
  const last = Math.max(0, count - 1);
  // Links count beats as the page does, from 1.
  const [linked, setLinked] = useLinkedNumber('beat', count > 0 ? { min: 1, max: count } : undefined);
  const chosen = linked === undefined ? start : linked - 1;
  const setChosen = useCallback(
    (to: number) => setLinked(to === last && start === undefined ? undefined : to + 1),
    [setLinked, last, start],
  );
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<BeatSpeed>(1);
  const index = Math.min(chosen ?? last, last);
  const moving = playing && active && index < last;

  useEffect(() => {
    if (!moving) return;
    const timer = setTimeout(() => setChosen(index + 1), pause / speed);
    return () => clearTimeout(timer);
  }, [moving, index, speed, setChosen]);
  useEffect(() => {
    if (playing && index >= last) setPlaying(false);
  }, [playing, index, last]);

  const seek = useCallback(
    (to: number) => {
      setPlaying(false);
      setChosen(Math.min(last, Math.max(0, to)));
    },
    [last, setChosen],
  );
  return {
    index,
    count,
    playing,
    speed,
    play: () => {
      if (index >= last) setChosen(0);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
    next: () => seek(index + 1),
    back: () => seek(index - 1),
    seek,
    setSpeed,
  };
}
