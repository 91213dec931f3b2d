// The open figure in its frame: loaded when it is opened, watching while it can be seen, and keeping its errors to itself.
import { lazy, Suspense, useRef, useState } from 'react';
import type { LabFigureDefinition } from '../../figures/definition.ts';
import type { FigureData } from '../../figures/frame/DataTable.tsx';
import { LabFrame } from '../../figures/frame/LabFrame.tsx';
import { useOnScreen } from '../../figures/frame/useOnScreen.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { FigurePlace } from '../shell/FigurePlace.tsx';
import { FigureLink } from './FigureLink.tsx';
import { useFetchedAhead } from './fetching.ts';
import { useFigureProps } from './figureProps.ts';
import { useFigureTitle } from './figureTitle.ts';
import { Unfetched } from './Unfetched.tsx';

const noData = (): FigureData => ({ caption: '', columns: [], rows: [] });
const nothing = { readout: '', data: noData, step: 0, link: () => '' } as const;

export function OpenFigure({ figure }: { readonly figure: LabFigureDefinition }) {
  const m = useLabMessages().frame;
  const { shell } = useMessages();
  const title = useFigureTitle()(figure.id);
  const box = useRef<HTMLDivElement>(null);
  const props = useFigureProps(useOnScreen(box));
  const unfetched = useRef(false);
  const [Figure] = useState(() =>
    lazy(() =>
      figure.load().catch((error) => {
        unfetched.current = true;
        throw error;
      }),
    ),
  );
  return (
    <div ref={box}>
      <FigurePlace
        className="lab-place"
        broken={(message, retry) => (
          <LabFrame
            {...nothing}
            id={figure.id}
            title={title}
            state="failed"
            problem={unfetched.current ? m.notLoaded : `${m.failed} ${shell.reason(message)}`}
            controls={
              unfetched.current ? (
                <Unfetched />
              ) : (
                <button type="button" className="button" onClick={retry}>
                  {m.again}
                </button>
              )
            }
          />
        )}
      >
        <Suspense fallback={<LabFrame {...nothing} id={figure.id} title={title} state="computing" />}>
          <FigureLink>
            <Figure {...props} />
            <FetchedAhead />
          </FigureLink>
        </Suspense>
      </FigurePlace>
    </div>
  );
}

/** Stands beside a figure, and so is there only once the figure's own code is. */
function FetchedAhead() {
  useFetchedAhead();
  return null;
}
