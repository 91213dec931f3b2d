// The curve as the time machine's slider: pressing, dragging and keys go to a step; pointing only reads one.
import { useState } from 'react';
import type { StepReading } from '../curves/useStepReading.ts';
import type { LabActions } from '../definition.ts';

/**
 * @param last the newest step
 * @param showStep goes to a step, null to the newest
 */
export function useScrubbing(last: number, showStep: LabActions['showStep']): StepReading {
  const [hovered, setHovered] = useState<number>();
  const go = (step: number) => {
    setHovered(undefined);
    showStep(step >= last ? null : step);
  };
  return {
    shown: hovered !== undefined && hovered <= last ? hovered : undefined,
    hover: setHovered,
    move: go,
    pin: go,
    drag: go,
    focus: () => {},
    release: () => {
      setHovered(undefined);
      showStep(null);
    },
  };
}
