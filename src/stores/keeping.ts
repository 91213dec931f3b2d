// What keeps a run from being lost: the address that names it, the storage of the browser, and the list of runs that
// others have replaced. It begins nothing and tells nobody; that is runController.ts.
import { type ReadLink, readLink, writeLink } from '../experiment/link.ts';
import type { Address } from './address.ts';
import { Replaced } from './replaced.ts';
import type { RunState } from './runState.ts';
import { previousWay, type Way } from './runWays.ts';
import type { RunStorage } from './storage.ts';

export class Keeping {
  readonly #storage: RunStorage;
  readonly #address: Address;
  readonly #get: () => RunState;
  #linked: string | null = null; // the run of the link that was opened: not the visitor's own until it moves on
  readonly replaced = new Replaced<Way>();

  constructor(storage: RunStorage, address: Address, get: () => RunState) {
    this.#storage = storage;
    this.#address = address;
    this.#get = get;
  }

  /** The run of an earlier visit, unless it is the one that the page shows. */
  previous(): Way | null {
    const way = previousWay(this.#storage.run());
    return way && this.#runOf('') !== writeLink({ ...way.point, phrase: '' }) ? way : null;
  }

  /** What the address asks for; null where it names no run. */
  linked(): ReadLink | null {
    const link = readLink(this.#address.hash());
    return link.present ? link : null;
  }

  /** The run of the link has been begun. */
  opened(): void {
    this.#linked = this.#runOf('');
  }

  /** The whole URL of the present run, which from now on stands in the address bar. */
  link(): string {
    const hash = this.#hash();
    this.#address.replace(hash);
    return this.#address.url(hash);
  }

  /** Once the address names a run, it names the present one: what it held before is no longer what the page shows. */
  followInAddress(): void {
    if (this.linked()) this.#address.replace(this.#hash());
  }

  /**
   * Keeps the present run in storage. One at step 0 is no loss, and must not push out one that is; nor must a link that
   * was only opened.
   */
  save(): void {
    this.followInAddress();
    const { step, replayTarget, phrase, speed } = this.#get();
    if ((replayTarget ?? step) === 0 || this.#runOf('') === this.#linked) return;
    this.#storage.saveRun({ link: this.#hash(), phrase, speed });
  }

  #hash(): string {
    return this.#runOf(this.#get().phrase);
  }

  #runOf(phrase: string): string {
    const { config, step, replayTarget } = this.#get();
    return writeLink({ config, step: replayTarget ?? step, phrase });
  }
}
