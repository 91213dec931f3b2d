// A notice of the store in words of the catalogue: one sentence, and a list where there are several things to say.
import type { Messages } from '../../i18n/messages.ts';
import type { Numbers } from '../../i18n/numbers.ts';
import type { NoticeMessage } from '../../stores/notices.ts';
import type { LinkDefaults } from './anyRun.ts';
import { isRefused, problemWords } from './problemWords.ts';

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

/** @param linkDefaults the fields of the page's links, see AnyRun */
export function noticeWords(
  message: NoticeMessage,
  m: Messages['notices'],
  numbers: Numbers,
  linkDefaults: LinkDefaults,
): NoticeWords {
  switch (message.code) {
    case 'link-problems': {
      if (message.problems.some(isRefused)) return say(m.linkRefused);
      const { count, lines } = problemWords(message.problems, m, numbers, linkDefaults);
      return { sentence: m.linkProblems(count), list: lines, action: null };
    }
    case 'worker-restarted':
      return say(m.workerRestarted(message.step));
    case 'storage-refused':
      return say(m.storageRefused);
    case 'run-replaced':
      return say(m.runReplaced(message.previousStep), 'undo');
    case 'previous-run':
      return say(m.previousRun(message.step, message.relaxed), 'continuePrevious');
    case 'relaxed-refused':
      return say(m.relaxedRefused(message.message));
    case 'link-plain':
      return say(m.linkPlain);
    case 'phrase-cut':
      return say(m.phraseCut(message.limit));
    case 'prediction-failed':
      return say(m.predictionFailed(message.message));
    case 'setting-refused':
      return say(m.settingRefused(message.message));
  }
}
