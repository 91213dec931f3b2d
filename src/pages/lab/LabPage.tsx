// The lab: what the run is made of, the open figure, and how the run is driven and what it says. Only the order is here.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TraceRequest } from '../../experiment/lab/trace.ts';
import { useMediaQuery } from '../../figures/frame/useMediaQuery.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { queryKey } from '../../worker/lab/queryKey.ts';
import { DockMessages } from '../run/DockMessages.tsx';
import { Fingerprint } from '../run/Fingerprint.tsx';
import { Speed } from '../run/Speed.tsx';
import { TransportBar } from '../run/TransportBar.tsx';
import { useDockHeight } from '../run/useDockHeight.ts';
import { TracedContext } from './figureProps.ts';
import { InspectorPlace } from './InspectorPlace.tsx';
import { useLab } from './labContext.ts';
import { Samples } from './Samples.tsx';
import { Settings } from './Settings.tsx';
import { Stage } from './Stage.tsx';
import { Statistics } from './Statistics.tsx';

function Intro() {
  const m = useLabMessages().page;
  const { announce } = useMessages().home;
  const task = useLab((state) => state.view.config.task);
  const status = useLab((state) => state.status);
  const step = useLab((state) => state.view.lastStep);
  const said =
    status === 'running' ? announce.running : status === 'paused' && step > 0 ? announce.paused : '';
  return (
    <div className="lab-intro">
      <h1>{m.title}</h1>
      <p className="lab-asked">{m.asked[task]}</p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </div>
  );
}

/** Beside the stage the run's column scrolls within itself: a number that is opened is in sight there. */
function useTopOnPin() {
  const column = useRef<HTMLElement>(null);
  const pinned = useLab((state) => state.pinned);
  useEffect(() => {
    if (pinned && column.current) column.current.scrollTop = 0;
  }, [pinned]);
  return column;
}

const keyOf = (request: TraceRequest) => queryKey({ kind: 'trace', request });
const isSame = (a: TraceRequest, b: TraceRequest) => keyOf(a) === keyOf(b);

export function LabPage() {
  const m = useLabMessages().page;
  const dock = useDockHeight();
  const [traced, setTraced] = useState<TraceRequest | null>(null);
  const keepTraced = useCallback(
    (next: TraceRequest) => setTraced((last) => (last && isSame(last, next) ? last : next)),
    [],
  );
  // Beside the stage where there is room, after it where there is not: there it lies over the page.
  const beside = useMediaQuery('(min-width: 1120px)');
  const inspector = <InspectorPlace traced={traced} isSheet={!beside} />;
  return (
    <main className="page lab">
      <Intro />
      <TracedContext value={keepTraced}>
        <Stage>{!beside && inspector}</Stage>
      </TracedContext>
      <Settings />
      <section className="lab-run" aria-label={m.run} ref={useTopOnPin()}>
        <div className="dock" ref={dock}>
          <TransportBar statistics={<Statistics />} />
          <DockMessages />
        </div>
        {beside && inspector}
        <Speed />
        <Samples />
        <Fingerprint note={m.alwaysExact} />
      </section>
    </main>
  );
}
