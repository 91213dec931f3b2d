// The stage: the words, the diagram with its equations, and what held gates do.

import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { CellId } from '../../models/cells/registry.ts';
import type { Beats } from '../frame/useBeats.ts';
import { useWidth } from '../lab/useWidth.ts';
import { CellDiagram } from './CellDiagram.tsx';
import type { Diagram } from './diagrams/diagram.ts';
import { EffectTable } from './EffectTable.tsx';
import { Equations } from './Equations.tsx';
import { saidBy } from './effect.ts';
import { outputWords, spelled } from './sentences.ts';
import type { ShownCell } from './useCell.ts';
import type { Spot } from './useDiagramCursor.ts';
import { Words } from './Words.tsx';

interface CellStageProps {
  readonly id: CellId;
  readonly diagram: Diagram;
  readonly shown: ShownCell;
  readonly beats: Beats;
  /** The unit that is followed, and whose numbers stand in the equations. */
  readonly unit: number;
  readonly pinned: Spot | undefined;
  readonly describe: (spot: Spot) => string;
  readonly onPoint: (spot: Spot | undefined) => void;
  readonly onPin: (spot: Spot | undefined) => void;
  readonly onStep: (step: number) => void;
  readonly onOverview: () => void;
}

/** From this width on the equations stand beside the diagram. */
const beside = 680;
const equationsWidth = 244;
const widest = 860;

export function CellStage({
  id,
  diagram,
  shown,
  beats,
  unit,
  onStep,
  onOverview,
  ...cursor
}: CellStageProps) {
  const { cell: m } = useLabMessages();
  const { box, width } = useWidth();
  const { trace, reading, domains, step, backward, effect } = shown;
  const wide = width >= beside;
  const followed = Math.min(unit, reading.units - 1);
  const role = diagram.nodes.find((node) => node.id === diagram.states[0])?.role ?? 'hidden';
  const lines = Math.ceil(reading.units / 16);
  const said = beats.index === diagram.moves.length - 1 ? saidBy(trace, step) : null;
  return (
    <div ref={box} className="cell">
      <button type="button" className="cell-overview" onClick={onOverview} data-export="no">
        <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
          <path d="M13.5 8h-11M7 3.5L2.5 8L7 12.5" />
        </svg>
        {m.overview}
      </button>
      <Words labels={trace.labels} chosen={step} moved={effect?.moved} role={role} onChoose={onStep} />
      <p className="figure-unseen">{m.hint}</p>
      <div className={wide ? 'cell-stage cell-stage-wide' : 'cell-stage'}>
        <CellDiagram
          diagram={diagram}
          reading={reading}
          domains={domains}
          backward={backward}
          width={wide ? Math.min(widest, width - equationsWidth - 24) : width}
          beat={beats.index}
          unit={followed}
          name={m.diagram(m.cells[id], spelled(m, trace.labels[step]))}
          {...cursor}
        />
        <Equations
          diagram={diagram}
          reading={reading}
          backward={backward}
          beat={beats.index}
          unit={followed}
          onMove={beats.seek}
          said={
            said && (
              <p className="cell-said">
                {m.says(outputWords(m, said.output), spelled(m, trace.labels[said.time]))}
              </p>
            )
          }
        />
      </div>
      {(diagram.path || lines > 1) && (
        <p className="cell-note">
          {diagram.path && m.path} {lines > 1 && m.lines(reading.units, lines)}
        </p>
      )}
      {diagram.nodes.some(({ gate }) => gate) && <EffectTable effect={effect} labels={trace.labels} />}
    </div>
  );
}
