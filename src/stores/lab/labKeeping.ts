// What keeps the lab's run from being lost: the address, the storage of the browser, and the runs that others replaced.
import { type ReadLabLink, readLabLink, writeLabLink } from '../../experiment/lab/link.ts';
import { Replaced } from '../replaced.ts';
import { speedOf } from '../speeds.ts';
import type { RunStorage } from '../storage.ts';
import type { LabAddress } from './labAddress.ts';
import type { FigureChoices, LabStoreDependencies } from './labDependencies.ts';
import { changedUpTo, type LabWay, wayTo } from './labEvents.ts';
import type { LabState } from './labState.ts';

const onlyRun = { figure: undefined, text: undefined };

export class LabKeeping {
  readonly #storage: RunStorage;
  readonly #address: LabAddress;
  readonly #figures: FigureChoices;
  readonly #get: () => LabState;
  #opened: string | null = null; // the run of the link that was opened: not the visitor's own until it moves on
  readonly replaced = new Replaced<LabWay>();

  constructor(
    { storage, address, figures }: Pick<LabStoreDependencies, 'storage' | 'address' | 'figures'>,
    get: () => LabState,
  ) {
    this.#storage = storage;
    this.#figures = figures;
    this.#address = address;
    this.#get = get;
  }

  /** What the address asks for; null where it asks for nothing. */
  linked(): ReadLabLink | null {
    const link = readLabLink(this.#address.hash(), (figure) => this.#figures.opening(figure ?? null).config);
    return link.present ? link : null;
  }

  /** The run of the link has been begun. */
  opened(): void {
    this.#opened = this.#run();
  }

  /** The run of an earlier visit, unless it is the one that the page shows. */
  previous(): LabWay | null {
    const saved = this.#storage.run();
    const link = saved && readLabLink(saved.link);
    if (!link?.present || link.step === 0) return null;
    const { config, step } = link;
    const isShown = writeLabLink({ ...onlyRun, config, step }) === this.#run();
    return isShown ? null : wayTo(config, step, speedOf(saved?.speed).id);
  }

  /**
   * The whole URL of what the page shows, at the step shown. From now on the address bar follows the page; there the
   * newest step stands, for a page that is loaded again is to lose nothing.
   */
  link(): string {
    this.#address.replace(this.#whole());
    return this.#address.url(this.#whole(this.#get().asked));
  }

  /** The figure that is open from now on is an entry of the history. */
  pushInAddress(): void {
    this.#address.push(this.#whole());
  }

  /** Once the address says something, it says what the page shows. */
  followInAddress(): void {
    if (this.linked()) this.#address.replace(this.#whole());
  }

  /** Keeps the present run in storage, unless it is at step 0 or only a link that was opened. */
  save(): void {
    this.followInAddress();
    if (this.#step === 0 || this.#run() === this.#opened) return;
    const { text, speed } = this.#get();
    this.#storage.saveRun({ link: this.#whole(), phrase: text ?? '', speed, relaxed: false });
  }

  get #step(): number {
    const { view, replayTarget } = this.#get();
    return replayTarget ?? view.lastStep;
  }

  /** The run alone. */
  #run(): string {
    return writeLabLink({ ...onlyRun, config: this.#get().view.config, step: this.#step });
  }

  /** The run, or its beginning up to a step, with what is shown of it. */
  #whole(upTo: number | null = null): string {
    const { view, figure, text, linkedNumber, look } = this.#get();
    return writeLabLink({
      config: upTo === null ? view.config : changedUpTo(view.config, upTo),
      step: upTo ?? this.#step,
      figure: figure ?? undefined,
      text: text ?? undefined,
      pinned: linkedNumber ?? undefined,
      look,
    });
  }
}
