// What was wrong with a link or a setting, as sentences. Reported are field, value, reason and what is used instead; that
// a field was given twice has no reason of its own and is told from these four.
import type { ConfigProblem } from '../../experiment/problems.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { Numbers } from '../../i18n/numbers.ts';
import type { LinkDefaults } from './anyRun.ts';

/** A link that was not read at all. */
export const isRefused = ({ field, reason }: ConfigProblem): boolean =>
  field === 'link' && reason === 'too-long';

/** Named by a link that says its version, and not there. */
const isMissing = ({ field, value, reason, used }: ConfigProblem, defaults: LinkDefaults): boolean =>
  reason === 'unreadable' && value === '' && used === defaults.get(field);

/** Percent-encoding that cannot be undone; it may have been cut. */
function isMalformed(value: string): boolean {
  try {
    decodeURIComponent(value);
    return false;
  } catch {
    return true;
  }
}

/** Given before: then the first is what is `used`. In doubt no: the sentence for what is unreadable is true of both. */
function isRepeated({ field, value, reason, used }: ConfigProblem, defaults: LinkDefaults): boolean {
  if (reason !== 'unreadable') return false;
  if (used !== (defaults.get(field) ?? '')) return true;
  return field !== 'changes' && value !== '' && !isMalformed(value);
}

function wordsOf(
  problem: ConfigProblem,
  m: Messages['notices'],
  numbers: Numbers,
  defaults: LinkDefaults,
): string {
  const { field, value, reason, used } = problem;
  if (field === '') return m.nameless;
  if (reason === 'unreadable' && !defaults.has(field)) return m.problem['unknown-field'](field);
  if (isRepeated(problem, defaults)) return m.repeated(m.field(field), used);
  const rate = field === 'learningRate' && used !== '' ? Number(used) : Number.NaN;
  return m.problem[reason](m.field(field), value, Number.isFinite(rate) ? numbers.rate(rate) : used);
}

/** One line for each value that could not be used, and one for all that were not there. */
export function problemWords(
  problems: readonly ConfigProblem[],
  m: Messages['notices'],
  numbers: Numbers,
  defaults: LinkDefaults,
): { readonly count: number; readonly lines: readonly string[] } {
  const missing = problems
    .filter((problem) => isMissing(problem, defaults))
    .map(({ field }) => m.field(field));
  const others = problems.filter((problem) => !isMissing(problem, defaults));
  const lines = [...new Set(others.map((problem) => wordsOf(problem, m, numbers, defaults)))];
  const count = lines.length + missing.length;
  return { count, lines: missing.length > 0 ? [...lines, m.missing(missing)] : lines };
}
