// How the run goes, and the time machine on its curve: any step of the past can be gone to, and every figure of the page
// then shows that step exactly; a new run can be forked there.
import '../curves/curves.css';
import './loss.css';
import { useMemo } from 'react';
import { planLossCurve } from '../../geometry/lab/lossCurve.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { taskFacts } from '../../tasks/prediction/facts.ts';
import { StepReader } from '../curves/StepReader.tsx';
import type { LabFigureProps } from '../definition.ts';
import { LabFrame } from '../frame/LabFrame.tsx';
import { MachineWays } from '../lab/MachineWays.tsx';
import { useWidth } from '../lab/useWidth.ts';
import { EvaluationButtons } from './EvaluationButtons.tsx';
import { LossPicture } from './LossPicture.tsx';
import { lossData, readStep, type StepReading } from './reading.ts';
import { useFork } from './useFork.ts';
import { useLastView } from './useLastView.ts';
import { useScrubbing } from './useScrubbing.ts';

export default function LossFigure(props: LabFigureProps) {
  const { loss: m, machine } = useLabMessages();
  const { integer } = useNumbers();
  const { actions, asked, fingerprint, brokeAt } = props;
  const { origin, coming, fork } = useFork(props.view, actions.fork);
  const { view, waits } = useLastView(props.view, coming);
  const { config, losses, evaluations, blindLoss, step, lastStep } = view;
  const counts = taskFacts[config.task].metric === 'share';
  const { box, width } = useWidth();
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
  const reader = useScrubbing(lastStep, actions.showStep);
  const goal = asked ?? lastStep;
  const isGoing = asked !== null && asked !== step;
  const say = (read: StepReading): string => {
    const { judged } = read;
    const loss = read.loss === undefined ? m.readStart : m.readLoss(read.loss);
    const at = judged && judged.step !== read.step ? judged.step : null;
    const what = judged ? `${loss}; ${m.judged(judged.loss, counts ? judged.metric : null, at)}` : loss;
    const words = m.read(read.step, lastStep, what);
    const isShown = read.step === step && !view.running && !isGoing;
    return isShown && fingerprint !== null ? m.fingerprint(words, fingerprint) : words;
  };
  const readout = () => {
    if (reader.shown !== undefined) {
      const words = say(readStep(view, reader.shown));
      return reader.shown === goal ? words : m.preview(words);
    }
    return isGoing ? machine.going(goal) : say(readStep(view, step));
  };
  const state = () => {
    if (waits || isGoing) return 'computing';
    return lastStep === 0 ? 'empty' : 'ready';
  };
  return (
    <LabFrame
      id="loss"
      title={m.title}
      state={state()}
      empty={
        <>
          <p>{brokeAt === null ? m.empty : m.brokeAtOnce}</p>
          {brokeAt === null && (
            <button type="button" className="button button-main" onClick={() => actions.train()}>
              {m.train}
            </button>
          )}
        </>
      }
      controls={
        lastStep > 0 && (
          <>
            <EvaluationButtons evaluations={evaluations} step={goal} onStep={reader.move} />
            <div className="loss-buttons">
              <MachineWays asked={asked} last={lastStep} showStep={actions.showStep} fork={fork} />
            </div>
          </>
        )
      }
      readout={readout()}
      answers={reader.shown !== undefined || asked !== null}
      data={() => lossData(view, counts, m)}
      step={step}
      link={props.link}
    >
      {lastStep === 0 ? undefined : (
        <div ref={box} className="lc-box" style={{ height: plan.height }}>
          <LossPicture
            plan={plan}
            view={view}
            now={readStep(view, lastStep)}
            shown={readStep(view, step)}
            asked={isGoing ? goal : undefined}
            hovered={reader.shown === undefined ? undefined : readStep(view, reader.shown)}
            brokeAt={brokeAt}
            origin={origin}
          />
          <StepReader
            plan={plan}
            top={plan.loss.top - 4}
            bottom={plan.height}
            label={machine.scrub}
            reader={reader}
            last={lastStep}
            value={goal}
            words={isGoing ? machine.going(goal) : say(readStep(view, goal))}
          />
        </div>
      )}
    </LabFrame>
  );
}
