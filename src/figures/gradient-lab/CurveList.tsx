// Which curve is which: dash, letter, settings, what becomes of the gradient and of the task; pinned ones can be removed.
import { memo } from 'react';
import type { LabConfig } from '../../experiment/lab/config.ts';
import { arriving, verdictOf } from '../../geometry/lab/decay.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import type { LabEvaluation } from '../definition.ts';
import { Choice } from '../frame/Choice.tsx';
import { Powers } from '../frame/Powers.tsx';
import { judgedAt, metricOf, type State } from './present.ts';
import { curveClass, dashOf, type Letter, memoryDash, mostPins, type Pin } from './usePins.ts';
import { runWords, verdictWords } from './words.ts';

interface Row {
  readonly letter: Letter | undefined;
  readonly config: LabConfig;
  readonly step: number;
  readonly hops: readonly number[];
  readonly state: State;
  /** Many steps add to the loss: no verdict. */
  readonly whole: boolean;
  readonly evaluations: readonly LabEvaluation[];
}

/** As they are, or each as a share of its own beginning: then only the way back is compared. */
export type Scale = 'size' | 'share';
const scales: readonly Scale[] = ['size', 'share'];

interface CurveListProps extends Omit<Row, 'letter'> {
  readonly pins: readonly Pin[];
  readonly scale: Scale;
  readonly onScale: (scale: Scale) => void;
  readonly onPin: () => void;
  readonly onRemove: (letter: Letter) => void;
}

function Sample({ letter, state }: Pick<Row, 'letter' | 'state'>) {
  const dash = letter ? dashOf(letter) : state === 'cell' ? memoryDash : undefined;
  return (
    <svg className={curveClass(letter !== undefined, state)} width={40} height={12} aria-hidden="true">
      <path className="glab-line" d="M1,6H39" strokeDasharray={dash} />
    </svg>
  );
}

/** Not drawn again with every beat. */
export const CurveList = memo(function CurveList(props: CurveListProps) {
  const { pins, scale, onScale, onPin, onRemove, ...present } = props;
  const words = useLabMessages();
  const numbers = useNumbers();
  const m = words['gradient-lab'];
  const rows: readonly Row[] = [{ ...present, letter: undefined }, ...pins];
  const fate = ({ hops, state, whole, config }: Row) => {
    if (whole) return m.wholeBrief;
    const verdict = verdictOf(hops);
    const brief = verdictWords(m, 'brief', verdict, config, state);
    const told = verdict.kind === 'vanishes' ? `${brief}, ${m.arrives(arriving(hops))}` : brief;
    return state === 'cell' ? m.ofCell(told) : told;
  };
  const result = ({ config, evaluations, step }: Row) => {
    const judged = judgedAt(evaluations, step);
    if (!judged) return m.updates(step);
    const told =
      metricOf(config.task) === 'share'
        ? m.consequence.right(judged.metric)
        : m.consequence.wrong(judged.metric);
    return `${told} ${m.updates(judged.step)}`;
  };
  return (
    <div>
      <div className="glab-list-head">
        <h4 className="glab-name">{m.compare}</h4>
        <button type="button" className="glab-preset" data-export="no" onClick={onPin}>
          {m.pin}
        </button>
        <div data-export="no">
          <Choice
            id="glab-scale"
            className="glab-scale field-inline"
            label={m.scale}
            value={scale}
            options={scales.map((id) => ({ id, words: m.scales[id] }))}
            onChoose={onScale}
          />
        </div>
        <p className="glab-note" data-export="no">
          {pins.length === mostPins ? m.pinned(pins.length) : m.presetNote}
        </p>
      </div>
      <ul className="glab-list">
        {rows.map((row) => (
          <li key={row.letter ?? 'now'} className="glab-item">
            <Sample letter={row.letter} state={row.state} />
            <strong className="glab-letter">{row.letter ?? m.now}</strong>
            <span className="glab-words">
              {runWords(words, numbers, row.config, present.config)}
              <span className="glab-fate">
                <Powers text={`${fate(row)} · ${result(row)}`} />
              </span>
            </span>
            {row.letter !== undefined && (
              <button
                type="button"
                className="glab-remove"
                data-export="no"
                aria-label={m.remove(row.letter)}
                onClick={() => row.letter && onRemove(row.letter)}
              >
                <svg width={14} height={14} aria-hidden="true">
                  <path d="M2,2l10,10m0,-10l-10,10" />
                </svg>
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
});
