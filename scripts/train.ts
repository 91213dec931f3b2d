// Trains a model in Node: npm run train -- --task translation --model transformer --seed 7 --steps 200 --json
// Progress goes to the terminal's error stream; the last line of output is the result, with --json as one JSON object.

import { parseArgs } from 'node:util';
import { parseConfig } from '../src/experiment/parseConfig.ts';
import { Session } from '../src/experiment/session.ts';
import { models } from '../src/models/registry.ts';
import { tasks } from '../src/tasks/registry.ts';

const { values } = parseArgs({
  options: {
    task: { type: 'string' },
    model: { type: 'string' },
    seed: { type: 'string' },
    steps: { type: 'string', default: '200' },
    until: { type: 'string' }, // stop once this share of held-out phrases is right, 0 to 1
    'learning-rate': { type: 'string' },
    layers: { type: 'string' },
    heads: { type: 'string' },
    width: { type: 'string' },
    phrase: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(`npm run train -- [--task translation] [--model transformer] [--seed 7] [--steps 200] [--until 0.99]
  [--learning-rate 0.005] [--layers 1] [--heads 2] [--width 32] [--phrase "the big red dog"] [--json]`);
  process.exit(0);
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const { 'learning-rate': learningRate, task, model, seed, layers, heads, width } = values;
const given = { task, model, seed, learningRate, layers, heads, width };
const { config, problems } = parseConfig(
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
);
for (const problem of problems) fail(`--${problem.field} ${problem.value}: ${problem.reason}`);
const steps = Number(values.steps);
if (!Number.isInteger(steps) || steps < 0) fail(`--steps ${values.steps}: a whole number, 0 or more`);

const until = values.until === undefined ? Infinity : Number(values.until);
if (!(until > 0)) fail(`--until ${values.until}: a share from 0 to 1`);

const started = performance.now();
const session = Session.create(config, models[config.model]);
session.evaluate();
let diverged = false;
while (session.stepCount < steps && (session.evaluations.at(-1)?.exactMatch ?? 0) < until) {
  const { step, loss, ...outcome } = session.step();
  diverged = outcome.diverged;
  if (diverged) {
    process.stderr.write(`Diverged after step ${step}: the loss is ${loss}. Try a lower --learning-rate.\n`);
    break;
  }
  if (session.evaluationDue || step === steps) {
    const { exactMatch } = session.evaluate();
    const percent = (100 * exactMatch).toFixed(1);
    process.stderr.write(`step ${step}  loss ${loss.toFixed(4)}  held-out exact match ${percent} %\n`);
  }
}
const seconds = (performance.now() - started) / 1000;
const input = values.phrase ?? tasks[config.task].example.input;
const words = diverged ? [] : (session.predict(input)?.steps.map(({ chosen }) => chosen.word) ?? []);
const result = {
  task: config.task,
  model: config.model,
  seed: config.seed,
  steps: session.stepCount,
  seconds: Math.round(seconds * 1000) / 1000,
  loss: session.losses.at(-1) ?? null,
  heldOutExactMatch: session.evaluations.at(-1)?.exactMatch ?? null,
  example: { input, output: words.filter((word) => word !== '<eos>').join(' ') },
  fingerprint: session.fingerprint(),
  ...(diverged ? { diverged } : {}),
};
console.log(
  values.json
    ? JSON.stringify(result)
    : Object.entries(result)
        .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
        .join('\n'),
);
if (diverged) process.exitCode = 1;
