// A probability as a bar and a number. One that is no number is an empty bar, and says so.
import { useMessages } from '../../i18n/useMessages.ts';

export const Bar = ({ probability }: { probability: number }) => (
  <span className="tr-bar">
    <span style={{ width: `${Number.isFinite(probability) ? 100 * probability : 0}%` }} />
  </span>
);

/** `short`: where there is room for a number only, and the words are said elsewhere, a dash is seen instead. */
export function ProbabilityNumber({ probability, short = false }: { probability: number; short?: boolean }) {
  const { translation } = useMessages().figures;
  const broken = short ? '–' : translation.notANumber;
  return (
    <span className="tr-number">
      {Number.isFinite(probability) ? translation.probability(probability) : broken}
    </span>
  );
}
