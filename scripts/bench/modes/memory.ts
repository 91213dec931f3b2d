// --memory: does a long run keep to the memory it has? Every registered cell and the Transformer, small and for long.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type CellId, cells } from '../../../src/models/cells/registry.ts';
import type { Mode } from '../mode.ts';
import { say, writeLine } from '../report.ts';
import { recurrent, tokenBatches } from '../workloads/recurrent.ts';
import { pairBatches, translation } from '../workloads/translation.ts';
import { BATCHES, Trainer, type Workload } from '../workloads/workload.ts';

const WIDTH = 16;
/** By then everything that grows once has grown. */
const SETTLED = 100;
/** Sequences come in these lengths by turns, so that the arena is cut differently from update to update. */
const LENGTHS = [12, 5, 9, 16];
/** After so many updates there is a forward pass without gradients, as a session's evaluation is. */
const EVALUATION_INTERVAL = 10;

const sizes = { batch: 4, vocabulary: 20, layers: 1 };

function ofCell(cell: CellId): Workload {
  const batches = interleaved((steps) =>
    tokenBatches({ ...sizes, cell, steps, embedding: WIDTH, hidden: WIDTH }),
  );
  return recurrent({ ...sizes, cell, steps: 0, embedding: WIDTH, hidden: WIDTH }, batches, true);
}

function ofTransformer(): Workload {
  const own = { ...sizes, width: WIDTH, heads: 2, feedForward: 2 * WIDTH, target: 0, source: 0 };
  return translation(
    own,
    interleaved((target) => pairBatches({ ...own, target, source: 7 })),
    true,
  );
}

/** Batches of all lengths by turns; as many as divide 100, so that update 100 and every hundredth are alike. */
function interleaved<Batch>(make: (length: number) => readonly Batch[]): Batch[] {
  const byLength = LENGTHS.map(make);
  return Array.from({ length: 20 }, (_, i) => byLength[i % LENGTHS.length]?.[i % BATCHES] as Batch);
}

const subjects: readonly [name: string, make: () => Workload][] = [
  ...(Object.keys(cells) as CellId[]).map((cell) => [cell, () => ofCell(cell)] as const),
  ['transformer', ofTransformer],
].map(([name, make]) => [name, make] as [string, () => Workload]);

/** Bytes of JavaScript objects alive, after collecting the others. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

function measure(trainer: Trainer, updates: number) {
  let loss = Number.NaN;
  while (trainer.count < updates) {
    loss = trainer.step();
    if (trainer.count % EVALUATION_INTERVAL === 0 && trainer.count < updates)
      trainer.tape.withoutGradients(() => trainer.workload.loss(trainer.tape, trainer.count));
  }
  const { used, size } = trainer.memory;
  return { used, owned: size, heap: heapInUse(), loss };
}

export const memory: Mode = {
  flag: 'memory',
  help: `trains every cell and the Transformer at width ${WIDTH} for --updates updates and compares the bytes in use
at update ${SETTLED} with those at the end; exit 1 if they differ`,
  takes: ['updates'],
  async run({ updates }) {
    let same = true;
    for (const [name, make] of subjects) {
      const trainer = new Trainer(make());
      const early = measure(trainer, SETTLED);
      const started = performance.now();
      const late = measure(trainer, updates);
      const flat = early.used === late.used && early.owned === late.owned;
      same &&= flat;
      writeLine({
        model: name,
        width: WIDTH,
        updates,
        bytes_in_use: { [SETTLED]: early.used, [updates]: late.used },
        bytes_owned: { [SETTLED]: early.owned, [updates]: late.owned },
        js_heap_bytes: { [SETTLED]: early.heap, [updates]: late.heap },
        flat,
        loss: late.loss,
        seconds: Math.round((performance.now() - started) / 100) / 10,
      });
    }
    say(same ? 'Memory is flat.' : 'Memory is not flat: see the lines with "flat":false.');
    return same ? 0 : 1;
  },
};
