// The page with everything round it: the run store, and what is shown should the page itself break.
import { useMessages } from '../i18n/useMessages.ts';
import { HomePage } from './home/HomePage.tsx';
import { type RunStore, RunStoreContext } from './run/runContext.ts';
import { ErrorBoundary } from './shell/ErrorBoundary.tsx';
import { Header } from './shell/Header.tsx';

function BrokenPage({ message, store }: { readonly message: string; readonly store: RunStore }) {
  const m = useMessages().shell;
  const { link: linkOf, relaxed } = store.getState();
  const link = linkOf();
  return (
    <main className="page page-broken">
      <h1>{m.name}</h1>
      <p role="alert">{relaxed ? m.brokenPageRelaxed : m.brokenPage}</p>
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
      <ErrorBoundary fallback={(message) => <BrokenPage message={message} store={store} />}>
        <Header />
        <HomePage />
      </ErrorBoundary>
    </RunStoreContext>
  );
}
