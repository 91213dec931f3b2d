// The hero's stage: the words of both phrases in their places, arcs between them, and the runners-up of one word.
import { type CSSProperties, type KeyboardEvent, useMemo } from 'react';
import type { Prediction } from '../../experiment/prediction.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { type Placed, placed } from '../frame/placed.ts';
import { useRoving } from '../frame/useRoving.ts';
import type { WordCursor } from '../view.ts';
import { Arcs } from './Arcs.tsx';
import { alignOutput, type OutputSlot } from './align.ts';
import { Choices } from './Choices.tsx';
import { OutputWord } from './OutputWord.tsx';
import { Sides } from './Sides.tsx';
import { SourceWord } from './SourceWord.tsx';
import { gutter, planStage } from './stage.ts';
import { type Pointing, sameWord, type Word, type WordState } from './usePointing.ts';

interface TranslationStageProps {
  readonly prediction: Prediction;
  /** (steps, source words); null when the model gave no attention. */
  readonly weights: Float32Array | null;
  readonly width: number;
  readonly pointing: Pointing;
  /** The word that any figure points at. */
  readonly shown: WordCursor;
  readonly id: string;
}

/** Of the words that follow small. */
const small = { fontSize: 16, room: 160 };

const indexIn = (row: Word['row'], word: Word | null): number | undefined =>
  word?.row === row ? word.index : undefined;

export function TranslationStage({ prediction, weights, width, pointing, shown, id }: TranslationStageProps) {
  const { translation } = useMessages().figures;
  const { source, steps, reference } = prediction;
  const slots = useMemo(() => placed(alignOutput(prediction)), [prediction]);
  // Columns unfold only what is asked for by click or by key: what lies under the pointer must not move.
  const unfolded = indexIn('output', pointing.keyed) ?? indexIn('output', pointing.pinned);
  const stage = useMemo(() => planStage(prediction, width, unfolded), [prediction, width, unfolded]);
  const rows = stage.layout.form === 'rows';
  const open = stage.panelForm === 'unfolded' ? unfolded : (shown.target ?? unfolded ?? 0);
  const step = open === undefined ? undefined : steps[open];
  const outputs = useRoving(steps.length);
  const sources = useRoving(source.length);

  const keys = (move: (event: KeyboardEvent) => void) => (event: KeyboardEvent) =>
    event.key === 'Escape' ? pointing.release() : move(event);
  const stateOf = (word: Word): WordState => {
    if (sameWord(pointing.pinned, word)) return 'pinned';
    return (word.row === 'source' ? shown.source : shown.target) === word.index ? 'shown' : 'plain';
  };
  const output = ({ item: slot, at }: Placed<OutputSlot>) => {
    const word: Word = { row: 'output', index: at };
    const full = at < stage.places;
    return (
      <OutputWord
        key={at}
        slot={slot}
        fontSize={full ? stage.layout.fontSize : small.fontSize}
        correctionSize={stage.layout.correctionSize}
        room={full ? stage.room('output', at) : small.room}
        beside={full && !rows}
        style={full ? stage.place('output', at) : {}}
        state={stateOf(word)}
        controls={step !== undefined && open === at ? `${id}-choices` : undefined}
        roving={outputs.item(at)}
        on={pointing.handlers(word)}
      />
    );
  };
  const rest = slots.slice(stage.places);

  const lines: CSSProperties & Record<`--${string}`, string> = {
    '--tr-line': `${stage.layout.line}px`,
    '--tr-correction': `${stage.correctionLine}px`,
    ...(rows ? {} : { maxWidth: stage.width }),
  };
  return (
    <div className={rows ? 'tr-rows' : 'tr-columns'} style={lines}>
      <div className="tr-stage" style={{ height: stage.height }}>
        {weights !== null && (
          <div className="tr-under" style={{ left: rows ? gutter : 0 }}>
            <Arcs
              weights={weights}
              columns={source.length}
              sources={stage.ends.source}
              targets={stage.ends.output}
              options={stage.arcs}
              cursor={shown}
              width={stage.width}
              height={stage.height}
              phrase={prediction.input}
            />
          </div>
        )}
        <Sides
          stage={stage}
          corrected={slots.some(({ item }) => 'expected' in item && item.expected !== null)}
        />
        <div role="toolbar" aria-label={translation.source} onKeyDown={keys(sources.onKeyDown)}>
          {placed(source).map(({ item: { word, known }, at }) => (
            <SourceWord
              key={at}
              word={word}
              known={known}
              fontSize={stage.layout.fontSize}
              room={stage.room('source', at)}
              style={stage.place('source', at)}
              state={stateOf({ row: 'source', index: at })}
              roving={sources.item(at)}
              on={pointing.handlers({ row: 'source', index: at })}
            />
          ))}
        </div>
      </div>
      <div role="toolbar" aria-label={translation.output} onKeyDown={keys(outputs.onKeyDown)}>
        {slots.slice(0, stage.places).map(output)}
        <div className="tr-rest">
          {rest.length > 0 && <span className="tr-more">{translation.more(rest.length)}</span>}
          {rest.map(output)}
        </div>
      </div>
      {step !== undefined && open !== undefined && (
        <div className={`tr-panel tr-${stage.panelForm}`} style={stage.panel(open)}>
          <Choices
            id={`${id}-choices`}
            step={step}
            position={open}
            right={
              reference === null ? null : (reference[open] ?? (open === reference.length ? '<eos>' : null))
            }
            pinned={sameWord(pointing.pinned, { row: 'output', index: open })}
          />
        </div>
      )}
    </div>
  );
}
