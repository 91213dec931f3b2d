// What a figure is called: its words are in the catalogue under the figure's own id.
import { useLabMessages } from '../../i18n/useLabMessages.ts';

/**
 * The way from an id to the figure's title, or to the one word on its tab; the id itself where the catalogue has no such
 * figure.
 */
export function useFigureTitle(which: 'title' | 'tab' = 'title'): (id: string) => string {
  const words: Readonly<Record<string, object>> = useLabMessages();
  return (id) => {
    const name = new Map<string, unknown>(Object.entries(words[id] ?? {})).get(which);
    return typeof name === 'string' ? name : id;
  };
}
