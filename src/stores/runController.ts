// Turns what the visitor does into requests to the worker, and what happens to the run into state.
import type { ExperimentConfig } from '../experiment/config.ts';
import type { HyperparameterName } from '../experiment/hyperparameters.ts';
import { parseConfig } from '../experiment/parseConfig.ts';
import { unexpected } from '../worker/protocol.ts';
import type { RunClient, RunEvent } from '../worker/runClient.ts';
import type { Address } from './address.ts';
import { Debounce } from './debounce.ts';
import { Keeping } from './keeping.ts';
import { presentSettings, withLearningRate } from './learningRate.ts';
import { type NoticeCode, type NoticeMessage, withNotice, withoutCode, withoutNotice } from './notices.ts';
import type { RunStoreDependencies } from './runDependencies.ts';
import { afterBuilt, afterDivergence, afterFrame, beginning } from './runEvents.ts';
import { maxPhraseLength, type RunActions, type RunState, type RunStoreState } from './runState.ts';
import { cutPhrase, firstWay, freshWay, linkedWay, type Way } from './runWays.ts';
import { type SpeedId, speedOf } from './speeds.ts';
import type { RunStorage } from './storage.ts';

const rest = 80; // ms without a change before a phrase or a learning rate goes to the worker

export class RunController implements RunActions {
  readonly #storage: RunStorage;
  readonly #address: Address;
  readonly #canRelax: boolean;
  readonly #client: RunClient;
  readonly #keeping: Keeping;
  readonly #phraseRest: Debounce;
  readonly #rateRest: Debounce;
  readonly #stopListening: (() => void)[] = [];
  #set: (patch: Partial<RunState>) => void = () => {};
  #get: () => RunState = () => {
    throw new Error('run store: asked for its state before it had one');
  };

  #previous: Way | null = null; // the run of an earlier visit
  #arrived = false; // the run has come to where it begins; the next frame shows it there
  #notices = 0;

  constructor({ client, storage, address, canRelax, later }: RunStoreDependencies) {
    this.#storage = storage;
    this.#address = address;
    this.#canRelax = canRelax;
    this.#phraseRest = new Debounce(later, rest);
    this.#rateRest = new Debounce(later, rest);
    this.#keeping = new Keeping(storage, address, () => this.#get());
    this.#client = client((event) => this.#hear(event));
  }

  /** The first state: a run is on its way, with nothing known yet but what it will be. */
  stateFor(set: (patch: Partial<RunState>) => void, get: () => RunState): RunStoreState {
    this.#set = set;
    this.#get = get;
    return {
      ...beginning(firstWay()),
      canRelax: this.#canRelax,
      parameterCount: null,
      split: null,
      prediction: null,
      notices: [],
      train: () => this.train(),
      pause: () => this.pause(),
      stepOnce: () => this.stepOnce(),
      reset: () => this.reset(),
      setSpeed: (speed) => this.setSpeed(speed),
      setHyperparameter: (name, value) => this.setHyperparameter(name, value),
      setRelaxed: (relaxed) => this.setRelaxed(relaxed),
      setPhrase: (text) => this.setPhrase(text),
      link: () => this.link(),
      goBack: () => this.goBack(),
      undo: () => this.undo(),
      continuePrevious: () => this.continuePrevious(),
      retry: () => this.retry(),
      dismissNotice: (id) => this.dismissNotice(id),
      dispose: () => this.dispose(),
    };
  }

  /** Begins the run that the page's address asks for. */
  open(): void {
    if (!this.#openLink()) this.#begin(firstWay(this.#canRelax && this.#storage.relaxed()));
    // Also beside a link: whoever copied one, trained on and came back must find what came after it.
    this.#previous = this.#keeping.previous();
    if (this.#previous) {
      const { step, relaxed } = this.#previous.point;
      this.#notify({ code: 'previous-run', step, relaxed });
    }
    this.#storage.onRefused(() => this.#notify({ code: 'storage-refused' }));
    this.#stopListening.push(
      this.#address.onChange(() => this.#openLink()),
      this.#address.onLeave(() => this.#keeping.save()),
    );
  }

  train(): void {
    const { status } = this.#get();
    if (status !== 'paused' && status !== 'loading' && status !== 'replaying') return;
    this.#rateRest.flush();
    this.#client.train();
    if (status === 'paused') this.#set({ status: 'running', still: false });
  }

  pause(): void {
    const { status } = this.#get();
    if (status !== 'running' && status !== 'loading' && status !== 'replaying') return;
    this.#rateRest.flush();
    this.#client.pause();
    // A run that loads goes on doing so: it is paused once it is there.
    this.#set({ replayTarget: null, ...(status === 'loading' ? {} : { status: 'paused' }) });
  }

  stepOnce(): void {
    const { status, replayTarget } = this.#get();
    if (status !== 'paused' && status !== 'running' && !(status === 'loading' && replayTarget === null))
      return;
    this.#rateRest.flush();
    this.#client.step();
    this.#set({ still: false, ...(status === 'running' ? { status: 'paused' } : {}) });
  }

  reset(): void {
    const { config, phrase, speed, relaxed } = this.#get();
    this.#replace(freshWay({ ...config, changes: [] }, phrase, speed, relaxed));
  }

  setSpeed(speed: SpeedId): void {
    this.#set({ speed });
    this.#client.setSpeed(speedOf(speed).stepsPerSecond);
  }

  setHyperparameter(name: HyperparameterName, value: number): void {
    const { config, phrase, speed, relaxed } = this.#get();
    const { config: wanted, problems } = parseConfig({ ...presentSettings(this.#get()), [name]: value });
    if (problems.length > 0) this.#notify({ code: 'link-problems', problems });
    if (name === 'learningRate') this.#setLearningRate(wanted.learningRate);
    else if (!sameModel(wanted, config)) this.#replace(freshWay(wanted, phrase, speed, relaxed));
  }

  setRelaxed(relaxed: boolean): void {
    const { relaxed: present, phrase, speed } = this.#get();
    if (relaxed === present || (relaxed && !this.#canRelax)) return;
    this.#storage.saveRelaxed(relaxed);
    this.#replace(freshWay(presentSettings(this.#get()), phrase, speed, relaxed));
  }

  #setLearningRate(learningRate: number): void {
    const { config, step, status } = this.#get();
    if (status === 'diverged') {
      // the only way on there is
      this.#goBackWith(learningRate);
      return;
    }
    this.#set({ config: withLearningRate(config, step, learningRate), rateInUse: learningRate });
    this.#rateRest.put(() => this.#client.setLearningRate(learningRate));
  }

  setPhrase(text: string): void {
    const phrase = cutPhrase(text);
    this.#set({ phrase });
    if (phrase === text) this.#drop('phrase-cut');
    else this.#notify({ code: 'phrase-cut', limit: maxPhraseLength });
    this.#phraseRest.put(() => {
      this.#client.watch(phrase);
      this.#keeping.save();
    });
  }

  link(): string {
    return this.#keeping.link();
  }

  goBack(): void {
    const { divergence } = this.#get();
    if (divergence) this.#goBackWith(divergence.nextLearningRate);
  }

  #goBackWith(learningRate: number): void {
    this.#client.goBack(learningRate);
    this.#set({ status: 'paused', still: false, divergence: null, rateInUse: learningRate });
  }

  undo(): void {
    const back = this.#keeping.replaced.take();
    if (!back) return;
    const { relaxed } = back.point;
    if (relaxed !== this.#get().relaxed) this.#storage.saveRelaxed(relaxed); // the choice is undone with the switch
    this.#replace(back, 'first');
    this.#tellReplaced();
  }

  continuePrevious(): void {
    const back = this.#previous;
    if (!back) return;
    this.#previous = null;
    this.#drop('previous-run');
    this.#replace(back);
  }

  retry(): void {
    const { status } = this.#get();
    if (status !== 'failed' && status !== 'unsupported') return;
    this.#arrived = false;
    this.#set({ status: 'loading', failure: null, failureReason: null, missing: null });
    this.#client.retry();
  }

  dismissNotice(id: number): void {
    this.#set({ notices: withoutNotice(this.#get().notices, id) });
  }

  dispose(): void {
    for (const stop of this.#stopListening.splice(0)) stop();
    this.#phraseRest.cancel();
    this.#rateRest.cancel();
    this.#client.dispose();
  }

  /** Begins the run of the address, if there is one in it. */
  #openLink(): boolean {
    const link = this.#keeping.linked();
    if (!link) return false;
    this.#replace(linkedWay(link, this.#get().speed));
    this.#keeping.opened();
    if (link.problems.length > 0) this.#notify({ code: 'link-problems', problems: link.problems });
    else this.#drop('link-problems');
    if (this.#canRelax && this.#storage.relaxed()) this.#notify({ code: 'link-plain' });
    return true;
  }

  /**
   * Begins another run, and keeps the present one for undo() if it had come anywhere. undo() itself puts it `first`, so
   * that pressing Undo again and again goes through all the runs there were.
   */
  #replace(next: Way, place: 'first' | 'last' = 'last'): void {
    const point = this.#client.point();
    const { phrase, speed } = this.#get();
    this.#begin(next);
    if (!point || point.step === 0) return;
    this.#keeping.replaced.add({ point, shown: false, phrase, speed }, place);
    this.#tellReplaced();
  }

  #tellReplaced(): void {
    const { newest } = this.#keeping.replaced;
    if (newest) this.#notify({ code: 'run-replaced', previousStep: newest.point.step });
    else this.#drop('run-replaced');
  }

  #begin(way: Way): void {
    this.#phraseRest.cancel();
    this.#rateRest.cancel();
    this.#arrived = false;
    this.#set(beginning(way));
    this.#keeping.followInAddress();
    const { point, shown, phrase, speed } = way;
    if (point.relaxed) this.#drop('link-plain');
    this.#client.start({ point, shown, watched: phrase, stepsPerSecond: speedOf(speed).stepsPerSecond });
  }

  #hear(event: RunEvent): void {
    const state = this.#get();
    switch (event.type) {
      case 'built':
        this.#set(afterBuilt(state, event));
        break;
      case 'frame':
        this.#set(afterFrame(state, event, { arrived: this.#arrived, running: this.#client.running }));
        if (event.still) this.#keeping.save();
        break;
      case 'reached':
        this.#arrived = true;
        break;
      case 'configured':
        // While a newer rate waits to be sent, the page shows that one.
        if (!this.#rateRest.pending) this.#set({ config: event.config });
        break;
      case 'diverged':
        this.#rateRest.cancel();
        this.#set(afterDivergence(state, event));
        break;
      case 'restarted':
        this.#notify({ code: 'worker-restarted', step: event.step });
        break;
      case 'relaxedRefused':
        this.#set({ relaxed: false });
        this.#notify({ code: 'relaxed-refused', message: event.message });
        break;
      case 'predictionFailed':
        this.#notify({ code: 'prediction-failed', message: event.message });
        break;
      case 'settingRefused':
        this.#notify({ code: 'setting-refused', message: event.message });
        break;
      case 'failed':
        this.#set({ status: 'failed', failure: event.message, failureReason: event.reason });
        break;
      case 'unsupported':
        this.#set({ status: 'unsupported', missing: event.missing });
        break;
      default:
        throw unexpected(event);
    }
  }

  #notify(message: NoticeMessage): void {
    this.#set({ notices: withNotice(this.#get().notices, ++this.#notices, message) });
  }

  #drop(code: NoticeCode): void {
    this.#set({ notices: withoutCode(this.#get().notices, code) });
  }
}

/** Whether two configs build the same model from the same data: all that is not live. */
function sameModel(a: ExperimentConfig, b: ExperimentConfig): boolean {
  return a.seed === b.seed && a.layers === b.layers && a.heads === b.heads && a.width === b.width;
}
