// Draws a part of the page over a fake run.
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { RunStoreContext } from '../../src/pages/run/runContext.ts';
import type { RunState } from '../../src/stores/runStore.ts';
import { fakeRun } from './fakeRun.ts';

export function draw(part: ReactElement, state: Partial<RunState> = {}) {
  const run = fakeRun(state);
  const view = render(<RunStoreContext value={run.store}>{part}</RunStoreContext>);
  return { ...run, ...view };
}
