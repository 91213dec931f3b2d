// The page's address, as far as a run is concerned: its hash is read, followed and written.

export interface Address {
  /** With or without '#'. */
  hash(): string;
  /** The absolute URL of this page with another hash (given without '#'). */
  url(hash: string): string;
  /** Writes the hash into the address bar, without an entry in the history and without telling `onChange`. */
  replace(hash: string): void;
  /** Calls back when somebody else changes the hash. Returns the way to stop that. */
  onChange(listener: () => void): () => void;
  /** Calls back when the visitor leaves the page, or may be about to. Returns the way to stop that. */
  onLeave(listener: () => void): () => void;
}

/** The address of the page we are in. */
export function pageAddress(): Address {
  const url = (hash: string) => {
    const address = new URL(location.href);
    address.hash = hash;
    return address.href;
  };
  const listen = (event: string, listener: () => void) => {
    addEventListener(event, listener);
    return () => removeEventListener(event, listener);
  };
  return {
    hash: () => location.hash,
    url,
    replace: (hash) => {
      try {
        // replaceState sends no hashchange, so what we write ourselves is not taken for a pasted link.
        history.replaceState(history.state, '', url(hash));
      } catch {
        // Some browsers refuse this for files, or when it is done too often: the URL itself is still right.
      }
    },
    onChange: (listener) => listen('hashchange', listener),
    onLeave: (listener) => listen('pagehide', listener),
  };
}
