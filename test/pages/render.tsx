// Draws a part of the page over a fake run.
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { RunProvider } from '../../src/pages/run/RunProvider.tsx';
import type { RunState } from '../../src/stores/runStore.ts';
import { fakeRun } from './fakeRun.ts';

export function draw(part: ReactElement, state: Partial<RunState> = {}) {
  const run = fakeRun(state);
  const view = render(<RunProvider store={run.store}>{part}</RunProvider>);
  return { ...run, ...view };
}
