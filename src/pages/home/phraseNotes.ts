// What is worth saying about the phrase in the field: plain sentences, in the order in which they matter.

import type { Prediction } from '../../experiment/prediction.ts';
import type { Messages } from '../../i18n/messages.ts';

/** Unknown words that are named one by one. */
const named = 4;

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;

/**
 * The sentences under the field. `prediction` belongs to an older phrase while the worker is busy: then only what can be
 * said without it is said.
 */
export function phraseNotes(
  phrase: string,
  prediction: Prediction | null,
  m: Messages['phrase'],
): readonly string[] {
  if (phrase.trim() === '') return [m.empty];
  if (prediction === null) return [m.nothingToRead(cut(phrase.trim(), 24))];
  const notes: string[] = [];
  const { source, dropped, ended, origin, steps } = prediction;
  if (dropped > 0) notes.push(m.dropped(source.length, source.length + dropped));
  const unknown = [...new Set(source.filter((token) => !token.known).map((token) => cut(token.word, 24)))];
  if (unknown.length > 0) notes.push(m.unknown(unknown.slice(0, named), Math.max(0, unknown.length - named)));
  if (!ended) notes.push(m.notEnded(steps.length));
  return notes.length > 0 ? notes : [m.origin[origin]];
}
