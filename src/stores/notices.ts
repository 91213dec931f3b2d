// What the page has to tell the visitor besides the run itself. The words for each code are in i18n.
import type { ConfigProblem } from '../experiment/link.ts';

export type NoticeMessage =
  /** Values of the link, of storage or of a control that could not be used, and what was used instead. */
  | { readonly code: 'link-problems'; readonly problems: readonly ConfigProblem[] }
  /** The worker died; its replacement has caught up and is at `step`. */
  | { readonly code: 'worker-restarted'; readonly step: number }
  /** The browser refuses to keep anything: the run is lost when the page is closed, unless its link is copied. */
  | { readonly code: 'storage-refused' }
  /** A reset, a rebuilt model or another link replaced a run that had come to `previousStep`; undo() brings it back. */
  | { readonly code: 'run-replaced'; readonly previousStep: number }
  /** A run of an earlier visit had come to `step`; continuePrevious() brings it back. */
  | { readonly code: 'previous-run'; readonly step: number; readonly relaxed: boolean }
  /** The relaxed kernels could not be loaded; the run is computed with the plain ones. */
  | { readonly code: 'relaxed-refused'; readonly message: string }
  /** The visitor prefers fast arithmetic, but the run is a link's, and those are computed plainly. */
  | { readonly code: 'link-plain' }
  /** The phrase is longer than the field keeps; the rest was cut. */
  | { readonly code: 'phrase-cut'; readonly limit: number }
  /** The phrase could not be translated because of an error in the program. */
  | { readonly code: 'prediction-failed'; readonly message: string }
  /** The learning rate could not be set: a run, like its link, holds only so many changes. */
  | { readonly code: 'setting-refused'; readonly message: string };

export type NoticeCode = NoticeMessage['code'];

export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'warning';
  readonly message: NoticeMessage;
}

const kinds: Record<NoticeCode, Notice['kind']> = {
  'link-problems': 'warning',
  'worker-restarted': 'info',
  'storage-refused': 'warning',
  'run-replaced': 'info',
  'previous-run': 'info',
  'relaxed-refused': 'warning',
  'link-plain': 'info',
  'phrase-cut': 'info',
  'prediction-failed': 'warning',
  'setting-refused': 'warning',
};

/** The notices with `message` last. It replaces an older one of its code: two of the same kind say less than one. */
export function withNotice(
  notices: readonly Notice[],
  id: number,
  message: NoticeMessage,
): readonly Notice[] {
  return [...withoutCode(notices, message.code), { id, kind: kinds[message.code], message }];
}

/** The notices without those of `code`; the same array when there is none. */
export function withoutCode(notices: readonly Notice[], code: NoticeCode): readonly Notice[] {
  return notices.some((notice) => notice.message.code === code)
    ? notices.filter((notice) => notice.message.code !== code)
    : notices;
}

/** The notices without the one of `id`. */
export function withoutNotice(notices: readonly Notice[], id: number): readonly Notice[] {
  return notices.filter((notice) => notice.id !== id);
}
