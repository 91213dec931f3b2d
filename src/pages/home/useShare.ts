// As what any figure of the page is saved and linked to: the run, at the step that is shown.
import type { RunShare } from '../../figures/frame/tools/props.ts';
import { useRun } from '../run/runContext.ts';

export function useShare(): RunShare {
  const step = useRun((state) => state.step);
  const link = useRun((state) => state.link);
  return { step, link };
}
