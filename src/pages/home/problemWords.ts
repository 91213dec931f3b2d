// What was wrong with a link or a setting, as sentences. Reported are field, value, reason and what is used instead; that
// a field was given twice has no reason of its own and is told from these four.
import { defaultConfig } from '../../experiment/config.ts';
import { writeLink } from '../../experiment/link.ts';
import type { ConfigProblem } from '../../experiment/problems.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { Numbers } from '../../i18n/numbers.ts';

const defaults = new Map(
  new URLSearchParams(writeLink({ config: defaultConfig, step: 0, phrase: undefined })),
);
/** Fields that need not be there. */
const optional = new Set(['phrase', 'changes']);

const isKnown = (field: string): boolean => defaults.has(field) || optional.has(field);

/** A link that was not read at all. */
export const isRefused = ({ field, reason }: ConfigProblem): boolean =>
  field === 'link' && reason === 'too-long';

/** Named by a link that says its version, and not there. */
const isMissing = ({ field, value, reason, used }: ConfigProblem): boolean =>
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
function isRepeated({ field, value, reason, used }: ConfigProblem): boolean {
  if (reason !== 'unreadable') return false;
  if (used !== (defaults.get(field) ?? '')) return true;
  return field !== 'changes' && value !== '' && !isMalformed(value);
}

function wordsOf(problem: ConfigProblem, m: Messages['notices'], numbers: Numbers): string {
  const { field, value, reason, used } = problem;
  if (field === '') return m.nameless;
  if (reason === 'unreadable' && !isKnown(field)) return m.problem['unknown-field'](field);
  if (isRepeated(problem)) return m.repeated(m.field(field), used);
  const rate = field === 'learningRate' && used !== '' ? Number(used) : Number.NaN;
  return m.problem[reason](m.field(field), value, Number.isFinite(rate) ? numbers.rate(rate) : used);
}

/** One line for each value that could not be used, and one for all that were not there. */
export function problemWords(
  problems: readonly ConfigProblem[],
  m: Messages['notices'],
  numbers: Numbers,
): { readonly count: number; readonly lines: readonly string[] } {
  const missing = problems.filter(isMissing).map(({ field }) => m.field(field));
  const others = problems.filter((problem) => !isMissing(problem));
  const lines = [...new Set(others.map((problem) => wordsOf(problem, m, numbers)))];
  const count = lines.length + missing.length;
  return { count, lines: missing.length > 0 ? [...lines, m.missing(missing)] : lines };
}
