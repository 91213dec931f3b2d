// How every page begins once its run has: in the theme and the language of an earlier visit, or the browser's.
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { matchLocale, setLocale } from '../../i18n/locale.ts';
import { remembered } from './storage.ts';
import { showTheme, storedTheme } from './theme.ts';

export function start(page: ReactNode): void {
  showTheme(storedTheme());
  const draw = () => {
    const root = document.getElementById('root');
    if (root === null) throw new Error('the page has no #root');
    createRoot(root).render(page);
  };
  // A locale that cannot be loaded leaves the page in English.
  setLocale(remembered('locale') ?? matchLocale(navigator.languages)).then(draw, draw);
}
