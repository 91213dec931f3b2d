// The peer's end of exchange.ts, for libraries in JavaScript.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What the folder describes: ids of recurrent shapes by time first, all ids flat. */
export function readShape(folder) {
  const { shape, learningRate, parameters, batches } = JSON.parse(
    readFileSync(join(folder, 'shape.json'), 'utf8'),
  );
  const bytes = readFileSync(join(folder, 'numbers.bin'));
  const numbers = ({ dtype, offset, size }) => {
    const from = bytes.byteOffset + offset;
    const own = bytes.buffer.slice(from, from + 4 * size);
    return dtype === 'f32' ? new Float32Array(own) : new Int32Array(own);
  };
  const each = (entries, make) =>
    Object.fromEntries(
      Object.entries(entries).map(([name, entry]) => [name, make(numbers(entry), entry.shape)]),
    );
  const timeFirst = (ids, [rows, length]) =>
    ids.map((_, place) => ids[(place % rows) * length + Math.floor(place / rows)]);
  return {
    shape,
    learningRate,
    parameters: each(parameters, (data, sizes) => ({ data, shape: sizes })),
    batches: batches.map((batch) => each(batch, shape.kind === 'recurrent' ? timeFirst : (ids) => ids)),
  };
}

/** A row for each id, 1 at its place. */
export function oneHot(ids, classes) {
  const rows = new Float32Array(ids.length * classes);
  for (const [row, id] of ids.entries()) rows[row * classes + id] = 1;
  return rows;
}

/** @param {string} version @param {() => number} step one update, returns its loss */
export async function serve(version, step) {
  const answers = {
    losses: ({ count }) => ({ losses: Array.from({ length: count }, () => step()) }),
    run({ seconds }) {
      const cpu = process.cpuUsage();
      const start = performance.now();
      let steps = 0;
      let taken;
      do {
        step();
        steps += 1;
        taken = (performance.now() - start) / 1000;
      } while (taken < seconds);
      const { user, system } = process.cpuUsage(cpu);
      return { steps, seconds: taken, cpuSeconds: (user + system) / 1e6 };
    },
  };
  const write = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  write({ version });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    write(answers[request.ask](request));
  }
}
