// The browser's own `change` event of a field: Enter, leaving the field, a press of its spin buttons; not each key.
// React's onChange is the `input` event, which would rebuild a model while a number is being typed.
import { type RefObject, useEffect, useEffectEvent } from 'react';

export function useCommit(field: RefObject<HTMLInputElement | null>, commit: (text: string) => void): void {
  const committed = useEffectEvent(commit);
  useEffect(() => {
    const element = field.current;
    if (element === null) return undefined;
    const listener = () => committed(element.value);
    element.addEventListener('change', listener);
    return () => element.removeEventListener('change', listener);
  }, [field]);
}
