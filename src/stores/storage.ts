// What is kept of a run in the browser between visits: its link, which is all it takes, and which kernels to use. It never throws: storage may be
// switched off, full, or hold what somebody else wrote. A refusal is reported once. (The theme is the shell's business.)

const homeKey = 'unrolled.run';
/** Where the lab's run is kept. */
export const labKey = 'unrolled.lab';
const relaxedKey = 'unrolled.relaxed';

/** A run as it is kept. */
export interface SavedRun {
  /** As writeLink makes it, without '#'. */
  readonly link: string;
  /** As typed: a link may hold less. */
  readonly phrase: string;
  readonly speed: string;
  readonly relaxed: boolean;
}

export interface RunStorage {
  /** The run of an earlier visit; null when there is none that can be read. */
  run(): SavedRun | null;
  saveRun(run: SavedRun): void;
  /** Whether a run that the visitor begins is to be computed with the relaxed kernels; the device's choice, in no link. */
  relaxed(): boolean;
  saveRelaxed(relaxed: boolean): void;
  /** Tells the first time that something could not be kept; at once, if that has happened already. */
  onRefused(listener: () => void): void;
}

/** Storage over `localStorage`, which `open` returns; opening alone may throw, where cookies are blocked. */
export function createStorage(
  open: () => Pick<Storage, 'getItem' | 'setItem'>,
  runKey = homeKey,
): RunStorage {
  let refused = false;
  let listener: (() => void) | null = null;

  const read = (key: string): string | null => {
    try {
      return open().getItem(key);
    } catch {
      return null; // nothing is lost by that; a refused write says so
    }
  };
  const write = (key: string, value: string): void => {
    try {
      open().setItem(key, value);
    } catch {
      if (refused) return;
      refused = true;
      listener?.();
    }
  };

  return {
    run: () => savedRun(read(runKey)),
    saveRun: (run) => write(runKey, JSON.stringify(run)),
    relaxed: () => read(relaxedKey) === 'true',
    saveRelaxed: (relaxed) => write(relaxedKey, String(relaxed)),
    onRefused: (given) => {
      listener = given;
      if (refused) given();
    },
  };
}

function savedRun(text: string | null): SavedRun | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { link, phrase, speed, relaxed } = value as Record<string, unknown>;
    if (typeof link !== 'string' || typeof phrase !== 'string' || typeof speed !== 'string') return null;
    return { link, phrase, speed, relaxed: relaxed === true };
  } catch {
    return null;
  }
}
