// Where a figure stands: keeps its place, and says so there when the figure cannot be drawn.
import type { ReactNode } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

export function FigurePlace({
  className,
  children,
}: {
  readonly className: string;
  readonly children: ReactNode;
}) {
  const m = useMessages().shell;
  return (
    <div className={`frame ${className}`}>
      <ErrorBoundary
        fallback={(message, retry) => (
          <div className="frame-broken" role="alert">
            <p>{m.brokenFigure}</p>
            <p className="fine">{m.reason(message)}</p>
            <button type="button" className="button" onClick={retry}>
              {m.drawAgain}
            </button>
          </div>
        )}
      >
        {children}
      </ErrorBoundary>
    </div>
  );
}
