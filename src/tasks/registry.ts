// Every task there is. A new task is one new file and one line here.

import { translation } from './translation/translation.ts';

export const tasks = { translation } as const;

/** The name of a task in configs and links. */
export type TaskId = keyof typeof tasks;
