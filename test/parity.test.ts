// Every PyTorch fixture in test/reference, at its own tolerances, through the same code that the app trains with.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { checkExpectations } from '../scripts/parity/companions.ts';
import { type Fixture, fixtureFiles, readFixture } from '../scripts/parity/fixture.ts';
import { runFixture, runFolder } from '../scripts/parity/run.ts';
import { writeSafetensors } from '../src/engine/safetensors.ts';

const reference = fileURLToPath(new URL('./reference', import.meta.url));
const files = fixtureFiles(reference);

describe('the engine equals PyTorch', () => {
  it('in as many cases as the reference set has', () => {
    expect(files.length).toBe(331);
  });

  it('in every type that a safetensors file may hold', () => {
    expect(checkExpectations(reference)).toEqual([{ name: 'safetensors_dtypes', problem: undefined }]);
  });

  it.each(files.map((path) => [path.slice(reference.length + 1, -'.json'.length), path]))(
    'in %s',
    (_name, path) => {
      const { passed, worst, ratio } = runFixture(path);
      expect(passed, `${worst} (error over tolerance: ${ratio})`).toBe(true);
    },
  );
});

describe('the runner', () => {
  const folders: string[] = [];
  const original = readFixture(join(reference, 'optimraw_adam.json'));

  /** A folder with this one case, and what the runner says about it. */
  function run(change: Partial<Fixture>, file = 'case.json') {
    const folder = mkdtempSync(join(tmpdir(), 'parity-'));
    folders.push(folder);
    writeFileSync(join(folder, file), JSON.stringify({ ...original, ...change }));
    const lines: string[] = [];
    const ok = runFolder(folder, (line) => lines.push(line));
    return { ok, lines, folder };
  }

  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  it('says how near each kind came to its tolerance, and ends with the count', () => {
    const { ok, lines } = run({});
    expect(ok).toBe(true);
    expect(lines[0]).toMatch(
      /^optimizer_raw: 1 of 1 passed, worst error\/tolerance 0\.\d+ \(case, outputs w\.\d\)$/,
    );
    expect(lines.at(-1)).toBe('1 passed, 0 failed');
  });

  it('fails a number that is outside its tolerance, and names the tensor', () => {
    const w = original.outputs['w.0'];
    if (!w) throw new Error('no w.0');
    const data = w.data.map((value, i) => (i === 3 ? value + 1 : value));
    const { ok, lines } = run({ outputs: { ...original.outputs, 'w.0': { ...w, data } } });
    expect(ok).toBe(false);
    expect(lines[0]).toMatch(
      /^FAIL case \(optimizer_raw\): 1\.\d+e\+5 times its tolerance, outputs w\.0: element 3 is/,
    );
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
  });

  it('judges each element by its own size where the fixture asks for that', () => {
    const { tolerance } = original;
    const strict = { ...tolerance, elem_rel: { 'w.1': 1e-30 } };
    expect(run({ tolerance: strict }).lines[0]).toContain('outputs w.1');
  });

  it('fails what was not computed, has another shape, is no number, or has no tolerance', () => {
    const w = original.outputs['w.0'];
    if (!w) throw new Error('no w.0');
    expect(run({ outputs: { absent: w } }).lines[0]).toContain('absent: was not computed');
    const short = { ...w, shape: [2], data: [0, 0] };
    expect(run({ outputs: { 'w.0': short } }).lines[0]).toContain('has the shape (20) instead of (2)');
    const params = { w: { ...(original.params.w as typeof w), data: Array(9).fill(null) } };
    params.w.data = Array(9).fill(1e39);
    expect(run({ params }).lines[0]).toContain('is Infinity');
    expect(run({ tolerance: { outputs: {}, grads: {}, loss: 0 } }).lines[0]).toContain('has no tolerance');
    expect(run({ config: { ...original.config, loss: 'mean' } }).lines[0]).toContain(
      'loss: was not computed',
    );
  });

  it('fails an unknown kind and a fixture that asks for nothing', () => {
    expect(run({ kind: 'mystery' }).lines[0]).toBe('FAIL case (mystery): the kind "mystery" is unknown');
    expect(run({ kind: 'toString' }).lines[0]).toContain('the kind "toString" is unknown');
    expect(run({ outputs: {} }).lines[0]).toContain('asks for no outputs');
  });

  it('fails a case that asks for less than its kind computes', () => {
    const tanh = readFixture(join(reference, 'op_tanh.json'));
    const { loss: _, ...config } = tanh.config;
    expect(run({ ...tanh, config }).ok).toBe(true);
    expect(run({ ...tanh, config, loss: tanh.loss + 1 }).lines[0]).toContain('loss: element 0 is');
    expect(run({ ...tanh, grads: {} }).lines[0]).toContain('has a loss but asks for no gradients');
  });

  it('fails what is no number where a number is meant, naming it', () => {
    const w = original.outputs['w.0'];
    if (!w) throw new Error('no w.0');
    const { tolerance } = original;
    const says = (change: object, message: string) =>
      expect(run(change).lines[0]).toContain(`case.json is not a fixture: ${message}`);
    for (const group of ['params', 'inputs', 'outputs', 'grads'])
      for (const value of [null, '1'])
        says(
          { [group]: { w: { ...w, data: w.data.with(0, value as unknown as number) } } },
          `${group} w: element 0 must be a number, not ${JSON.stringify(value)}`,
        );
    says({ outputs: { w: { shape: [3], data: [1, 2] } } }, 'outputs w: 2 numbers for the shape (3)');
    says({ outputs: { w: { shape: [-1], data: [] } } }, 'outputs w: shape must be a list of whole numbers');
    says({ outputs: { w: { shape: [1], data: 'x' } } }, 'outputs w: data must be a list');
    says({ outputs: { w: 3 } }, 'outputs w: must be a tensor');
    says({ outputs: [] }, 'outputs must be an object of tensors');
    says({ config: null }, 'config must be an object');
    says({ kind: null }, 'kind must be a text');
    for (const loss of [null, 'x']) says({ loss }, 'loss must be a number');
    for (const wrong of [null, 'lots', []]) says({ tolerance: wrong }, 'tolerance must be an object');
    says({ tolerance: {} }, 'tolerance loss must be a number from 0 up');
    says({ tolerance: { loss: 0, grads: {} } }, 'tolerance outputs must be an object of numbers');
    for (const limit of [null, -1, 'lots']) {
      const limits = { ...tolerance, outputs: { ...tolerance.outputs, 'w.0': limit } };
      says({ tolerance: limits }, 'tolerance outputs w.0 must be a number from 0 up');
    }
  });

  it('names a cell that there is not', () => {
    for (const [name, message] of [
      ['cell_lstm', 'the cell "qrnn" is unknown'],
      ['rnn_lstm_nobias', 'the cell must be one of rnn_tanh, rnn_relu, lstm, gru, not qrnn'],
    ] as const) {
      const fixture = readFixture(join(reference, `${name}.json`));
      expect(run({ ...fixture, config: { ...fixture.config, cell: 'qrnn' } }).lines[0]).toContain(message);
    }
  });

  it('takes a slice without an end to the end', () => {
    const fixture = readFixture(join(reference, 'op_slice_last.json'));
    const { y } = fixture.outputs;
    const { 'R.y': cotangent } = fixture.inputs;
    if (!y || !cotangent) throw new Error('no y');
    const { args } = fixture.config as { readonly args: object };
    const { ok } = run({
      ...fixture,
      config: { ...fixture.config, args: { ...args, start: null, end: null, step: null } },
      inputs: { x: { ...y, dtype: 'f32' }, 'R.y': cotangent }, // the whole of y, and so y again
      grads: { 'input:x': cotangent },
    });
    expect(ok).toBe(true);
  });

  it('skips only an index.json that is no case, and names what else it does not look at', () => {
    expect(run({}, 'index-select.json').lines.at(-1)).toBe('1 passed, 0 failed');
    expect(run({}, 'A.JSON').lines.at(-1)).toBe('1 passed, 0 failed');
    expect(run({}, 'index.json').lines.at(-1)).toBe('1 passed, 0 failed');
    const { folder } = run({});
    mkdirSync(join(folder, 'more'));
    writeFileSync(join(folder, 'notes.txt'), '');
    writeFileSync(join(folder, 'index.json'), '[]');
    const lines: string[] = [];
    expect(runFolder(folder, (line) => lines.push(line))).toBe(true);
    expect(lines[0]).toBe('Not looked at: more/, notes.txt');
    writeFileSync(join(folder, 'lost.safetensors'), writeSafetensors(new Map()));
    expect(runFolder(folder, (line) => lines.push(line))).toBe(false);
    expect(lines).toContain('FAIL lost: safetensors: there is neither a case nor an expectation for it');
    expect(lines.at(-1)).toBe('1 passed, 1 failed');
  });

  it('fails files that are no fixtures, and an empty folder', () => {
    const { folder } = run({});
    writeFileSync(join(folder, 'case.json'), '{');
    const lines: string[] = [];
    expect(runFolder(folder, (line) => lines.push(line))).toBe(false);
    expect(lines[0]).toContain('case.json cannot be read as JSON');
    writeFileSync(join(folder, 'case.json'), '{"name": "x"}');
    expect(runFolder(folder, (line) => lines.push(line))).toBe(false);
    expect(lines.join('\n')).toContain('case.json is not a fixture: it has no kind');
    const empty = run({}, 'case.txt');
    expect(empty.ok).toBe(false);
    expect(empty.lines.at(-1)).toBe('0 passed, 0 failed');
  });

  it('holds the safetensors file beside a case against its params, and one without a case against what is expected', () => {
    const w = Float32Array.from(original.params.w?.data ?? []);
    const write = (folder: string, name: string, data: Float32Array) =>
      writeFileSync(
        join(folder, `${name}.safetensors`),
        writeSafetensors(new Map([['w', { shape: [data.length], data }]])),
      );
    const again = (folder: string) => {
      const lines: string[] = [];
      return { ok: runFolder(folder, (line) => lines.push(line)), lines };
    };
    const { folder } = run({});
    write(folder, 'case', w);
    expect(again(folder).ok).toBe(true);
    write(folder, 'case', w.with(2, 7));
    expect(again(folder).lines[0]).toContain('safetensors: w: element 2 is 7, not');
    write(folder, 'case', w);
    write(folder, 'other', Float32Array.of(1, 2));
    const expected = { w: { dtype: 'F32', shape: [2], data: [1, 2] } };
    writeFileSync(join(folder, 'other.expected.json'), JSON.stringify(expected));
    expect(again(folder)).toMatchObject({ ok: true });
    expect(again(folder).lines).toContain('other: every tensor as expected');
    expect(again(folder).lines.at(-1)).toBe('1 passed, 0 failed');
    write(folder, 'other', Float32Array.of(1, 3));
    expect(again(folder)).toMatchObject({ ok: false });
    expect(again(folder).lines).toContain('FAIL other: safetensors: w: element 1 is 3, not 2');
    expect(again(folder).lines.at(-1)).toBe('1 passed, 1 failed');
    rmSync(join(folder, 'other.safetensors'));
    expect(again(folder).ok).toBe(false);
  });

  it('ends the process with status 0, 1 or 2', () => {
    const tsx = fileURLToPath(new URL('../node_modules/tsx/dist/cli.mjs', import.meta.url));
    const script = fileURLToPath(new URL('../scripts/parity.ts', import.meta.url));
    const status = (...args: string[]) => {
      try {
        execFileSync(process.execPath, [tsx, script, ...args], { stdio: 'pipe' });
        return 0;
      } catch (error) {
        return (error as { status: number }).status;
      }
    };
    expect(status(run({}).folder)).toBe(0);
    expect(status(run({ kind: 'mystery' }).folder)).toBe(1);
    expect(status('/nowhere')).toBe(1);
    expect(status('--help')).toBe(0);
    expect(status('--fast')).toBe(2);
  }, 60_000); // four processes on a machine that may be busy
});
