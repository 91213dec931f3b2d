// How the run goes: loss and held-out accuracy over its steps, each line with its name and present value at its end.
// Any step can be read, by pointer or by keys.
import './curves.css';
import { useMemo, useRef } from 'react';
import type { Evaluation } from '../../experiment/evaluate.ts';
import { planLearningCurve } from '../../geometry/learningCurve.ts';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import type { LossHistory } from '../../stores/history.ts';
import { FigureFrame } from '../frame/FigureFrame.tsx';
import type { RunShare } from '../frame/tools/props.ts';
import { useElementSize } from '../frame/useElementSize.ts';
import { useScreen } from '../frame/useScreen.ts';
import { CurvePicture } from './CurvePicture.tsx';
import { curveData } from './data.ts';
import { type Reading, readAt } from './reading.ts';
import { StepReader } from './StepReader.tsx';
import { useStepReading } from './useStepReading.ts';

interface LearningCurveProps {
  readonly history: LossHistory;
  readonly evaluations: readonly Evaluation[];
  /** Where training broke down, if it did. */
  readonly divergence: { readonly step: number } | null;
  /** The title is there for screen readers, and not drawn. */
  readonly titleHidden?: boolean;
  readonly share?: RunShare;
}

/** Assumed until the page has been laid out. */
const firstWidth = 328;

export function LearningCurve(props: LearningCurveProps) {
  const { history, evaluations, divergence, titleHidden = false, share } = props;
  const { curve } = useMessages().figures;
  const { integer } = useNumbers();
  const box = useRef<HTMLDivElement>(null);
  const width = Math.floor(useElementSize(box)?.width ?? firstWidth);
  const accuracy = useMemo(
    () => evaluations.map(({ step, exactMatch }) => ({ step, value: exactMatch })),
    [evaluations],
  );
  const screen = useScreen(box);
  const plan = useMemo(
    () => planLearningCurve({ width, losses: history, accuracy, stepWords: integer, screen }),
    [width, history, accuracy, integer, screen],
  );
  const reader = useStepReading(history.length);
  const shown = reader.shown === undefined ? undefined : readAt(history, accuracy, reader.shown);
  const say = ({ step, loss, accuracy: measured }: Reading): string => {
    const read = loss === undefined ? curve.readStart(step) : curve.read(step, curve.lossValue(loss));
    return measured === undefined ? `${read}.` : curve.readAccuracy(read, measured.value, measured.step);
  };
  const readout =
    shown !== undefined ? say(shown) : history.length === 0 ? curve.readEmpty : curve.soFar(history.length);
  return (
    <FigureFrame
      className="lc figure-grows"
      title={curve.title}
      titleHidden={titleHidden}
      answers={shown !== undefined}
      readout={readout}
      data={() => curveData(history, accuracy, curve)}
      share={share && { ...share, name: 'curve' }}
    >
      <div ref={box} className="lc-box" style={{ height: plan.height }}>
        <CurvePicture
          plan={plan}
          now={readAt(history, accuracy, history.length)}
          shown={shown}
          diverged={divergence?.step}
        />
        <StepReader
          plan={plan}
          top={plan.loss.top - 4}
          bottom={plan.accuracy.bottom}
          label={curve.reader}
          reader={reader}
          last={history.length}
          value={shown?.step ?? history.length}
          words={say(shown ?? readAt(history, accuracy, history.length))}
        />
      </div>
    </FigureFrame>
  );
}
