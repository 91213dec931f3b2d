// What of a run the page looks at, on the worker's side. Types only: translations.ts is the home page's, the lab has its own.
import type { RunKind } from './kind.ts';
import type { Post } from './reporter.ts';
import type { Clock } from './runParts.ts';

export interface Watching<K extends RunKind> {
  readonly facts: K['facts'];
  watch(watched: K['watched']): void;
  /** An update was done, or tried. */
  stepped(): void;
  /** The session went back: nothing known of later steps is true any more. */
  rewound(): void;
  /** A small piece of work beside the run's own; false when there is none. */
  work(): boolean;
  /** Whether there is such work. */
  readonly busy: boolean;
  /** What a frame shows at this moment. */
  picture(still: boolean): Picture<K>;
}

export interface Picture<K extends RunKind> {
  readonly shown: K['picture'];
  /** What of it is moved to the page. */
  readonly transfer: readonly ArrayBuffer[];
  /** Not all of it could be made in the time that a frame may take: the next one has more. */
  readonly more: boolean;
}

/** What a new one is given besides its session. */
export interface WatchingOptions<K extends RunKind> {
  readonly runId: number;
  readonly watched: K['watched'];
  readonly clock: Clock;
  readonly post: Post<K>;
}
