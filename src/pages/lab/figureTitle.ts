// A figure's title, which is in the catalogue under the figure's own id.
import { useLabMessages } from '../../i18n/useLabMessages.ts';

/** The way from an id to the title; the id itself where the catalogue has no such figure. */
export function useFigureTitle(): (id: string) => string {
  const words: Readonly<Record<string, object>> = useLabMessages();
  return (id) => {
    const own = words[id];
    return own && 'title' in own && typeof own.title === 'string' ? own.title : id;
  };
}
