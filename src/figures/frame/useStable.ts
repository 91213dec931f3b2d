// A value once it has stood still for a while: what is read aloud must not chatter while numbers run.
import { useEffect, useState } from 'react';

export function useStable<T>(value: T, milliseconds: number): T {
  const [stable, setStable] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStable(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return stable;
}
