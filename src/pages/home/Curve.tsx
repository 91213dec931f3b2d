// Loss and held-out accuracy over the steps of the run.
import { LearningCurve } from '../../figures/curves/LearningCurve.tsx';
import { useMessages } from '../../i18n/useMessages.ts';
import { useRun } from '../run/runContext.ts';
import { FigurePlace } from '../shell/FigurePlace.tsx';
import { useShare } from './useShare.ts';

function Lines() {
  const history = useRun((state) => state.losses);
  const evaluations = useRun((state) => state.evaluations);
  const divergence = useRun((state) => state.divergence);
  return (
    <LearningCurve history={history} evaluations={evaluations} divergence={divergence} share={useShare()} />
  );
}

export function Curve() {
  const m = useMessages().home;
  return (
    <section className="block" aria-labelledby="progress-title">
      <h2 id="progress-title" className="visually-hidden">
        {m.progress}
      </h2>
      <FigurePlace className="place-curve">
        <Lines />
      </FigurePlace>
    </section>
  );
}
