// The lab's run for all that is drawn under it: as itself, and as any run.
import { type ReactNode, useMemo } from 'react';
import { writeLabLink } from '../../experiment/lab/link.ts';
import { baseFor } from '../../experiment/lab/parseLabConfig.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabStore } from '../../stores/lab/labStore.ts';
import { type AnyRun, AnyRunContext } from '../run/anyRun.ts';
import { figureChoices } from './fitting.ts';
import { LabStoreContext } from './labContext.ts';

const optional = ['figure', 'text', 'pinned', 'view', 'changes'].map((name) => [name, undefined] as const);

export function LabProvider({ store, children }: { readonly store: LabStore; readonly children: ReactNode }) {
  const { fieldNames } = useLabMessages().page.settings;
  const any = useMemo<AnyRun>(
    () => ({
      store,
      fieldNames,
      step: () => store.getState().view.lastStep,
      linkDefaults: () => {
        const { view, figure } = store.getState();
        const config = baseFor(view.config.task, figureChoices.opening(figure).config);
        const written = writeLabLink({ config, step: 0, figure: undefined, text: undefined });
        return new Map<string, string | undefined>([...new URLSearchParams(written), ...optional]);
      },
    }),
    [store, fieldNames],
  );
  return (
    <LabStoreContext value={store}>
      <AnyRunContext value={any}>{children}</AnyRunContext>
    </LabStoreContext>
  );
}
