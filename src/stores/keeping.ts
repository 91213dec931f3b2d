// What keeps a run from being lost: the address that names it, the storage of the browser, and the list of runs that
// others have replaced. It begins nothing and tells nobody; that is runController.ts.
import { type ReadLink, readLink, writeLink } from '../experiment/link.ts';
import type { Address } from './address.ts';
import { presentSettings } from './learningRate.ts';
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
    const { relaxed, canRelax } = this.#get();
    const way = previousWay(this.#storage.run(), canRelax);
    if (!way) return null;
    const same = relaxed === way.point.relaxed && this.#runOf('') === writeLink({ ...way.point, phrase: '' });
    return same ? null : way;
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
    const hash = this.#shared();
    this.#address.replace(hash);
    return this.#address.url(hash);
  }

  /** Once the address names a run, it names the present one: what it held before is no longer what the page shows. */
  followInAddress(): void {
    if (this.linked()) this.#address.replace(this.#shared());
  }

  /**
   * Keeps the present run in storage. One at step 0 is no loss, and must not push out one that is; nor must a link that
   * was only opened.
   */
  save(): void {
    this.followInAddress();
    const { step, replayTarget, phrase, speed, relaxed } = this.#get();
    if ((replayTarget ?? step) === 0 || (!relaxed && this.#runOf('') === this.#linked)) return;
    this.#storage.saveRun({ link: this.#runOf(phrase), phrase, speed, relaxed });
  }

  /** What others get: of a relaxed run, which they could not repeat, the settings at step 0. */
  #shared(): string {
    const { relaxed, phrase } = this.#get();
    return relaxed
      ? writeLink({ config: presentSettings(this.#get()), step: 0, phrase })
      : this.#runOf(phrase);
  }

  #runOf(phrase: string): string {
    const { config, step, replayTarget } = this.#get();
    return writeLink({ config, step: replayTarget ?? step, phrase });
  }
}
