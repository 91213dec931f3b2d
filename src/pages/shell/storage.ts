// What the page remembers between visits, where the browser lets it. A refusal costs the memory, never the page.

const prefix = 'unrolled.';

/** The kept value, or null when there is none or the browser refuses. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

/** Keeps a value, or forgets it when null; silent when the browser refuses. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    // Refused by the browser: the choice then lasts as long as the page.
  }
}
