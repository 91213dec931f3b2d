// What every figure has around its stage: title, tools, legend, a line that says in words what is shown, and the same
// numbers as a table. A figure supplies the stage. The lab's figures have more round it (LabFrame).
import './frame.css';
import { type ComponentType, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { spokenPowers } from '../../i18n/powers.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { DataTable, type FigureData } from './DataTable.tsx';
import { MoreTools } from './MoreTools.tsx';
import { RaisedPowers } from './Powers.tsx';
import type { Share, ToolsProps } from './tools/props.ts';
import { useStable } from './useStable.ts';

/** How long the readout must stand still before it is read aloud. */
const quiet = 700;

interface FigureFrameProps {
  readonly title: string;
  /** The title is there for screen readers, and not drawn; the tools then stand at the foot. */
  readonly titleHidden?: boolean;
  /** This figure's own, beside the title. */
  readonly tools?: ReactNode;
  /** Between title and stage, and no part of the picture: controls. */
  readonly above?: ReactNode;
  /** What moves the stage. It stands over it, and the readout beside it: the words come first, then what they say. */
  readonly transport?: ReactNode;
  /** Both stand under the stage instead, where there is little height. */
  readonly transportBelow?: boolean;
  readonly legend?: ReactNode;
  /** One line of words; empty for none. */
  readonly readout: string;
  /** Whether the line answers something that the visitor did, and so is to be read aloud. */
  readonly answers?: boolean;
  /** The figure's numbers: the twin that replaces the stage when asked for, and the CSV. Called only then. */
  readonly data?: (() => FigureData) | undefined;
  /** As what it is saved and linked to, with its data. */
  readonly share?: Share | undefined;
  /** How these tools are offered; in one menu where not given. */
  readonly Tools?: ComponentType<ToolsProps>;
  /** The stage. */
  readonly children?: ReactNode;
  readonly className?: string;
}

export function FigureFrame(props: FigureFrameProps) {
  const { figures, shell } = useMessages();
  const { frame } = figures;
  const id = useId();
  const [wantsTable, setWantsTable] = useState(false);
  const [minHeight, setMinHeight] = useState(0);
  const spoken = useStable(props.answers ? props.readout : '', quiet);
  const { title, titleHidden, data, share, children, Tools = MoreTools } = props;
  const asTable = wantsTable && data !== undefined;
  const figure = useRef<HTMLElement>(null);
  // What is saved is what is on the page at that moment, while a run goes on.
  const saved = useRef<ReturnType<ToolsProps['saved']>>(null);
  useLayoutEffect(() => {
    saved.current = data && share ? { title, data, ...share } : null;
  });
  const tools = (
    <div className="figure-tools">
      {props.tools}
      {data && share && <Tools title={title} figure={figure} drawn={!asTable} saved={() => saved.current} />}
      {data && (
        <button
          type="button"
          className="figure-tool"
          aria-pressed={asTable}
          aria-label={frame.tableOf(title)}
          onClick={() => {
            // A table as high as the stage: a button under it stays under the pointer.
            if (titleHidden) setMinHeight(figure.current?.querySelector('.figure-stage')?.clientHeight ?? 0);
            setWantsTable(!asTable);
          }}
        >
          {frame.table}
        </button>
      )}
    </div>
  );
  const readout = (
    <>
      <p className="figure-readout" aria-hidden="true">
        <RaisedPowers text={props.readout} />
      </p>
      <p className="figure-unseen" role="status" aria-live="polite">
        {spokenPowers(spoken, shell.power)}
      </p>
    </>
  );
  const moves = !asTable && props.transport;
  const beat = moves && (
    <div className="figure-beat">
      {moves}
      {readout}
    </div>
  );
  // A wide table scrolls inside the figure, and must do so by keys too.
  const scrollable = { role: 'group', tabIndex: 0, 'aria-labelledby': id } as const;
  return (
    <figure className={`figure ${props.className ?? ''}`} aria-labelledby={id} ref={figure}>
      <div className="figure-head">
        <h3 className={titleHidden ? 'figure-unseen' : 'figure-title'} id={id}>
          {title}
        </h3>
        {!titleHidden && tools}
      </div>
      {asTable ? (
        <div className="figure-table" style={{ minHeight }} {...scrollable}>
          <DataTable data={data()} />
        </div>
      ) : (
        <>
          {props.above}
          {!props.transportBelow && beat}
          {children && <div className="figure-stage">{children}</div>}
          {props.transportBelow && beat}
        </>
      )}
      <div className="figure-foot">
        {!asTable && props.legend}
        {!moves && readout}
        {titleHidden && tools}
      </div>
    </figure>
  );
}
