// What stands where the curve will be, and how it gets there.
import { useLabMessages } from '../../i18n/useLabMessages.ts';

interface NothingProps {
  /** Whether the very first update broke the run down. */
  readonly broken: boolean;
  readonly onTrain: () => void;
}

export function Nothing({ broken, onTrain }: NothingProps) {
  const { loss: m } = useLabMessages();
  if (broken) return <p>{m.brokeAtOnce}</p>;
  return (
    <div className="loss-nothing">
      <p>{m.empty}</p>
      <button type="button" className="button button-main" onClick={onTrain}>
        {m.train}
      </button>
    </div>
  );
}
