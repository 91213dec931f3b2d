// What stands beside the transport when the run cannot simply go on: catching up, diverged, failed, unsupported.

import type { ReactNode } from 'react';
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

interface TroubleProps {
  /** What can be done. */
  readonly way: string;
  readonly onWay: () => void;
  readonly children: ReactNode;
}

function Trouble({ way, onWay, children }: TroubleProps) {
  return (
    <div className="notice notice-warning" role="alert">
      <div className="notice-words">{children}</div>
      <div className="notice-actions">
        <button type="button" className="button" onClick={onWay}>
          {way}
        </button>
      </div>
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
    <Trouble way={words.goBack} onWay={() => store.getState().goBack()}>
      <p>
        <Powers
          text={[
            said,
            words.why(numbers.rate(rate)),
            words.offer(divergence.lastGoodStep, numbers.rate(divergence.nextLearningRate)),
          ].join(' ')}
        />
      </p>
    </Trouble>
  );
}

function Failed() {
  const m = useMessages().status.failed;
  const { store } = useAnyRunContext();
  const failure = useAnyRun((state) => state.failure);
  const reason = useAnyRun((state) => state.failureReason);
  return (
    <Trouble way={m.retry} onWay={() => store.getState().retry()}>
      <p>{reason === null ? m.unknown : m[reason]}</p>
      {failure !== null && <p className="fine">{m.details(failure)}</p>}
    </Trouble>
  );
}

function Unsupported() {
  const m = useMessages().status.unsupported;
  const { store } = useAnyRunContext();
  const missing = useAnyRun((state) => state.missing);
  return (
    <Trouble way={m.retry} onWay={() => store.getState().retry()}>
      <p>
        {missing !== null && m[missing]} {m.browsers}
      </p>
    </Trouble>
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
