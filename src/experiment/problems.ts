// How a value that cannot be used is reported: as data. The sentences that people read are in i18n.

import { cut } from '../tasks/words.ts';

/** Why a value was not used as it was given. */
export type ProblemReason =
  | 'unknown-field'
  | 'not-a-number'
  | 'out-of-range'
  | 'not-a-choice'
  | 'too-long'
  | 'unreadable'
  | 'newer-version';

export interface ConfigProblem {
  /** The field's name as given, at most 40 characters; `link` for a link that was refused whole. */
  readonly field: string;
  /** What was given, at most 40 characters; empty where nothing was given. */
  readonly value: string;
  readonly reason: ProblemReason;
  /** What is used instead, at most 40 characters; empty for nothing. */
  readonly used: string;
}

/** More problems than this in one config tell nobody anything more. */
export const maxProblems = 20;

/** Field names and values are shown no longer than this. */
const shownLength = 40;

/** A value of any kind as short text. Never throws and never calls a foreign `toString`. */
function show(value: unknown): string {
  if (value === undefined) return '';
  if (value === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof value))
    return String(value);
  return Array.isArray(value) ? 'list' : typeof value;
}

export function problem(field: string, value: unknown, reason: ProblemReason, used: unknown): ConfigProblem {
  const short = (text: string) => cut(text, shownLength);
  return { field: short(field), value: short(show(value)), reason, used: short(show(used)) };
}
