// Light, dark, or whatever the system says. The choice sits on <html data-theme>, where the palette's CSS reads it;
// a few lines in index.html put it there before the first paint.
import { remember, remembered } from './storage.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

/** The theme kept from an earlier visit, else the system's. */
export function storedTheme(): Theme {
  const kept = remembered('theme');
  return isTheme(kept) ? kept : 'system';
}

/** Shows a theme, also in the colour that the browser gives its own bars. */
export function showTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"][data-scheme]')) {
    const scheme = meta.dataset.scheme;
    const asked = theme === scheme ? 'all' : 'not all';
    meta.media = theme === 'system' ? `(prefers-color-scheme: ${scheme})` : asked;
  }
}

/** Shows a theme and keeps the choice. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme);
  remember('theme', theme === 'system' ? null : theme);
}
