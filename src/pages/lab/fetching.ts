// The code of figures comes when it is asked for. Once the first is there the others are fetched too, so that a connection
// lost later takes nothing away.
import { useEffect } from 'react';
import { labFigures } from '../../figures/registry.ts';

const parts: readonly (() => Promise<unknown>)[] = [
  ...labFigures.map((figure) => figure.load),
  () => import('../../figures/inspector/Inspector.tsx'),
  () => import('../../figures/frame/tools/FoldedTools.tsx'),
  () => import('../../figures/frame/export/index.ts'),
];

/** Without requestIdleCallback, milliseconds until the page is at rest by all odds. */
const late = 2000;

/** Runs the task when the page has nothing else to do; the answer calls that off. */
function idle(task: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = requestIdleCallback(task);
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(task, late);
  return () => clearTimeout(timer);
}

/** Whether the visitor asked for as few bytes as can be. */
const saves = (): boolean =>
  'connection' in navigator &&
  (navigator.connection as { saveData?: boolean } | undefined)?.saveData === true;

/** Fetches what may be wanted later, one part after the other, from now on. */
export function useFetchedAhead(): void {
  useEffect(() => {
    let cancel = () => {};
    let gone = false;
    const next = (at: number) => {
      const part = parts[at];
      // What was asked for in vain is not fetched again before the page is loaded anew.
      if (gone || !part || !navigator.onLine || saves()) return;
      cancel = idle(
        () =>
          void part().then(
            () => next(at + 1),
            () => {},
          ),
      );
    };
    next(0);
    return () => {
      gone = true;
      cancel();
    };
  }, []);
}

/** Whether the place that the page came from answers. */
export async function isReachable(): Promise<boolean> {
  try {
    return (await fetch(location.href, { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
