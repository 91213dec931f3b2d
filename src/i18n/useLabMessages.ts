// The lab's catalogue in the present language. Another locale's is a folder `lab` in its own, found by its name and
// loaded when that language is first spoken here; until it has come, and where there is none, it is English.
import { useSyncExternalStore } from 'react';
import english from './en/lab/index.ts';
import { currentLocale, onLocaleChange } from './locale.ts';
import type { Widened } from './messages.ts';

export type LabMessages = Widened<typeof english>;

const loaders = import.meta.glob<{ default: LabMessages }>(['./*/lab/index.ts', '!./en/lab/index.ts']);
const loaded = new Map<string, LabMessages>([['en', english]]);
const listeners = new Set<() => void>();

async function load(id: string): Promise<void> {
  const module = await loaders[`./${id}/lab/index.ts`]?.();
  if (!module) return;
  loaded.set(id, module.default);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const stop = onLocaleChange(listener);
  listeners.add(listener);
  return () => {
    stop();
    listeners.delete(listener);
  };
}

function current(): LabMessages {
  const { id } = currentLocale();
  const known = loaded.get(id);
  if (known) return known;
  loaded.set(id, english); // asked for once
  void load(id);
  return english;
}

export const useLabMessages = (): LabMessages => useSyncExternalStore(subscribe, current, current);
