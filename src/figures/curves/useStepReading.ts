// Which step of the curves is read: the one under the pointer, else the one that the keys have reached, else a pinned one.
import { useState } from 'react';

export interface StepReading {
  /** Undefined: none; the curves' ends speak for themselves. */
  readonly shown: number | undefined;
  hover(step: number | undefined): void;
  /** By keys. */
  move(step: number): void;
  /** A click keeps a step; on the same step it lets go. */
  pin(step: number): void;
  /** The pointer moves while it is pressed; where absent, that is hovering. */
  drag?(step: number): void;
  focus(has: boolean): void;
  release(): void;
}

/** @param last steps there are; a step past it (after a reset) is not read */
export function useStepReading(last: number): StepReading {
  const [hovered, setHovered] = useState<number>();
  const [keyed, setKeyed] = useState<number>();
  const [pinned, setPinned] = useState<number>();
  const [focused, setFocused] = useState(false);
  const alive = (step: number | undefined) => (step !== undefined && step <= last ? step : undefined);
  return {
    shown: alive(hovered) ?? (focused ? alive(keyed) : undefined) ?? alive(pinned),
    hover: setHovered,
    move: (step) => {
      setHovered(undefined);
      setKeyed(step);
    },
    pin: (step) => {
      const again = pinned === step;
      setPinned(again ? undefined : step);
      setKeyed(again ? undefined : step);
    },
    focus: setFocused,
    release: () => {
      setHovered(undefined);
      setKeyed(undefined);
      setPinned(undefined);
    },
  };
}
