// How the run goes, and the time machine on its curve: any step of the past can be gone to, and every figure of the page
// then shows that step exactly; a new run can be forked there.
import '../curves/curves.css';
import './loss.css';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { taskFacts } from '../../tasks/prediction/facts.ts';
import type { LabFigureProps } from '../definition.ts';
import { LabFrame } from '../frame/LabFrame.tsx';
import { MachineWays } from '../lab/MachineWays.tsx';
import { ForkLegend } from './ForkLegend.tsx';
import { LossStage } from './LossStage.tsx';
import { Nothing } from './Nothing.tsx';
import { lossData, readStep, type StepReading } from './reading.ts';
import { useEvaluationBeats } from './useEvaluationBeats.ts';
import { useFork } from './useFork.ts';
import { useLastView } from './useLastView.ts';
import { useScrubbing } from './useScrubbing.ts';

export default function LossFigure(props: LabFigureProps) {
  const { loss: m, machine } = useLabMessages();
  const { actions, asked, replayTarget, fingerprint, brokeAt } = props;
  const { origin, coming, fork } = useFork(props.view, actions.fork);
  const { view, waits } = useLastView(props.view, coming);
  const { config, evaluations, step, lastStep } = view;
  const counts = taskFacts[config.task].metric === 'share';
  const reader = useScrubbing(lastStep, actions.showStep);
  const goal = asked ?? lastStep;
  const isGoing = goal !== step;
  const idle = replayTarget !== null || waits;
  const { beats, stations } = useEvaluationBeats({
    evaluations,
    step,
    lastStep,
    goal,
    idle,
    showStep: actions.showStep,
  });
  const say = (read: StepReading): string => {
    const { judged } = read;
    const loss = read.loss === undefined ? m.readStart : m.readLoss(read.loss);
    const at = judged && judged.step !== read.step ? judged.step : null;
    const what = judged ? `${loss}; ${m.judged(judged.loss, counts ? judged.metric : null, at)}` : loss;
    const words = m.read(read.step, lastStep, what);
    const isShown = read.step === step && !view.running;
    return isShown && fingerprint !== null ? m.fingerprint(words, fingerprint) : words;
  };
  const standing = () => {
    if (replayTarget !== null) return machine.replaying(replayTarget);
    return isGoing ? machine.going(goal) : say(readStep(view, step));
  };
  const readout = () => {
    if (reader.shown === undefined || reader.shown === goal) return standing();
    return m.preview(say(readStep(view, reader.shown)));
  };
  const state = () => {
    if (idle || isGoing) return 'computing';
    return lastStep === 0 ? 'empty' : 'ready';
  };
  return (
    <LabFrame
      id="loss"
      title={m.title}
      state={state()}
      empty={<Nothing broken={brokeAt !== null} onTrain={actions.train} />}
      beats={{ beats, label: (index) => m.beat(stations[index] ?? lastStep) }}
      controls={
        lastStep > 0 && (
          <div className="loss-buttons">
            <MachineWays asked={asked} idle={idle} showStep={actions.showStep} fork={fork} />
          </div>
        )
      }
      legend={origin && <ForkLegend from={origin.from} />}
      readout={readout()}
      answers={reader.shown !== undefined || asked !== null}
      data={() => lossData(view, counts, m)}
      step={step}
      link={props.link}
    >
      {lastStep === 0 ? undefined : (
        <LossStage
          view={view}
          counts={counts}
          goal={goal}
          idle={idle}
          brokeAt={brokeAt}
          origin={origin}
          reader={reader}
          words={standing()}
        />
      )}
    </LabFrame>
  );
}
