// The five words that the model thought likeliest at one step, with bars of their probabilities.
import type { DecodedStep } from '../../experiment/prediction.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { tokenName } from '../tokens.ts';
import { Bar, ProbabilityNumber } from './Probability.tsx';

interface ChoicesProps {
  readonly step: DecodedStep;
  /** From 0. */
  readonly position: number;
  /** The right word, where one is known for this place; it is ticked. */
  readonly right: string | null;
  readonly pinned: boolean;
  readonly id: string;
}

export function Choices({ step, position, right, pinned, id }: ChoicesProps) {
  const { translation, tokens } = useMessages().figures;
  const title = translation.choices(position + 1);
  return (
    <div className="tr-choices" id={id}>
      <p className="tr-choices-title" aria-hidden="true">
        {title}
        {pinned && <span className="tr-pinned"> · {translation.pinned}</span>}
      </p>
      <ol aria-label={title}>
        {step.best.map((choice) => {
          const token = tokenName(choice.word, tokens);
          return (
            <li key={choice.id}>
              <span className={token === undefined ? 'tr-choice-word' : 'tr-choice-word tr-token'}>
                {token ?? choice.word}
                {choice.word === right && <Tick />}
              </span>
              <Bar probability={choice.probability} />
              <ProbabilityNumber probability={choice.probability} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Drawn, because not every font has the sign. */
function Tick() {
  const { translation } = useMessages().figures;
  return (
    <svg className="tr-tick" viewBox="0 0 12 12" role="img" aria-label={translation.isRight}>
      <path d="M2 6.5 5 9.5 10 3" />
    </svg>
  );
}
