// What pages are told of a task before its data is there is what the task itself says.
import { expect, test } from 'vitest';
import { taskFacts } from '../../../src/tasks/prediction/facts.ts';
import { predictionTasks } from '../../../src/tasks/prediction/registry.ts';

test('the table of facts lists every task, and no other', () => {
  expect(Object.keys(taskFacts).sort()).toEqual(Object.keys(predictionTasks).sort());
});

test.each(Object.values(predictionTasks))('$id is as the table says', (task) => {
  expect(taskFacts[task.id as keyof typeof taskFacts]).toEqual({
    tokens: task.input.kind === 'tokens',
    typed: task.read !== undefined,
    metric: task.output.kind === 'classes' ? 'share' : 'error',
  });
});
