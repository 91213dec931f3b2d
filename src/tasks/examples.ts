// What a page shows of each task before any worker has made its data: the example, and that the task exists.
// Apart from the registry on purpose: the page's first load needs this, not the grammars behind it.

import type { TaskId } from './registry.ts';

export const examples = {
  translation: { input: 'the big red dog', output: 'le gros chien rouge' },
} as const satisfies Record<TaskId, { readonly input: string; readonly output: string }>;
