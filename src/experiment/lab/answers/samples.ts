// The task's data: its worked example, more held-out examples, and what the network says of each.

import type { Example, PredictionTask } from '../../../tasks/prediction/task.ts';
import { likeliest } from '../evaluate.ts';
import type { LabParts } from '../parts.ts';
import { NOT_ASKED, pass } from '../pass.ts';
import type { Query, Sample, SamplesAnswer } from '../queries.ts';

/** Decimals of a number that is shown as text. */
const DECIMALS = 2;

/** Answers written out: one a step, null where nothing is asked; with an answer at the end, it stands at the last step. */
function written(
  { output }: PredictionTask,
  steps: number,
  textAt: (place: number) => string | null,
): (string | null)[] {
  return Array.from({ length: steps }, (_, t) => {
    if (output.at === 'everyStep') return textAt(t);
    return t === steps - 1 ? textAt(0) : null;
  });
}

/** The numbers of one answer, as text. */
const numbersAt = (values: ArrayLike<number>, place: number, width: number) =>
  Array.from({ length: width }, (_, i) => (values[place * width + i] as number).toFixed(DECIMALS)).join(', ');

function sampleOf({ tape, network, task }: LabParts, example: Example): Sample {
  const { output } = task;
  const { labels, target } = example;
  const passed = tape.withoutGradients(() => tape.read(pass(tape, network, task, [example]).output));
  if (output.kind === 'numbers') {
    const width = output.names.length;
    return {
      labels,
      wanted: written(task, labels.length, (place) => numbersAt(target, place, width)),
      said: written(task, labels.length, (place) => numbersAt(passed, place, width)),
      right: null,
    };
  }
  const { classes } = output;
  const answers = Array.from(target, (_, place) => likeliest(passed, place * classes.length, classes.length));
  const asked = Array.from(target, (id) => id !== NOT_ASKED);
  return {
    labels,
    wanted: written(task, labels.length, (place) => classes[target[place] as number] ?? null),
    said: written(task, labels.length, (place) => classes[answers[place] as number] ?? null),
    right: asked.includes(true) ? answers.every((id, place) => !asked[place] || id === target[place]) : null,
  };
}

export function samples(parts: LabParts, { count }: Extract<Query, { kind: 'samples' }>): SamplesAnswer {
  return {
    step: parts.step,
    samples: parts.heldOut.slice(0, Math.max(0, count)).map((example) => sampleOf(parts, example)),
    continued: null,
  };
}
