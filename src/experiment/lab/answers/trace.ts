// One example in full: the task's worked example, or what was typed.

import type { Example, PredictionTask } from '../../../tasks/prediction/task.ts';
import { explain } from '../explain.ts';
import type { LabParts } from '../parts.ts';
import type { Query } from '../queries.ts';
import type { Trace } from '../trace.ts';

/** What was typed cannot be read as an example. */
class TextProblem extends Error {
  override name = 'TextProblem';
  readonly problem: string;
  readonly detail: string;

  constructor(problem: string, detail: string) {
    super(`${problem}: ${detail}`);
    this.problem = problem;
    this.detail = detail;
  }
}

/** @throws TextProblem for text that is no example, or of a task that reads none; TraceTooLargeError */
export function trace(parts: LabParts, { request }: Extract<Query, { kind: 'trace' }>): Trace {
  return explain(parts, exampleOf(parts.task, request.text, parts.config.length), request);
}

function exampleOf(task: PredictionTask, text: string | null, length: number): Example {
  if (text === null) return task.example(length);
  const read = task.read?.(text) ?? { problem: 'unknown', detail: text };
  if ('problem' in read) throw new TextProblem(read.problem, read.detail);
  return read;
}
