// One fact of the browser: whether the page is light or dark now. The theme chosen on the page (data-theme on the root
// element) goes before the system's.
import { useSyncExternalStore } from 'react';
import type { ColourScheme } from '../../geometry/palette.ts';
import { useMediaQuery } from './useMediaQuery.ts';

const subscribe = (changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
};
const chosen = (): string | undefined => document.documentElement.dataset.theme;

export function useColourScheme(): ColourScheme {
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)');
  const theme = useSyncExternalStore(subscribe, chosen, () => undefined);
  if (theme === 'light' || theme === 'dark') return theme;
  return systemDark ? 'dark' : 'light';
}
