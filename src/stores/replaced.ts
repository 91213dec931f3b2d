// The runs that others have replaced, so that undo can go through them in turn.

/** Runs that undo can bring back; each keeps a snapshot of a few hundred kilobytes. */
const undoDepth = 10;

export class Replaced<Way> {
  #ways: Way[] = []; // the newest last

  /** Keeps a run that another replaces; `first` puts it behind all others, so that undo goes through them in turn. */
  add(way: Way, place: 'first' | 'last'): void {
    this.#ways = (place === 'first' ? [way, ...this.#ways] : [...this.#ways, way]).slice(-undoDepth);
  }

  /** The run that undo would bring back. */
  get newest(): Way | undefined {
    return this.#ways.at(-1);
  }

  /** Takes that run off the list. */
  take(): Way | undefined {
    return this.#ways.pop();
  }
}
