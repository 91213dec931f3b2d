// What every figure has around its stage: title, tools, legend, a line that says in words what is shown, and the same
// numbers as a table. A figure supplies the stage. What comes later (beats and their transport, export) is one more row
// here, not one in each figure.
import './frame.css';
import { type ReactNode, useId, useState } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';
import { useStable } from './useStable.ts';

/** How long the readout must stand still before it is read aloud. */
const quiet = 700;

interface FigureFrameProps {
  readonly title: string;
  /** The title is there for screen readers, and not drawn. */
  readonly titleHidden?: boolean;
  /** Beside the title. */
  readonly tools?: ReactNode;
  readonly legend?: ReactNode;
  /** One line of words; empty for none. */
  readonly readout: string;
  /** Whether the line answers something that the visitor did, and so is to be read aloud. */
  readonly answers?: boolean;
  /** The twin that replaces the stage when asked for. Called only then. */
  readonly table?: () => ReactNode;
  /** The stage. */
  readonly children?: ReactNode;
  readonly className?: string;
}

export function FigureFrame(props: FigureFrameProps) {
  const { frame } = useMessages().figures;
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const spoken = useStable(props.answers ? props.readout : '', quiet);
  const { table } = props;
  // A wide table scrolls inside the figure, and must do so by keys too.
  const scrollable = { role: 'group', tabIndex: 0, 'aria-labelledby': id } as const;
  return (
    <figure className={`figure ${props.className ?? ''}`} aria-labelledby={id}>
      <div className="figure-head">
        <h3 className={props.titleHidden ? 'figure-unseen' : 'figure-title'} id={id}>
          {props.title}
        </h3>
        <div className="figure-tools">
          {props.tools}
          {table && (
            <button
              type="button"
              className="figure-tool"
              aria-pressed={asTable}
              aria-label={frame.tableOf(props.title)}
              onClick={() => setAsTable(!asTable)}
            >
              {frame.table}
            </button>
          )}
        </div>
      </div>
      {asTable && table ? (
        <div className="figure-table" {...scrollable}>
          {table()}
        </div>
      ) : (
        props.children
      )}
      <div className="figure-foot">
        {!asTable && props.legend}
        <p className="figure-readout" aria-hidden="true">
          {props.readout}
        </p>
        <p className="figure-unseen" role="status" aria-live="polite">
          {spoken}
        </p>
      </div>
    </figure>
  );
}
