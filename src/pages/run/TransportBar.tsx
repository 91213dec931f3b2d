// The one place from which a run is driven: Train or Pause, Step, Reset, and the numbers of the moment beside them.
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';
import type { RunStatus } from '../../stores/runStore.ts';
import { PauseIcon, PlayIcon, ResetIcon, StepIcon } from '../shell/icons.tsx';
import { useAnyRun, useAnyRunContext } from './anyRun.ts';

interface ButtonProps {
  readonly className: string;
  /** Cannot be used now; stays reachable, and says why. */
  readonly blocked: boolean;
  readonly reason: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function TransportButton({ className, blocked, reason, onPress, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={`button ${className}`}
      aria-disabled={blocked}
      {...(blocked ? { 'aria-describedby': reason } : {})}
      onClick={() => {
        if (!blocked) onPress();
      }}
    >
      {children}
    </button>
  );
}

const isStuck = (status: RunStatus): status is 'diverged' | 'failed' | 'unsupported' =>
  status === 'diverged' || status === 'failed' || status === 'unsupported';

/** Milliseconds between seeing a button and pressing it. */
const reaction = 250;

/**
 * A run that is opened begins to move by itself: whoever presses “Train” in that moment would press “Pause”.
 * @returns `seen`: whether the one who presses now has seen the run move; `pressed`: what moves next was asked for
 */
function useSeen(moving: boolean): { readonly seen: () => boolean; readonly pressed: () => void } {
  const began = useRef(Number.NEGATIVE_INFINITY);
  const asked = useRef(false);
  const before = useRef(moving);
  useLayoutEffect(() => {
    const begins = moving && !before.current && !asked.current;
    began.current = begins ? performance.now() : Number.NEGATIVE_INFINITY;
    before.current = moving;
    asked.current = false;
  }, [moving]);
  return {
    seen: () => moving && performance.now() - began.current > reaction,
    pressed: () => {
      asked.current = true;
    },
  };
}

/** @param statistics the numbers, as a <dl class="statistics"> */
export function TransportBar({ statistics }: { readonly statistics: ReactNode }) {
  const m = useMessages().controls;
  const { store } = useAnyRunContext();
  const status = useAnyRun((state) => state.status);
  const reason = useId();
  const moving = status === 'running' || status === 'replaying';
  const { seen, pressed } = useSeen(moving);
  const stuck = isStuck(status);
  const dead = stuck && status !== 'diverged';
  return (
    <section className="transport" aria-label={m.transport}>
      <div className="transport-buttons">
        <TransportButton
          className="button-main"
          blocked={stuck}
          reason={reason}
          onPress={() => {
            const stop = seen();
            pressed();
            if (stop) store.getState().pause();
            else store.getState().train();
          }}
        >
          {moving ? <PauseIcon /> : <PlayIcon />}
          <span>{moving ? m.pause : m.train}</span>
        </TransportButton>
        <TransportButton
          className="button-side"
          blocked={stuck}
          reason={reason}
          onPress={() => store.getState().stepOnce()}
        >
          <StepIcon />
          <span>{m.step}</span>
        </TransportButton>
        <TransportButton
          className="button-side"
          blocked={dead}
          reason={reason}
          onPress={() => store.getState().reset()}
        >
          <ResetIcon />
          <span>{m.reset}</span>
        </TransportButton>
      </div>
      {statistics}
      {stuck && (
        <p id={reason} className="transport-reason">
          {m.waiting[status]}
        </p>
      )}
    </section>
  );
}
