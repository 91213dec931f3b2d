// How many steps each task's sequences have. Apart from the tasks on purpose: pages need this before they need any data.

/** A choice of the learner's, or what the data say (then `max`: the longest there may be, typed text included). */
export type TaskLength =
  | { readonly kind: 'chosen'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'fixed'; readonly max: number };

export const lengths = {
  sentiment: { kind: 'fixed', max: 24 },
  nextCharacter: { kind: 'chosen', min: 8, max: 64, default: 32 },
  nextWord: { kind: 'fixed', max: 24 },
  firstToken: { kind: 'chosen', min: 2, max: 64, default: 12 },
  adding: { kind: 'chosen', min: 4, max: 64, default: 16 },
  sine: { kind: 'chosen', min: 8, max: 64, default: 24 },
  series: { kind: 'chosen', min: 12, max: 60, default: 24 },
} as const satisfies Record<string, TaskLength>;

/** The name of a prediction task in configs and links; the tasks themselves are in registry.ts. */
export type PredictionTaskId = keyof typeof lengths;
