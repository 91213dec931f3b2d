// Which line is which state's gradient: drawn as the curves are.
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { memoryDash } from './usePins.ts';

export function StatesLegend() {
  const { 'gradient-lab': m } = useLabMessages();
  return (
    <div className="legend">
      {(['hidden', 'cell'] as const).map((state) => (
        <span key={state} className="glab-key">
          <svg
            className={state === 'hidden' ? 'glab-present' : 'glab-memory'}
            width={40}
            height={12}
            aria-hidden="true"
          >
            <path
              className="glab-line"
              d="M1,6H39"
              strokeDasharray={state === 'cell' ? memoryDash : undefined}
            />
          </svg>
          {m.states[state]}
        </span>
      ))}
    </div>
  );
}
