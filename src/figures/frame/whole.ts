// Figures draw only what is in view. While one is exported, they draw all they have.
import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

let whole = false;
const listeners = new Set<() => void>();

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: boolean): void {
  whole = next;
  flushSync(() => {
    for (const listener of listeners) listener();
  });
}

/** Whether everything is to be drawn now, also what the visitor would have to scroll to. */
export const useWhole = (): boolean =>
  useSyncExternalStore(
    listen,
    () => whole,
    () => false,
  );

/** Looks at the page while every figure on it is drawn whole; nobody sees that, for it is over before the next frame. */
export function drawnWhole<T>(look: () => T): T {
  set(true);
  try {
    return look();
  } finally {
    set(false);
  }
}
