// What is known of one step of the run, and all of it as rows.

import { lastUntil } from '../../geometry/curve.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { LabEvaluation, LabView } from '../definition.ts';
import type { FigureData } from '../frame/DataTable.tsx';

type Run = Pick<LabView, 'losses' | 'evaluations'>;

export interface StepReading {
  readonly step: number;
  /** Of the update that led to this step; undefined at step 0, before any. */
  readonly loss: number | undefined;
  /** The newest judgement at this step or before it. */
  readonly judged: LabEvaluation | undefined;
}

export const readStep = ({ losses, evaluations }: Run, step: number): StepReading => ({
  step,
  loss: step >= 1 ? losses[step - 1] : undefined,
  judged: lastUntil(evaluations, step),
});

/** A row for every step; judgements only where they were made. `counts`: the task counts right answers. */
export function lossData(
  { losses, evaluations, blindLoss }: Run & Pick<LabView, 'blindLoss'>,
  counts: boolean,
  words: LabMessages['loss'],
): FigureData {
  const judged = new Map(evaluations.map((each) => [each.step, each]));
  const { columns } = words;
  return {
    caption: words.table(blindLoss),
    columns: [columns.step, columns.loss, columns.heldOut, ...(counts ? [columns.share] : [])],
    rows: Array.from({ length: losses.length + 1 }, (_, step) => {
      const at = judged.get(step);
      return [String(step), losses[step - 1] ?? '', at?.loss ?? '', ...(counts ? [at?.metric ?? ''] : [])];
    }),
  };
}
