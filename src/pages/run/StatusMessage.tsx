// What stands beside the transport when the run cannot simply go on: catching up, diverged, failed, unsupported.

import { Powers } from '../../figures/frame/Powers.tsx';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { useAnyRun, useAnyRunContext, useStepCount } from './anyRun.ts';
import { divergenceWords } from './divergence.ts';

function Replaying() {
  const m = useMessages().status;
  const step = useStepCount();
  const target = useAnyRun((state) => state.replayTarget) ?? step;
  return (
    <div className="notice notice-info">
      <label className="replay">
        {m.replaying(target)}
        <progress max={Math.max(1, target)} value={Math.min(step, target)} />
      </label>
    </div>
  );
}

function Diverged() {
  const m = useMessages();
  const numbers = useNumbers();
  const { store } = useAnyRunContext();
  const divergence = useAnyRun((state) => state.divergence);
  const step = useStepCount();
  const said = useAnyRun((state) => divergenceWords({ ...state, step }, m.status.diverged));
  const rate = useAnyRun((state) => state.rateInUse);
  if (divergence === null) return null;
  const words = m.status.diverged;
  return (
    <div className="notice notice-warning" role="alert">
      <div className="notice-words">
        <p>
          <Powers
            text={[
              said,
              words.why(numbers.rate(rate)),
              words.offer(divergence.lastGoodStep, numbers.rate(divergence.nextLearningRate)),
            ].join(' ')}
          />
        </p>
      </div>
      <div className="notice-actions">
        <button type="button" className="button" onClick={() => store.getState().goBack()}>
          {words.goBack}
        </button>
      </div>
    </div>
  );
}

function Failed() {
  const m = useMessages().status.failed;
  const { store } = useAnyRunContext();
  const failure = useAnyRun((state) => state.failure);
  const reason = useAnyRun((state) => state.failureReason);
  return (
    <div className="notice notice-warning" role="alert">
      <div className="notice-words">
        <p>{reason === null ? m.unknown : m[reason]}</p>
        {failure !== null && <p className="fine">{m.details(failure)}</p>}
      </div>
      <div className="notice-actions">
        <button type="button" className="button" onClick={() => store.getState().retry()}>
          {m.retry}
        </button>
      </div>
    </div>
  );
}

function Unsupported() {
  const m = useMessages().status.unsupported;
  const { store } = useAnyRunContext();
  const missing = useAnyRun((state) => state.missing);
  return (
    <div className="notice notice-warning" role="alert">
      <div className="notice-words">
        <p>
          {missing !== null && m[missing]} {m.browsers}
        </p>
      </div>
      <div className="notice-actions">
        <button type="button" className="button" onClick={() => store.getState().retry()}>
          {m.retry}
        </button>
      </div>
    </div>
  );
}

export function StatusMessage() {
  const status = useAnyRun((state) => state.status);
  switch (status) {
    case 'replaying':
      return <Replaying />;
    case 'diverged':
      return <Diverged />;
    case 'failed':
      return <Failed />;
    case 'unsupported':
      return <Unsupported />;
    case 'loading':
    case 'paused':
    case 'running':
      return null;
  }
}
