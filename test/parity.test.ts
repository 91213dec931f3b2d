// Every PyTorch fixture in test/reference, at its own tolerances, through the same code that the app trains with.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
    params.w.data[0] = 'x' as unknown as number;
    expect(run({ params }).lines[0]).toContain('is NaN');
    expect(run({ tolerance: { outputs: {}, grads: {}, loss: 0 } }).lines[0]).toContain('has no tolerance');
    expect(run({ config: { ...original.config, loss: 'mean' } }).lines[0]).toContain(
      'loss: was not computed',
    );
  });

  it('fails an unknown kind and a fixture that asks for nothing', () => {
    expect(run({ kind: 'mystery' }).lines[0]).toBe('FAIL case (mystery): the kind "mystery" is unknown');
    expect(run({ kind: 'toString' }).lines[0]).toContain('the kind "toString" is unknown');
    expect(run({ outputs: {} }).lines[0]).toContain('asks for nothing');
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
    const empty = run({}, 'index.json');
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
    expect(status('/nowhere')).toBe(2);
    expect(status('--help')).toBe(2);
  }, 60_000); // four processes on a machine that may be busy
});
