// From judgement to judgement: the steps at which the held-out examples were asked.
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabEvaluation } from '../definition.ts';
import { judgementsAround } from './reading.ts';

interface EvaluationButtonsProps {
  readonly evaluations: readonly LabEvaluation[];
  /** From where they lead. */
  readonly step: number;
  /** Whether they lead nowhere yet. */
  readonly idle: boolean;
  readonly onStep: (step: number) => void;
}

export function EvaluationButtons({ evaluations, step, idle, onStep }: EvaluationButtonsProps) {
  const { loss: m } = useLabMessages();
  const around = judgementsAround(evaluations, step);
  return (
    <fieldset className="loss-buttons">
      <legend className="loss-buttons-name">{m.evaluations}</legend>
      {(['first', 'previous', 'next'] as const).map((way) => {
        const goal = idle ? undefined : around[way];
        const [words, name] = m[way];
        return (
          <button
            key={way}
            type="button"
            className="button"
            aria-label={name}
            aria-disabled={goal === undefined}
            onClick={() => goal !== undefined && onStep(goal)}
          >
            {words}
          </button>
        );
      })}
    </fieldset>
  );
}
