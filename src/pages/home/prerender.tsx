// What index.html holds before any script has run: words for the head, the palette, and the page of an empty run.
// Only the build and the development server load this file (scripts/page-plugin.mjs); no visitor does.
import { currentLocale } from '../../i18n/locale.ts';
import { App } from '../App.tsx';
import { createEmptyStore } from '../run/emptyRun.ts';
import { type Prerendered, prerendered } from '../shell/prerendered.ts';

export function prerender(): Prerendered {
  return prerendered(currentLocale().messages.shell, <App store={createEmptyStore()} />);
}
