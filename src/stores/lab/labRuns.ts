// Which run the lab shows: the one that the address, a figure or the visitor asks for, and the way back to the others.
import { type FigureLook, type LinkedNumber, lookText, numberText } from '../../experiment/lab/link.ts';
import { problem } from '../../experiment/problems.ts';
import type { NoticeBoard } from '../noticeBoard.ts';
import type { FigureChoices, Opening } from './labDependencies.ts';
import { type LabWay, wayTo } from './labEvents.ts';
import type { LabKeeping } from './labKeeping.ts';
import type { LabState, StepPlace } from './labState.ts';

interface Surroundings {
  readonly figures: FigureChoices;
  readonly keeping: LabKeeping;
  readonly board: NoticeBoard;
  set(patch: Partial<LabState>): void;
  get(): LabState;
  /** Begins a run, whatever there was before. */
  begin(way: LabWay): void;
  /** The present run as it can be had back later; null before the first. */
  point(): LabWay['point'] | null;
}

export class LabRuns {
  readonly #surroundings: Surroundings;
  #previous: LabWay | null = null; // the run of an earlier visit

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Begins the first run: of the address, or of the figure that it names. */
  open(): void {
    const { figures, keeping, board, get, begin, point } = this.#surroundings;
    const number = this.#openLink();
    if (!point()) {
      begin(this.#way(figures.opening(get().figure)));
      keeping.opened();
    }
    this.#ask(number);
    // Also beside a link: whoever copied one, trained on and came back must find what came after it.
    this.#previous = keeping.previous();
    if (this.#previous) board.post({ code: 'previous-run', step: this.#previous.point.step, relaxed: false });
  }

  /** Shows what the address asks for, if it asks for anything. One that names no run leaves the present one. */
  openLink(): void {
    this.#ask(this.#openLink());
  }

  /** The number that it asks for. */
  #openLink(): LinkedNumber | undefined {
    const { keeping, board, set } = this.#surroundings;
    const link = keeping.linked();
    if (!link) return undefined;
    const { figure = null, text = null, problems } = link;
    set({ text, pinned: null, linkedNumber: null, place: null });
    this.#give(link.look);
    if (link.hasRun) {
      set({ figure });
      this.replace(this.#way(link));
      keeping.opened();
    } else this.#show(figure);
    if (problems.length > 0) board.post({ code: 'link-problems', problems });
    else board.drop('link-problems');
    return link.pinned;
  }

  /** Which number that is, is known when a trace is there. */
  #ask(linkedNumber: LinkedNumber | undefined): void {
    if (!linkedNumber) return;
    this.#surroundings.set({ linkedNumber });
    this.#surroundings.keeping.followInAddress();
  }

  /** No trace has it: that is said with whatever else of the link could not be used. */
  missNumber(): void {
    const { keeping, set, get } = this.#surroundings;
    const { linkedNumber } = get();
    if (!linkedNumber) return;
    set({ linkedNumber: null });
    keeping.followInAddress();
    this.#miss('pinned', numberText(linkedNumber));
  }

  /** The open figure cannot use this part of its look. */
  missLook(name: string): void {
    const { keeping, set, get } = this.#surroundings;
    const value = get().look.get(name);
    if (value === undefined) return;
    set({ look: without(get().look, name) });
    keeping.followInAddress();
    this.#miss('view', lookText([name, value]));
  }

  #miss(field: string, text: string): void {
    const { board, get } = this.#surroundings;
    const before = get().notices.flatMap(({ message }) =>
      message.code === 'link-problems' ? message.problems : [],
    );
    const missed = problem(field, text, 'not-a-choice', undefined);
    board.post({ code: 'link-problems', problems: [...before, missed] });
  }

  /** The visitor opens a figure: an entry of the history, which begins with another run where this one does not fit. */
  openFigure(figure: string | null, look?: FigureLook, place: StepPlace | null = null): void {
    const { keeping, set, get } = this.#surroundings;
    keeping.followInAddress(); // the entry that is left is as it was
    set({ pinned: null, linkedNumber: null, place });
    if (look !== undefined || figure !== get().figure) this.#give(look);
    if (figure !== get().figure) {
      set({ figure });
      keeping.pushInAddress();
    }
    this.#show(figure);
  }

  /** The visitor goes back or on to a figure: whatever the run is by now, it stays. */
  travel(): void {
    const { keeping, set } = this.#surroundings;
    const link = keeping.linked();
    set({ figure: link?.figure ?? null, pinned: null, linkedNumber: null, place: null });
    this.#give(link?.look);
    this.#ask(link?.pinned);
    keeping.followInAddress();
  }

  /** The next figure is looked at in this way. */
  #give(look: FigureLook = new Map()): void {
    const { set, get } = this.#surroundings;
    set({ look, lookGiven: get().lookGiven + 1 });
  }

  /** Shows a figure, with another run where it could not show this one. */
  #show(figure: string | null): void {
    const { figures, keeping, set, get, point } = this.#surroundings;
    set({ figure });
    if (!point()) return;
    if (figure !== null && !figures.fits(figure, get().view.config))
      this.replace(this.#way(figures.opening(figure)));
    keeping.followInAddress();
  }

  /** Begins another run, and keeps the present one for `undo` if it had come anywhere. */
  replace(next: LabWay, place: 'first' | 'last' = 'last'): void {
    const { keeping, get, begin } = this.#surroundings;
    const point = this.#surroundings.point();
    const { speed } = get();
    begin(next);
    if (!point || point.step === 0) return;
    keeping.replaced.add({ point, shown: false, speed }, place);
    this.#tellReplaced();
  }

  undo(): void {
    const back = this.#surroundings.keeping.replaced.take();
    if (!back) return;
    this.replace(back, 'first');
    this.#tellReplaced();
  }

  continuePrevious(): void {
    const back = this.#previous;
    if (!back) return;
    this.#previous = null;
    this.#surroundings.board.drop('previous-run');
    this.replace(back);
  }

  #way({ config, step }: Opening): LabWay {
    return wayTo(config, step, this.#surroundings.get().speed);
  }

  #tellReplaced(): void {
    const { keeping, board } = this.#surroundings;
    const { newest } = keeping.replaced;
    if (newest) board.post({ code: 'run-replaced', previousStep: newest.point.step });
    else board.drop('run-replaced');
  }
}

function without(look: FigureLook, name: string): FigureLook {
  const rest = new Map(look);
  rest.delete(name);
  return rest;
}
