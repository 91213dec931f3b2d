// Why a question has no answer, in words for a person.
import type { Answer } from '../../experiment/lab/queries.ts';
import { type LabMessages, useLabMessages } from '../../i18n/useLabMessages.ts';

/** What is wrong with a text, as tasks say it: `tooLong: 24`. */
function textWords(message: string, { problems: m }: LabMessages['page']['text']): string {
  const [code = '', detail = ''] = message.split(/: (.*)/s);
  return code === 'empty' ? m.empty : code === 'tooLong' ? m.tooLong(detail) : m.unknown(detail);
}

/** The way from an answer to the words; undefined where there is an answer, or one is on its way. */
export function useProblemWords(): (answer: Answer<unknown>) => string | undefined {
  const { page, frame } = useLabMessages();
  return (answer) => {
    if (answer.state !== 'failed') return undefined;
    if (answer.reason === 'text') return textWords(answer.message, page.text);
    return answer.reason === 'tooLarge' ? frame.tooLarge(answer.message) : frame.broken(answer.message);
  };
}
