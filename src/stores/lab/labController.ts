// Turns what the visitor of the lab does into requests to the worker, and what happens to the run into state.
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { LabRun, LabWatched } from '../../worker/lab/kind.ts';
import { unexpected } from '../../worker/protocol.ts';
import type { RunClient, RunEvent } from '../../worker/runClient.ts';
import { Debounce } from '../debounce.ts';
import { withLearningRate } from '../learningRate.ts';
import { NoticeBoard } from '../noticeBoard.ts';
import { type SpeedId, speedOf } from '../speeds.ts';
import type { LabStoreDependencies } from './labDependencies.ts';
import {
  afterBuilt,
  afterDivergence,
  afterFrame,
  beginning,
  forked,
  type LabWay,
  wayTo,
} from './labEvents.ts';
import { LabKeeping } from './labKeeping.ts';
import { LabRuns } from './labRuns.ts';
import { configured, sameModel } from './labSettings.ts';
import type { LabState, LabStoreActions, RunView } from './labState.ts';
import { Watches } from './watches.ts';

const rest = 80; // ms without a change before a learning rate goes to the worker
const lookRest = 300; // and before the address says how a figure is looked at: browsers refuse many changes

type Set = (patch: Partial<LabState>) => void;

export class LabController {
  readonly #dependencies: LabStoreDependencies;
  readonly #set: Set;
  readonly #get: () => LabState;
  readonly #client: RunClient<LabRun>;
  readonly #keeping: LabKeeping;
  readonly #board: NoticeBoard;
  readonly #runs: LabRuns;
  readonly #watches = new Watches(() => this.#watchRest.put(() => this.#watch()));
  readonly #watchRest: Debounce;
  readonly #rateRest: Debounce;
  readonly #lookRest: Debounce;
  readonly #stopListening: (() => void)[] = [];
  #forking = false; // the state of the shown step is on its way
  #arrived = false; // the run has come to where it begins; the next frame shows it there

  constructor(dependencies: LabStoreDependencies, set: Set, get: () => LabState) {
    this.#dependencies = dependencies;
    this.#set = set;
    this.#get = get;
    this.#watchRest = new Debounce(dependencies.later, 0);
    this.#rateRest = new Debounce(dependencies.later, rest);
    this.#lookRest = new Debounce(dependencies.later, lookRest);
    this.#keeping = new LabKeeping(dependencies, get);
    this.#board = new NoticeBoard(set, get);
    this.#client = dependencies.client((event) => this.#hear(event));
    this.#runs = new LabRuns({
      figures: dependencies.figures,
      keeping: this.#keeping,
      board: this.#board,
      set,
      get,
      begin: (way) => this.#begin(way),
      point: () => this.#client.point(),
    });
  }

  readonly actions: LabStoreActions = {
    configure: (patch) => this.#configure(patch),
    train: () => {
      if (!this.#is('paused', 'loading', 'replaying')) return;
      this.#show(null);
      this.#rateRest.flush();
      this.#client.train();
      if (this.#is('paused')) this.#stands('running');
    },
    pause: () => this.#pause(),
    stepOnce: () => {
      const waits = this.#is('loading') && this.#get().replayTarget === null;
      if (!waits && !this.#is('paused', 'running')) return;
      this.#show(null);
      this.#rateRest.flush();
      this.#client.step();
      if (!waits) this.#stands('paused');
    },
    showStep: (step) => {
      if (!this.#is('paused', 'running', 'diverged')) return;
      if (step !== null) this.#pause();
      this.#show(step);
    },
    fork: () => {
      if (!this.#is('paused', 'running', 'diverged')) return;
      this.#pause();
      this.#forking = true;
      this.#watch();
    },
    reset: () => {
      const { view, speed } = this.#get();
      this.#runs.replace(wayTo({ ...view.config, changes: [] }, 0, speed));
    },
    setSpeed: (speed: SpeedId) => {
      this.#set({ speed });
      this.#client.setSpeed(speedOf(speed).stepsPerSecond);
    },
    setText: (text) => this.#page({ text }),
    pin: (pinned, name) => this.#page({ pinned, linkedNumber: name ?? null }),
    missNumber: () => this.#runs.missNumber(),
    openFigure: (figure, look) => this.#runs.openFigure(figure, look),
    setLook: (name, value) => this.#setLook(name, value),
    missLook: (name) => this.#runs.missLook(name),
    openAt: (figure, place) => this.#runs.openFigure(figure, undefined, place),
    beginFor: (figure, patch) => {
      const { step } = this.#dependencies.figures.opening(figure);
      this.#configure(patch, step);
      this.#runs.openFigure(figure);
    },
    link: () => this.#keeping.link(),
    goBack: () => {
      const { divergence } = this.#get();
      if (divergence) this.#goBack(divergence.nextLearningRate);
    },
    undo: () => this.#runs.undo(),
    continuePrevious: () => this.#runs.continuePrevious(),
    retry: () => {
      if (!this.#is('failed', 'unsupported')) return;
      this.#arrived = false;
      this.#set({ status: 'loading', failure: null, failureReason: null, missing: null });
      this.#client.retry();
    },
    dismissNotice: (id) => this.#board.dismiss(id),
    watch: (query, changed) => this.#watches.watch(query, changed),
    answer: (query) => this.#watches.answer(query),
    dispose: () => {
      for (const stop of this.#stopListening.splice(0)) stop();
      this.#watchRest.cancel();
      this.#rateRest.cancel();
      this.#lookRest.cancel();
      this.#client.dispose();
    },
  };

  /** Begins the run that the page's address asks for. */
  open(): void {
    const { storage, address } = this.#dependencies;
    this.#runs.open();
    storage.onRefused(() => this.#board.post({ code: 'storage-refused' }));
    this.#stopListening.push(
      address.onChange((travelled) => (travelled ? this.#runs.travel() : this.#runs.openLink())),
      address.onLeave(() => this.#keeping.save()),
    );
  }

  #is(...statuses: LabState['status'][]): boolean {
    return statuses.includes(this.#get().status);
  }

  #stands(status: 'running' | 'paused'): void {
    const view: RunView = { ...this.#get().view, running: status === 'running' };
    this.#set({ status, still: false, view });
  }

  #pause(): void {
    if (!this.#is('running', 'loading', 'replaying')) return;
    this.#rateRest.flush();
    this.#client.pause();
    this.#set({ replayTarget: null });
    if (!this.#is('loading')) this.#stands('paused'); // a run that loads is paused once it is there
  }

  /** A choice that belongs to the page and not to the run. */
  #page(choice: Pick<LabState, 'text'> | Pick<LabState, 'pinned' | 'linkedNumber'>): void {
    this.#set(choice);
    this.#keeping.followInAddress();
  }

  #setLook(name: string, value: string | null): void {
    const { look } = this.#get();
    if ((look.get(name) ?? null) === value) return;
    const next = new Map(look);
    if (value === null) next.delete(name);
    else next.set(name, value);
    this.#set({ look: next });
    this.#lookRest.put(() => this.#keeping.followInAddress());
  }

  /** @param step updates to make of another run before it stands */
  #configure(patch: Partial<LabConfig>, step = 0): void {
    const { view, rateInUse, speed } = this.#get();
    const present = { ...view.config, learningRate: rateInUse };
    const { config: wanted, problems } = configured(present, patch);
    if (problems.length > 0) this.#board.post({ code: 'link-problems', problems });
    if (!sameModel(wanted, view.config)) this.#runs.replace(wayTo(wanted, step, speed));
    else if (wanted.learningRate !== rateInUse) this.#setLearningRate(wanted.learningRate);
  }

  #setLearningRate(learningRate: number): void {
    if (this.#is('diverged')) {
      this.#goBack(learningRate); // the only way on there is
      return;
    }
    const { view } = this.#get();
    const config = withLearningRate(view.config, view.lastStep, learningRate);
    this.#set({ view: { ...view, config }, rateInUse: learningRate });
    this.#rateRest.put(() => this.#client.setLearningRate(learningRate));
  }

  #goBack(learningRate: number): void {
    this.#show(null);
    this.#client.goBack(learningRate);
    this.#watches.renew({ seen: true });
    this.#stands('paused');
    this.#set({ divergence: null, rateInUse: learningRate });
  }

  #show(step: number | null): void {
    const { lastStep } = this.#get().view;
    const asked = step === null || step >= lastStep ? null : Math.max(0, Math.round(step));
    if (asked === this.#get().asked) return;
    this.#set({ asked, still: false });
    this.#watches.await(asked ?? lastStep);
    this.#watch();
  }

  /** Tells the worker what is to be seen. */
  #watch(): void {
    this.#watchRest.cancel();
    this.#client.watch(this.#watched());
  }

  #watched(): LabWatched {
    return { queries: this.#watches.queries, shown: this.#get().asked, take: this.#forking };
  }

  #begin(way: LabWay): void {
    this.#watchRest.cancel();
    this.#rateRest.cancel();
    this.#arrived = false;
    this.#forking = false;
    // The same place of another network is another number.
    if (!sameModel(way.point.config, this.#get().view.config))
      this.#set({ pinned: null, linkedNumber: null });
    this.#set(beginning(way));
    this.#watches.renew({ seen: false });
    this.#keeping.followInAddress();
    const { point, shown, speed } = way;
    const { stepsPerSecond } = speedOf(speed);
    this.#client.start({ point, shown, watched: this.#watched(), stepsPerSecond });
  }

  #hear(event: RunEvent<LabRun>): void {
    const state = this.#get();
    switch (event.type) {
      case 'built':
        this.#set(afterBuilt(state, event));
        break;
      case 'frame':
        this.#draw(event);
        break;
      case 'reached':
        this.#arrived = true;
        break;
      case 'configured':
        // While a newer rate waits to be sent, the page shows that one.
        if (!this.#rateRest.pending) this.#set({ view: { ...state.view, config: event.config } });
        break;
      case 'diverged':
        this.#rateRest.cancel();
        this.#set(afterDivergence(state, event));
        break;
      case 'restarted':
        this.#board.post({ code: 'worker-restarted', step: event.step });
        break;
      case 'predictionFailed':
      case 'relaxedRefused':
        break; // the lab's runs are plain, and what its worker cannot answer is an answer too
      case 'settingRefused':
        this.#board.post({ code: 'setting-refused', message: event.message });
        break;
      case 'failed':
        this.#ends({ status: 'failed', failure: event.message, failureReason: event.reason });
        break;
      case 'unsupported':
        this.#ends({ status: 'unsupported', missing: event.missing });
        break;
      default:
        throw unexpected(event);
    }
  }

  #draw(frame: Extract<RunEvent<LabRun>, { type: 'frame' }>): void {
    const { running } = this.#client;
    this.#set(afterFrame(this.#get(), frame, { arrived: this.#arrived, running }));
    const { asked, view } = this.#get();
    if (frame.shown) this.#watches.take(frame.answers, frame.shown.step, asked ?? view.lastStep);
    if (frame.still) this.#keeping.save();
    if (this.#forking && frame.taken) this.#runs.replace(forked(frame.taken, this.#get().speed));
  }

  #ends(trouble: Partial<LabState>): void {
    this.#forking = false;
    this.#set({ ...trouble, view: { ...this.#get().view, running: false } });
  }
}
