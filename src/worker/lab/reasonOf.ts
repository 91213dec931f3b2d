import type { Given } from './kind.ts';

/** Which kind of trouble an answerer met. */
export function reasonOf(error: unknown): Extract<Given, { readonly state: 'failed' }>['reason'] {
  if (!(error instanceof Error)) return 'error';
  if (error.name === 'TraceTooLargeError') return 'tooLarge';
  return error.name === 'TextProblem' ? 'text' : 'error';
}
