// The lab with everything round it.
import { useLabMessages } from '../i18n/useLabMessages.ts';
import type { LabStore } from '../stores/lab/labStore.ts';
import { LabPage } from './lab/LabPage.tsx';
import { LabProvider } from './lab/LabProvider.tsx';
import { Page } from './shell/Page.tsx';

export function LabApp({ store }: { readonly store: LabStore }) {
  const m = useLabMessages().page;
  return (
    <LabProvider store={store}>
      <Page here="lab" skip={m.skip} main="lab-stage" link={() => store.getState().link()}>
        <LabPage />
      </Page>
    </LabProvider>
  );
}
