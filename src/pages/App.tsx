// The home page with everything round it.
import { useMessages } from '../i18n/useMessages.ts';
import { HomePage } from './home/HomePage.tsx';
import { RunProvider } from './run/RunProvider.tsx';
import type { RunStore } from './run/runContext.ts';
import { Page } from './shell/Page.tsx';

export function App({ store }: { readonly store: RunStore }) {
  const m = useMessages().shell;
  return (
    <RunProvider store={store}>
      <Page
        here="home"
        skip={m.skip}
        main="translation"
        link={() => store.getState().link()}
        brokenWords={() => (store.getState().relaxed ? m.brokenPageRelaxed : m.brokenPage)}
      >
        <HomePage />
      </Page>
    </RunProvider>
  );
}
