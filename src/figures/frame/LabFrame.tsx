// The frame of a figure of the lab: FigureFrame, and what stands round it while an answer is awaited, its beats, and its
// tools side by side. A figure supplies its stage, its beats, its words and its data, and no more.
import './labFrame.css';
import { type ReactNode, useRef } from 'react';
import type { Answer } from '../../experiment/lab/queries.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { BeatTransport } from './BeatTransport.tsx';
import type { FigureData } from './DataTable.tsx';
import { FigureFrame } from './FigureFrame.tsx';
import { MoreTools } from './MoreTools.tsx';
import { useMagnified } from './magnified.ts';
import { FrameTools } from './tools/FrameTools.tsx';
import type { Beats } from './useBeats.ts';
import { useMediaQuery } from './useMediaQuery.ts';

export interface LabFrameProps {
  /** The figure's id in links. */
  readonly id: string;
  readonly title: string;
  readonly state: Answer<unknown>['state'];
  /** In words for a person; with `failed`. */
  readonly problem?: string | undefined;
  /** What is said, and can be done, with `empty`; one sentence where not given. */
  readonly empty?: ReactNode;
  /** Present where time inside the figure can be walked; `label` says in a line what a beat shows. */
  readonly beats?: { readonly beats: Beats; readonly label: (index: number) => string } | undefined;
  /** This figure's own controls, above its stage. */
  readonly controls?: ReactNode;
  readonly legend?: ReactNode;
  /** One line of words on what is shown now. */
  readonly readout: string;
  /** Whether the line answers something that the visitor did. */
  readonly answers?: boolean;
  /** The figure's numbers: the table twin and the CSV. Called only when asked for. */
  readonly data: () => FigureData;
  /** The step whose state is drawn. */
  readonly step: number;
  /** The absolute URL that opens this figure as it is. */
  readonly link: () => string;
  /** The stage. May be left undefined until there is something to draw. */
  readonly children?: ReactNode;
}

export function LabFrame(props: LabFrameProps) {
  const { id, title, state, beats, children } = props;
  const m = useLabMessages().frame;
  const narrow = useMediaQuery('(max-width: 700px)');
  const place = useRef<HTMLElement>(null);
  useMagnified(place);
  const drawn = children !== undefined && children !== null && state !== 'empty';
  const notice = { empty: m.empty, computing: m.computing, failed: props.problem ?? m.failed, ready: '' };
  return (
    <section className="lab-figure" aria-label={title} data-figure={id} data-state={state} ref={place}>
      <FigureFrame
        title={title}
        Tools={narrow ? MoreTools : FrameTools}
        legend={drawn && props.legend}
        readout={drawn ? props.readout : ''}
        answers={props.answers ?? false}
        data={drawn ? props.data : undefined}
        share={{ name: id, step: props.step, link: props.link }}
        above={
          <>
            {props.controls && <div className="lab-controls">{props.controls}</div>}
            {state === 'failed' && (
              <p className="lab-problem" role="alert">
                {notice.failed}
              </p>
            )}
            {!drawn && state !== 'failed' && (
              <div className="lab-waiting">
                {(state === 'empty' && props.empty) || <p>{notice[state]}</p>}
              </div>
            )}
          </>
        }
        transportBelow={narrow}
        transport={drawn && beats && beats.beats.count > 1 && <BeatTransport {...beats} />}
      >
        {drawn && children}
      </FigureFrame>
    </section>
  );
}
