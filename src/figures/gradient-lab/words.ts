// Numbers to sentences: which words the catalogue has for a verdict, a run, a consequence.
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { Verdict } from '../../geometry/lab/decay.ts';
import type { Numbers } from '../../i18n/numbers.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { LabEvaluation } from '../definition.ts';
import type { NoTheory, State, Task, Theory } from './present.ts';
import { type Arrival, lastingBefore } from './useArrivals.ts';

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
      return say.vanishes(verdict.hops, verdict.times, state);
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

/**
 * Why it can know, and yet little of the gradient comes through: the way back counts while it learns. Empty where nothing
 * needs explaining.
 */
export function holdsWords(
  m: Words,
  verdict: Verdict,
  { metric }: Task,
  judged: LabEvaluation | undefined,
  arrivals: readonly Arrival[],
  state: State,
): string {
  if (verdict.kind !== 'vanishes' || metric !== 'share' || !judged || judged.metric < knowing) return '';
  const lasted = lastingBefore(arrivals, judged.step);
  return lasted ? m.lasted(lasted.step, lasted.share, state) : m.holds;
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
