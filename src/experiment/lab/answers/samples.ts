// The task's data: its worked example, more held-out examples, and what the network says of each; and, where its answers
// can be read again, what it writes by itself.

import { answerWriter } from '../../../tasks/prediction/numberText.ts';
import type { Example, PredictionTask } from '../../../tasks/prediction/task.ts';
import { likeliest } from '../evaluate.ts';
import type { LabParts } from '../parts.ts';
import { NOT_ASKED, pass } from '../pass.ts';
import type { Query, Sample, SamplesAnswer } from '../queries.ts';

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

function sampleOf({ tape, network, task }: LabParts, example: Example): Sample {
  const { output } = task;
  const { labels, target } = example;
  const passed = tape.withoutGradients(() => tape.read(pass(tape, network, task, [example]).output));
  if (output.kind === 'numbers') {
    const width = output.names.length;
    const write = answerWriter(task);
    const numbersAt = (values: Float32Array | Int32Array, place: number) =>
      write([...values.subarray(place * width, (place + 1) * width)]);
    return {
      labels,
      wanted: written(task, labels.length, (place) => numbersAt(target, place)),
      said: written(task, labels.length, (place) => numbersAt(passed, place)),
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

/** Steps of the worked example that a text written by the network begins with, and how many it adds at most. */
const PROMPT = 3;
const CONTINUATION = 40;

/** Whether each answer is the next token: then the network can read what it said. */
function readsItself({ input, output }: PredictionTask): boolean {
  return output.kind === 'classes' && output.at === 'everyStep' && input.kind === 'tokens'
    ? output.classes === input.vocabulary
    : false;
}

/** The first steps of the worked example, then always the likeliest token, up to a full stop. */
function continued({ tape, network, task, config }: LabParts): string[] | null {
  if (!readsItself(task) || task.input.kind !== 'tokens' || config.bidirectional) return null;
  const { vocabulary } = task.input;
  const ids = Array.from(task.example(config.length).input.slice(0, PROMPT));
  while (ids.length < PROMPT + CONTINUATION && vocabulary[ids.at(-1) as number] !== '.') {
    const text = { values: Int32Array.from(ids), batch: 1, length: ids.length };
    const scores = tape.withoutGradients(() => tape.read(network.forward(tape, text).output));
    ids.push(likeliest(scores, (ids.length - 1) * vocabulary.length, vocabulary.length));
  }
  return ids.map((id) => vocabulary[id] as string);
}

export function samples(parts: LabParts, { count }: Extract<Query, { kind: 'samples' }>): SamplesAnswer {
  return {
    step: parts.step,
    samples: parts.heldOut.slice(0, Math.max(0, count)).map((example) => sampleOf(parts, example)),
    continued: continued(parts),
  };
}
