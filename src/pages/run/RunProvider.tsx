// The home page's run for all that is drawn under it: as itself, and as any run.
import { type ReactNode, useMemo } from 'react';
import { defaultConfig } from '../../experiment/config.ts';
import { writeLink } from '../../experiment/link.ts';
import { type AnyRun, AnyRunContext, type LinkDefaults } from './anyRun.ts';
import { type RunStore, RunStoreContext } from './runContext.ts';

const linkDefaults: LinkDefaults = new Map<string, string | undefined>([
  ...new URLSearchParams(writeLink({ config: defaultConfig, step: 0, phrase: undefined })),
  ['phrase', undefined],
  ['changes', undefined],
]);

export function RunProvider({ store, children }: { readonly store: RunStore; readonly children: ReactNode }) {
  const any = useMemo<AnyRun>(
    () => ({ store, step: () => store.getState().step, linkDefaults: () => linkDefaults }),
    [store],
  );
  return (
    <RunStoreContext value={store}>
      <AnyRunContext value={any}>{children}</AnyRunContext>
    </RunStoreContext>
  );
}
