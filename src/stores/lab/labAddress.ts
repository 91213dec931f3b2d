// The lab's address: figures that the visitor opens are entries of the browser's history. Going through them shows the
// figures and leaves the run as it is; a link that somebody pasted is opened.
import { type Address, pageAddress } from '../address.ts';

export interface LabAddress extends Omit<Address, 'onChange'> {
  /** Makes an entry of the history, with this hash (given without '#'). */
  push(hash: string): void;
  /**
   * Calls back when somebody else changes the hash. Returns the way to stop that.
   * @param listener is told whether the visitor went to an entry that `push` made or left, rather than to a link
   */
  onChange(listener: (travelled: boolean) => void): () => void;
}

/** Which link an entry came after, counted; undefined for an entry that `push` neither made nor left. */
function linkOf(state: unknown): number | undefined {
  const link = state !== null && typeof state === 'object' && 'link' in state ? state.link : undefined;
  return typeof link === 'number' ? link : undefined;
}

/** The address of the page we are in. */
export function labAddress(): LabAddress {
  const page = pageAddress();
  let link = linkOf(history.state) ?? 0;
  return {
    ...page,
    push: (hash) => {
      try {
        history.replaceState({ link }, '');
        history.pushState({ link }, '', page.url(hash));
      } catch {
        page.replace(hash); // as there
      }
    },
    onChange: (listener) =>
      page.onChange(() => {
        const now = linkOf(history.state);
        const travelled = now === link;
        // Entries of another link are of another run: there the link is opened.
        link = now ?? link + 1;
        listener(travelled);
      }),
  };
}
