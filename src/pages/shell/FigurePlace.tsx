// Where a figure stands: keeps its place, and says so there when the figure cannot be drawn.
import type { ReactNode } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

interface Props {
  readonly className: string;
  /** What to show of a figure that cannot be drawn; `retry` draws it again. Left out: a sentence, the reason, a button. */
  readonly broken?: (message: string, retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

export function FigurePlace({ className, broken, children }: Props) {
  const m = useMessages().shell;
  return (
    <div className={`frame ${className}`}>
      <ErrorBoundary
        fallback={
          broken ??
          ((message, retry) => (
            <div className="frame-broken" role="alert">
              <p>{m.brokenFigure}</p>
              <p className="fine">{m.reason(message)}</p>
              <button type="button" className="button" onClick={retry}>
                {m.drawAgain}
              </button>
            </div>
          ))
        }
      >
        {children}
      </ErrorBoundary>
    </div>
  );
}
