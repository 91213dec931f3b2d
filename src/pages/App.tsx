// The page with everything round it: the run store, and what is shown should the page itself break.
import { useMessages } from '../i18n/useMessages.ts';
import { HomePage } from './home/HomePage.tsx';
import { type RunStore, RunStoreContext } from './run/runContext.ts';
import { ErrorBoundary } from './shell/ErrorBoundary.tsx';
import { Header } from './shell/Header.tsx';

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

export function App({ store }: { readonly store: RunStore }) {
  return (
    <RunStoreContext value={store}>
      <ErrorBoundary fallback={(message) => <BrokenPage message={message} link={store.getState().link()} />}>
        <Header />
        <HomePage />
      </ErrorBoundary>
    </RunStoreContext>
  );
}
