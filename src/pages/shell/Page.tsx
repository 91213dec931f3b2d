// What stands round every page: the header, and what is shown should the page itself break.
import type { ReactNode } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header, type HeaderProps } from './Header.tsx';

interface BrokenPageProps {
  readonly message: string;
  readonly link: string;
  readonly words: string;
}

function BrokenPage({ message, link, words }: BrokenPageProps) {
  const m = useMessages().shell;
  return (
    <main className="page page-broken">
      <h1>{m.name}</h1>
      <p role="alert">{words}</p>
      <p>
        <a href={link} onClick={() => location.reload()}>
          {link}
        </a>
      </p>
      <p className="fine">{m.reason(message)}</p>
    </main>
  );
}

interface Props extends HeaderProps {
  /** The link of the run, for whoever must load the page again. */
  readonly link: () => string;
  /** What is said above it. */
  readonly brokenWords?: () => string;
  readonly children: ReactNode;
}

export function Page({ link, brokenWords, children, ...header }: Props) {
  const m = useMessages().shell;
  const words = brokenWords ?? (() => m.brokenPage);
  return (
    <ErrorBoundary fallback={(message) => <BrokenPage message={message} link={link()} words={words()} />}>
      <Header {...header} />
      {children}
    </ErrorBoundary>
  );
}
