// Numbers to sentences: which words the catalogue has for a verdict, a run, a consequence.
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { Verdict } from '../../geometry/lab/decay.ts';
import type { Numbers } from '../../i18n/numbers.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { LabEvaluation } from '../definition.ts';
import type { NoTheory, State, Task, Theory } from './present.ts';
import { type Arrival, lastingBefore } from './useArrivals.ts';
import type { Kept } from './useKept.ts';

type Words = LabMessages['gradient-lab'];

/** From this share of right answers on it has learnt what it must. */
const knowing = 0.95;
/** Below this share above chance it may as well be guessing: two standard errors of 200 examples. */
const luck = 0.07;

function zeroCause(config: LabConfig, hops: number): 'truncated' | 'dead' | 'underflow' {
  if (config.truncation > 0 && hops <= config.truncation) return 'truncated';
  return config.cell === 'rnn_relu' ? 'dead' : 'underflow';
}

/** @param length `verdict`: a sentence; `brief`: a few words, for a list */
export function verdictWords(
  m: Words,
  length: 'verdict' | 'brief',
  verdict: Verdict,
  config: LabConfig,
  state: State,
  known = false,
): string {
  const say = m[length];
  switch (verdict.kind) {
    case 'none':
      return say.none;
    case 'broken':
      return say.broken(verdict.hops);
    case 'zero':
      return say.zero(verdict.hops, zeroCause(config, verdict.hops));
    case 'vanishes':
      return say.vanishes(verdict.hops, verdict.times, state, known);
    case 'explodes':
      return say.explodes(verdict.hops, verdict.times, state);
    case 'keeps':
      return say.keeps(verdict.hops, state);
    case 'dips':
      return say.dips(verdict.hops, verdict.share, state);
  }
}

export const theoryWords = (m: Words, theory: Theory | NoTheory): string =>
  typeof theory === 'string'
    ? m.noTheory[theory]
    : m.theory(theory.radius, theory.slope, theory.kind, theory.factor);

export function consequenceWords(m: Words, { metric, chance }: Task, value: number): string {
  const say = m.consequence;
  if (metric === 'error') return chance === undefined ? say.wrong(value) : say.errs(value, chance);
  if (chance === undefined) return say.says(value);
  if (value < chance + luck) return say.guesses(value, chance);
  return value >= knowing ? say.knows(value) : say.learns(value, chance);
}

/** A task that cannot be done without the first step, by units that saturate. */
const needsFirst = ({ task, cell }: LabConfig) => task === 'firstToken' && cell !== 'rnn_relu';

/** What is told of the way back, and why it is so where that is not plain. */
export interface Fate {
  readonly verdict: string;
  readonly why: string | undefined;
}

/**
 * The verdict. A network that knows what it must lets little through any more: then the way back is told of the time at
 * which it was learning, where that was seen.
 */
export function fateWords(
  m: Words,
  verdict: Verdict,
  kept: Kept<unknown>,
  evaluations: readonly LabEvaluation[],
  arrivals: readonly Arrival[],
  state: State,
): Fate {
  const { config } = kept;
  const knew = evaluations.find((own) => own.metric >= knowing)?.step;
  const still = (evaluations.at(-1)?.metric ?? 0) >= knowing;
  const known = verdict.kind === 'vanishes' && needsFirst(config) && knew !== undefined && still;
  const own = verdictWords(m, 'verdict', verdict, config, state, known);
  if (!known) return { verdict: own, why: undefined };
  const lasted = lastingBefore(arrivals, knew);
  if (!lasted) return { verdict: own, why: m.goBack };
  return {
    verdict: m.lasted(lasted.step, lasted.share, state),
    why: m.holds(verdictWords(m, 'brief', verdict, config, state)),
  };
}

/** Settings that the figure's own words name; of the others those are named that differ. */
const named: readonly (keyof LabConfig)[] = [
  'version',
  'changes',
  'cell',
  'length',
  'initialisation',
  'spectralRadius',
  'clipNorm',
];

/** A run by its settings. @param beside the run it is compared with */
export function runWords(
  words: LabMessages,
  numbers: Numbers,
  config: LabConfig,
  beside: LabConfig = config,
): string {
  const { names, choices, flag, value: say } = words.page.settings;
  const lists: Partial<Record<string, Readonly<Record<string, string>>>> = choices;
  const valueWords = (name: string, value: unknown) =>
    typeof value === 'number'
      ? numbers.rate(value)
      : typeof value === 'boolean'
        ? flag[`${value}`]
        : (lists[name]?.[String(value)] ?? String(value));
  const others = (Object.keys(names) as (keyof typeof names)[])
    .filter((name) => !named.includes(name) && config[name] !== beside[name])
    .map((name) => say(names[name], valueWords(name, config[name])));
  const m = words['gradient-lab'];
  const start =
    config.initialisation === 'spectral'
      ? m.atRadius(config.spectralRadius)
      : choices.initialisation[config.initialisation];
  return m.run(choices.cell[config.cell], config.length, start, config.clipNorm, others);
}
