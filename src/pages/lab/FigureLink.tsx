// What the open figure has of its own — its beat, its choices — goes to and comes from the run's link.
import { type ReactNode, useEffect, useMemo } from 'react';
import { type Linked, LinkedContext } from '../../figures/frame/linked.ts';
import { useLabStore } from './labContext.ts';

/** Drawn anew, with another key, for every look that is given from outside. */
export function FigureLink({ children }: { readonly children: ReactNode }) {
  const store = useLabStore();
  const { linked, claimed } = useMemo(() => {
    const { look, setLook, missLook } = store.getState();
    const claimed = new Set<string>();
    const linked: Linked = {
      given: (name) => look.get(name),
      keep: setLook,
      claim: (name) => void claimed.add(name),
      miss: missLook,
    };
    return { linked, claimed };
  }, [store]);
  return (
    <LinkedContext value={linked}>
      {children}
      <Unclaimed claimed={claimed} />
    </LinkedContext>
  );
}

/** Stands after the figure: what it did not claim by then, it does not have. */
function Unclaimed({ claimed }: { readonly claimed: ReadonlySet<string> }) {
  const store = useLabStore();
  useEffect(() => {
    const { look, missLook } = store.getState();
    for (const name of look.keys()) if (!claimed.has(name)) missLook(name);
  }, [store, claimed]);
  return null;
}
