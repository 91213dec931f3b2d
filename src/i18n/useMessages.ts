// React's view of the present language: any component reads its words and number formats here.
import { useSyncExternalStore } from 'react';
import { currentLocale, onLocaleChange } from './locale.ts';
import type { Messages } from './messages.ts';
import type { Numbers } from './numbers.ts';

const useLocale = () => useSyncExternalStore(onLocaleChange, currentLocale, currentLocale);

/** The catalogue of the present language; a change of language renders again. */
export function useMessages(): Messages {
  return useLocale().messages;
}

/** Number formats of the present language. */
export function useNumbers(): Numbers {
  return useLocale().numbers;
}

/** The present locale's id. */
export function useLocaleId(): string {
  return useLocale().id;
}
