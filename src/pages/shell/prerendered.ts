// What a page's prerender.tsx gives to the build: the words of its head, and what is there before any script has run.
import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { colourOf, paletteCss } from '../../geometry/palette.ts';

interface HeadWords {
  readonly title: string;
  readonly description: string;
  readonly noScript: string;
}

export interface Prerendered extends HeadWords {
  /** Custom properties of all colours, light and dark. */
  readonly palette: string;
  /** Colours of the browser's own bars. */
  readonly ground: { readonly light: string; readonly dark: string };
  /** HTML for the root element. */
  readonly page: string;
}

/** The page of a run of which nothing is known yet, as text. */
export function prerendered({ title, description, noScript }: HeadWords, page: ReactElement): Prerendered {
  return {
    title,
    description,
    noScript,
    palette: paletteCss(),
    ground: { light: colourOf('ground', 'light'), dark: colourOf('ground', 'dark') },
    page: renderToString(page),
  };
}
