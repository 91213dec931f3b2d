// The stage: which figures there are, what they read, which step they show, and the open one at full size.
import { type ReactNode, useState } from 'react';
import type { LabFigureDefinition } from '../../figures/definition.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { FigureTabs } from './FigureTabs.tsx';
import { useFigureTitle } from './figureTitle.ts';
import { figureOf, firstFigure, missingFor } from './fitting.ts';
import { useLab, useLabStore } from './labContext.ts';
import { OpenFigure } from './OpenFigure.tsx';
import { TextField } from './TextField.tsx';
import { TimeMachine } from './TimeMachine.tsx';
import { Unfit } from './Unfit.tsx';

/** A figure that is looked at and not opened, over the open one. */
interface Wish {
  readonly figure: LabFigureDefinition;
  readonly over: LabFigureDefinition;
}

/** @param children what stands under the figure */
export function Stage({ children }: { readonly children: ReactNode }) {
  const m = useLabMessages().page.figures;
  const title = useFigureTitle();
  const store = useLabStore();
  const id = useLab((state) => state.figure);
  const given = useLab((state) => state.lookGiven);
  const config = useLab((state) => state.view.config);
  const open = figureOf(id) ?? firstFigure;
  // One that does not fit is looked at first: opening it begins another run.
  const [wish, setWished] = useState<Wish | null>(null);
  const shown = wish?.over === open ? wish.figure : open;
  const begin = (figure: LabFigureDefinition) => {
    setWished(null);
    store.getState().openFigure(figure.id);
  };
  const choose = (figure: LabFigureDefinition) => {
    if (figure.fits(config)) begin(figure);
    else setWished({ figure, over: open });
  };
  return (
    <section className="lab-stage-zone" aria-label={m.title}>
      <h2 className="visually-hidden">{m.title}</h2>
      <FigureTabs chosen={shown} onChoose={choose} />
      <div className="lab-bar">
        <TextField />
        {!shown.hasTimeMachine && <TimeMachine />}
      </div>
      <div id="lab-stage" role="tabpanel" aria-labelledby={`lab-tab-${shown.id}`} tabIndex={-1}>
        {id !== null && figureOf(id) === undefined && (
          <p className="notice notice-warning" role="alert">
            {m.unknown(id, title(open.id))}
          </p>
        )}
        {shown.fits(config) ? (
          <OpenFigure key={`${shown.id} ${given}`} figure={shown} />
        ) : (
          <Unfit
            figure={shown}
            onBegin={() => {
              setWished(null);
              store.getState().beginFor(shown.id, missingFor(shown, config));
            }}
            onStay={() => {
              setWished(null);
              if (!open.fits(config)) begin(firstFigure);
            }}
          />
        )}
      </div>
      {children}
    </section>
  );
}
