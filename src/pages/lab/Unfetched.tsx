// In the place of a figure whose code did not come. A browser remembers that it asked in vain, so another try begins with
// the page: its address holds the run, at its step, and how it is looked at.
import { useState } from 'react';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { isReachable } from './fetching.ts';
import { useLabStore } from './labContext.ts';

export function Unfetched() {
  const m = useLabMessages().frame;
  const store = useLabStore();
  const [tries, setTries] = useState(0);
  const again = async () => {
    if (!(await isReachable())) {
      setTries(tries + 1);
      return;
    }
    store.getState().link();
    location.reload();
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void again()}>
        {m.again}
      </button>
      <p role="status" key={tries}>
        {tries > 0 && m.stillNot}
      </p>
    </>
  );
}
