// What a page's prerender.tsx gives to the build: the words of its head, and what is there before any script has run.

export interface Prerendered {
  readonly title: string;
  readonly description: string;
  readonly noScript: string;
  /** Custom properties of all colours, light and dark. */
  readonly palette: string;
  /** Colours of the browser's own bars. */
  readonly ground: { readonly light: string; readonly dark: string };
  /** HTML for the root element. */
  readonly page: string;
}
