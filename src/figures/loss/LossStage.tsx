// The curves with the slider over them, drawn for the width there is.
import { useMemo } from 'react';
import { planLossCurve } from '../../geometry/lab/lossCurve.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { StepReader } from '../curves/StepReader.tsx';
import type { StepReading as Reader } from '../curves/useStepReading.ts';
import type { LabView } from '../definition.ts';
import { useWidth } from '../lab/useWidth.ts';
import { LossPicture } from './LossPicture.tsx';
import { readStep } from './reading.ts';
import type { ForkedRun } from './useFork.ts';

interface LossStageProps {
  readonly view: LabView;
  /** Whether the task counts right answers; else its metric is its loss. */
  readonly counts: boolean;
  /** Where the time machine stands or goes. */
  readonly goal: number;
  /** Whether it cannot go anywhere yet. */
  readonly idle: boolean;
  readonly brokeAt: number | null;
  readonly origin: ForkedRun | undefined;
  readonly reader: Reader;
  /** What is said of the step at `goal`. */
  readonly words: string;
}

export function LossStage({ view, counts, goal, idle, brokeAt, origin, reader, words }: LossStageProps) {
  const { machine } = useLabMessages();
  const { integer } = useNumbers();
  const { box, width } = useWidth();
  const { losses, evaluations, blindLoss, step, lastStep } = view;
  const plan = useMemo(
    () =>
      planLossCurve({
        width,
        losses,
        heldOut: evaluations.map((each) => ({ step: each.step, value: each.loss })),
        shares: counts ? evaluations.map((each) => ({ step: each.step, value: each.metric })) : null,
        blindLoss,
        earlier: origin,
        stepWords: integer,
      }),
    [width, losses, evaluations, counts, blindLoss, origin, integer],
  );
  return (
    <div ref={box} className="lc-box loss-box" style={{ height: plan.height }}>
      <LossPicture
        plan={plan}
        view={view}
        now={readStep(view, lastStep)}
        shown={readStep(view, step)}
        goal={goal}
        hovered={reader.shown === undefined ? undefined : readStep(view, reader.shown)}
        brokeAt={brokeAt}
        forkedFrom={origin?.from}
      />
      <StepReader
        plan={plan}
        top={plan.loss.top - 4}
        bottom={plan.height}
        label={machine.scrub}
        reader={reader}
        last={lastStep}
        value={goal}
        disabled={idle}
        words={words}
      />
    </div>
  );
}
