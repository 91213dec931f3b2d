// A notice of the store in words of the catalogue: one sentence, and a list where there are several things to say.

import type { ConfigProblem } from '../../experiment/problems.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { NoticeMessage } from '../../stores/notices.ts';

export interface NoticeWords {
  readonly sentence: string;
  readonly list: readonly string[];
  /** What the visitor can do about it, where there is something. */
  readonly action: 'undo' | 'continuePrevious' | null;
}

const say = (sentence: string, action: NoticeWords['action'] = null): NoticeWords => ({
  sentence,
  list: [],
  action,
});

/** One line for each value that could not be used, and one for all that were not there. */
function problemWords(problems: readonly ConfigProblem[], m: Messages['notices']): readonly string[] {
  const isMissing = ({ value, reason }: ConfigProblem) => value === '' && reason === 'unreadable';
  const missing = problems.filter(isMissing).map(({ field }) => m.field(field));
  const words = problems
    .filter((problem) => !isMissing(problem))
    .map(({ field, value, reason, used }) => m.problem[reason](m.field(field), value, used));
  return [...new Set(missing.length > 0 ? [...words, m.missing(missing)] : words)];
}

export function noticeWords(message: NoticeMessage, m: Messages['notices']): NoticeWords {
  switch (message.code) {
    case 'link-problems':
      return {
        sentence: m.linkProblems(message.problems.length),
        list: problemWords(message.problems, m),
        action: null,
      };
    case 'worker-restarted':
      return say(m.workerRestarted(message.step));
    case 'storage-refused':
      return say(m.storageRefused);
    case 'run-replaced':
      return say(m.runReplaced(message.previousStep), 'undo');
    case 'previous-run':
      return say(m.previousRun(message.step), 'continuePrevious');
    case 'phrase-cut':
      return say(m.phraseCut(message.limit));
    case 'prediction-failed':
      return say(m.predictionFailed(message.message));
    case 'setting-refused':
      return say(m.settingRefused(message.message));
  }
}
