// The figures there are, by name. One that cannot show this run says so and can be opened all the same: the stage then
// says why, and what would fit.
import { useEffect, useRef } from 'react';
import type { LabFigureDefinition } from '../../figures/definition.ts';
import { useRoving } from '../../figures/frame/useRoving.ts';
import { labFigures } from '../../figures/registry.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { FigureSign } from './FigureSign.tsx';
import { useFigureTitle } from './figureTitle.ts';
import { useLab } from './labContext.ts';

interface Props {
  readonly chosen: LabFigureDefinition;
  readonly onChoose: (figure: LabFigureDefinition) => void;
}

export function FigureTabs({ chosen, onChoose }: Props) {
  const m = useLabMessages().page.figures;
  const title = useFigureTitle('tab');
  const config = useLab((state) => state.view.config);
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the strip scrolls: the open figure's name is in sight, and the page stays where it is.
    const tab = document.getElementById(`lab-tab-${chosen.id}`);
    if (!strip.current || !tab) return;
    strip.current.scrollLeft = tab.offsetLeft - (strip.current.clientWidth - tab.clientWidth) / 2;
  }, [chosen]);
  const roving = useRoving(labFigures.length, labFigures.indexOf(chosen));
  return (
    <>
      <p id="lab-tabs-keys" className="visually-hidden">
        {m.keys}
      </p>
      <div
        className="lab-tabs"
        ref={strip}
        role="tablist"
        aria-label={m.title}
        aria-describedby="lab-tabs-keys"
        onKeyDown={roving.onKeyDown}
      >
        {labFigures.map((figure, index) => (
          <button
            key={figure.id}
            type="button"
            role="tab"
            id={`lab-tab-${figure.id}`}
            className="lab-tab"
            aria-selected={figure === chosen}
            aria-controls="lab-stage"
            data-fits={figure.fits(config)}
            onFocus={() => roving.entered(index)}
            onClick={() => onChoose(figure)}
            {...roving.item(index)}
          >
            <FigureSign id={figure.id} />
            <span className="lab-tab-name">
              {title(figure.id)}
              {!figure.fits(config) && <small className="lab-tab-unfit">{m.unfit}</small>}
            </span>
          </button>
        ))}
      </div>
    </>
  );
}
