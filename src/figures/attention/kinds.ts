// The three kinds of attention, each with its own answers: what is masked, and which words its rows and columns are. The
// figure asks here, and never which kind it has.
import type { AttentionKind, Prediction } from '../../experiment/prediction.ts';
import type { Cell } from '../../geometry/heatmap.ts';
import type { WordCursor } from '../view.ts';

export interface Kind {
  readonly masks: boolean;
  /** Whether the row's word may not look at the column's. */
  masked(cell: Cell): boolean;
  /** The words that a cell is about, for the other figures. */
  cursorOf(cell: Cell): WordCursor;
  /** The row and the column that a word from another figure stands for here. */
  bandOf(cursor: WordCursor): { readonly row?: number | undefined; readonly column?: number | undefined };
  /** The rows' words once the model knows its task: for a picture that keeps its size. */
  expectedQueries(prediction: Prediction): readonly string[];
  /** The columns' words then. */
  expectedKeys(prediction: Prediction): readonly string[];
  /** Whether the columns are words that the model writes, and so come and go while it learns. */
  readonly writesKeys: boolean;
}

const never = (): boolean => false;
const sourceWords = ({ source }: Prediction): readonly string[] => source.map(({ word }) => word);
const outputWords = ({ steps, reference }: Prediction): readonly string[] =>
  reference ?? steps.map((step) => step.chosen.word);
/** With the end of the phrase, which is written too. */
const outputWithEnd = (prediction: Prediction): readonly string[] => [
  ...outputWords(prediction),
  ...(prediction.reference === null ? [] : ['<eos>']),
];

export const kinds: Readonly<Record<AttentionKind, Kind>> = {
  encoderSelf: {
    masks: false,
    writesKeys: false,
    masked: never,
    cursorOf: ({ row }) => ({ source: row }),
    bandOf: ({ source }) => ({ row: source }),
    expectedQueries: sourceWords,
    expectedKeys: sourceWords,
  },
  decoderSelf: {
    masks: true,
    writesKeys: true,
    masked: ({ row, column }) => column > row,
    // Row k reads the token before step k, in order to write step k.
    cursorOf: ({ row }) => ({ target: row }),
    bandOf: ({ target }) => ({ row: target }),
    expectedQueries: outputWithEnd,
    expectedKeys: outputWithEnd,
  },
  cross: {
    masks: false,
    writesKeys: false,
    masked: never,
    cursorOf: ({ row, column }) => ({ target: row, source: column }),
    bandOf: ({ target, source }) => ({ row: target, column: source }),
    expectedQueries: outputWithEnd,
    expectedKeys: sourceWords,
  },
};
