// What index.html holds before any script has run: words for the head, the palette, and the page of an empty run.
// Only the build and the development server load this file (scripts/page-plugin.mjs); no visitor does.
import { renderToString } from 'react-dom/server';
import { colourOf, paletteCss } from '../../geometry/palette.ts';
import { currentLocale } from '../../i18n/locale.ts';
import { App } from '../App.tsx';
import { createEmptyStore } from '../run/emptyRun.ts';
import type { Prerendered } from '../shell/prerendered.ts';

export function prerender(): Prerendered {
  const { shell } = currentLocale().messages;
  return {
    title: shell.title,
    description: shell.description,
    noScript: shell.noScript,
    palette: paletteCss(),
    ground: { light: colourOf('ground', 'light'), dark: colourOf('ground', 'dark') },
    page: renderToString(<App store={createEmptyStore()} />),
  };
}
