// The run watched again: a beat for every judgement and one for the newest step, walked by the time machine. A beat has
// come when its step is shown, however long it took to recompute it; only then does the next one begin to be waited for.
import { useEffect, useMemo, useRef, useState } from 'react';
import { stationAt, stationsOf } from '../../geometry/lab/lossStations.ts';
import type { LabActions, LabView } from '../definition.ts';
import type { BeatSpeed, Beats } from '../frame/useBeats.ts';

/** Milliseconds that a step which has come stands at speed 1. */
const pause = 1000;

interface Machine extends Pick<LabView, 'evaluations' | 'step' | 'lastStep'>, Pick<LabActions, 'showStep'> {
  /** Where the time machine stands or goes. */
  readonly goal: number;
  /** Whether it cannot go anywhere yet. */
  readonly idle: boolean;
}

export interface EvaluationBeats {
  readonly beats: Beats;
  /** stations[beat]: the step that it shows. */
  readonly stations: readonly number[];
}

export function useEvaluationBeats({
  evaluations,
  step,
  lastStep,
  goal,
  idle,
  showStep,
}: Machine): EvaluationBeats {
  const stations = useMemo(() => stationsOf(evaluations, lastStep), [evaluations, lastStep]);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<BeatSpeed>(1);
  /** From where to where the walk goes now: anywhere else, somebody else has gone. */
  const way = useRef<readonly number[]>([]);
  const index = stationAt(stations, goal);
  const last = stations.length - 1;
  const go = (to: number) => {
    if (idle) return;
    const next = stations[Math.min(last, Math.max(0, to))] ?? lastStep;
    way.current = [goal, next];
    showStep(next >= lastStep ? null : next);
  };
  const come = useRef(go);
  useEffect(() => {
    come.current = go;
  });
  useEffect(() => {
    if (playing && !way.current.includes(goal)) setPlaying(false);
  }, [playing, goal]);
  const moving = playing && !idle && goal === step;
  useEffect(() => {
    if (!moving) return;
    const timer = setTimeout(() => {
      if (index + 1 >= last) setPlaying(false);
      come.current(index + 1);
    }, pause / speed);
    return () => clearTimeout(timer);
  }, [moving, index, last, speed]);
  const seek = (to: number) => {
    setPlaying(false);
    go(to);
  };
  return {
    stations,
    beats: {
      index,
      count: stations.length,
      playing,
      speed,
      play: () => {
        if (idle) return;
        way.current = [goal];
        if (index >= last) go(0);
        setPlaying(true);
      },
      pause: () => setPlaying(false),
      next: () => seek(index + 1),
      // Between two judgements, back is the one before.
      back: () => seek(goal > (stations[index] ?? 0) ? index : index - 1),
      seek,
      setSpeed,
    },
  };
}
