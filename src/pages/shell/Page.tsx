// What stands round every page: the header, and what is shown should the page itself break.
import type { ReactNode } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header, type HeaderProps } from './Header.tsx';

function BrokenPage({ message, link }: { readonly message: string; readonly link: string }) {
  const m = useMessages().shell;
  return (
    <main className="page page-broken">
      <h1>{m.name}</h1>
      <p role="alert">{m.brokenPage}</p>
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
  readonly children: ReactNode;
}

export function Page({ link, children, ...header }: Props) {
  return (
    <ErrorBoundary fallback={(message) => <BrokenPage message={message} link={link()} />}>
      <Header {...header} />
      {children}
    </ErrorBoundary>
  );
}
