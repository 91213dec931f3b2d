// Memory and tape: blocks keep apart, growth loses nothing, a step leaves memory as it found it.

import { describe, expect, it } from 'vitest';
import { Memory, OutOfMemory } from '../../src/engine/memory.ts';
import { moreKernels } from '../../src/engine/moreKernels.ts';
import { add, scale } from '../../src/engine/ops/arithmetic.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { Tape } from '../../src/engine/tape.ts';

describe('Memory', () => {
  it('has every kernel that TypeScript believes in, and nothing else', () => {
    const { kernels } = new Memory();
    expect(Object.keys(kernels).sort()).toMatchSnapshot();
    expect(Object.keys(moreKernels(new Memory())).sort()).toMatchSnapshot();
  });

  it('shares its numbers with the second module of kernels, which has no data of its own in it', () => {
    const memory = new Memory();
    const kernels = moreKernels(memory);
    expect(moreKernels(memory)).toBe(kernels);
    expect(kernels.heapBase()).toBe(1024); // where AssemblyScript puts the first datum: there is none below
    expect(memory.kernels.heapBase()).toBeGreaterThanOrEqual(kernels.heapBase());
    const [x, y] = [memory.reserve(8), memory.allocate(70_000)];
    memory.f32.set([-1, 4], x / 4);
    kernels.elementary(0, x, y, 2, 0, 0); // 0 is the absolute value
    expect([...memory.f32.slice(y / 4, y / 4 + 2)]).toEqual([1, 4]);
  });

  it('keeps blocks apart and aligned to 16 bytes, the first one zeroed', () => {
    const memory = new Memory();
    const [a, b] = [memory.reserve(20), memory.reserve(4)];
    const c = memory.allocate(8);
    expect([a % 16, b % 16, c % 16]).toEqual([0, 0, 0]);
    expect(b - a).toBeGreaterThanOrEqual(20);
    expect(c - b).toBeGreaterThanOrEqual(4);
    expect([...memory.f32.slice(a / 4, a / 4 + 5)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('keeps what is stored when it grows, and a fresh view sees it', () => {
    const memory = new Memory();
    const address = memory.reserve(4);
    memory.f32[address / 4] = 42;
    const before = memory.size;
    const far = memory.allocate(before * 2);
    expect(memory.size).toBeGreaterThan(before);
    expect(memory.f32[address / 4]).toBe(42);
    memory.f32[far / 4 + before / 4] = 7;
    expect(memory.i32[address / 4]).toBe(new Int32Array(Float32Array.of(42).buffer)[0]);
  });

  it('gives the arena back, never the blocks below it', () => {
    const memory = new Memory();
    memory.reserve(64);
    const mark = memory.mark();
    const first = memory.allocate(100);
    memory.allocate(100);
    memory.release(mark);
    expect(memory.allocate(100)).toBe(first);
    memory.resetArena();
    expect(memory.mark()).toBe(mark);
    expect(() => memory.release(mark - 16)).toThrow(RangeError);
    expect(() => memory.reserve(4)).toThrow('before the arena is used');
  });

  it('says how much a run would need when that is more than a browser tab may have', () => {
    expect(() => new Memory().allocate(2 ** 31)).toThrow(OutOfMemory);
    expect(() => new Memory().allocate(2 ** 31)).toThrow(/needs 20\d\d MB; the limit is 1024 MB/);
  });
});

describe('Tape', () => {
  it('keeps scratch of the kernels safe when it is reset before anything is allocated', () => {
    const tape = new Tape(new Memory());
    const floor = tape.memory.mark();
    tape.reset();
    expect(tape.memory.mark()).toBe(floor);
    expect(floor).toBeGreaterThan(0);
  });

  it('names tensors after the scopes they were made in, also after an error', () => {
    const tape = new Tape(new Memory());
    const x = tape.scope('encoder', () => tape.scope('layer0', () => tape.constant('x', ['D'], [1], [1])));
    expect(x.name).toBe('encoder.layer0.x');
    expect(() =>
      tape.scope('broken', () => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(tape.constant('y', ['D'], [1], [1]).name).toBe('y');
  });

  it('knows of every number which op made it from which inputs', () => {
    const tape = new Tape(new Memory());
    const x = tape.constant('x', ['D'], [2], [1, 2], { requiresGradient: true });
    const doubled = scale(tape, x, 2, 'doubled');
    add(tape, doubled, x, 'total');
    expect(
      tape.entries.map(({ op, inputs, outputs }) => [op, inputs.map((t) => t.name), outputs[0]?.name]),
    ).toEqual([
      ['scale', ['x'], 'doubled'],
      ['add', ['doubled', 'x'], 'total'],
    ]);
  });

  it('takes no memory for numbers that do not fill the shape', () => {
    const tape = new Tape(new Memory());
    const before = tape.memory.used;
    const make = () => tape.scope('layer', () => tape.constant('x', ['B', 'T'], [2, 2], [1]));
    expect(make).toThrow('layer.x: 1 values for the shape (2, 2)');
    expect(tape.memory.used).toBe(before);
  });

  it('records nothing and frees everything without gradients', () => {
    const tape = new Tape(new Memory());
    const x = tape.constant('x', ['D'], [2], [1, 2], { requiresGradient: true });
    const mark = tape.memory.mark();
    const value = tape.withoutGradients(() => {
      const y = scale(tape, x, 2);
      expect(y.requiresGradient).toBe(false);
      return tape.read(y);
    });
    expect([...value]).toEqual([2, 4]);
    expect(tape.entries).toEqual([]);
    expect(tape.memory.mark()).toBe(mark);
    expect(tape.recording).toBe(true);
  });

  it('shares gradient and numbers between a view and its base', () => {
    const tape = new Tape(new Memory());
    const x = tape.constant('x', ['R', 'D'], [2, 3], [1, 2, 3, 4, 5, 6], { requiresGradient: true });
    const row = tape.view(x, 'row', { dims: ['D'], shape: [3], offset: 3 });
    const columns = tape.view(x, 'columns', { dims: ['R', 'D'], shape: [2, 2], offset: 1, rowStride: 3 });
    expect([...tape.read(row)]).toEqual([4, 5, 6]);
    expect([...tape.read(columns)]).toEqual([2, 3, 5, 6]);
    expect(() => scale(tape, columns, 2)).toThrow('scale: columns is a view of some columns');
    tape.backward(sum(tape, row));
    expect([...tape.readGradient(x)]).toEqual([0, 0, 0, 1, 1, 1]);
    expect([...tape.readGradient(columns)]).toEqual([0, 0, 1, 1]);
  });

  it('hands out an unwritten gradient only to the first who asks, and only where one is wanted', () => {
    const tape = new Tape(new Memory());
    const wanted = tape.tensor('x', { dims: ['N', 'D'], shape: [2, 4], requiresGradient: true });
    const view = tape.view(wanted, 'left', { dims: ['N', 'D'], shape: [2, 2], rowStride: 4 });
    expect(tape.freshGradientOf(undefined)).toBe(0);
    expect(tape.freshGradientOf(tape.tensor('ids', { dims: ['N'], shape: [2] }))).toBe(0);
    expect(tape.freshGradientOf(view)).toBe(0);
    const address = tape.freshGradientOf(wanted);
    expect(address).toBeGreaterThan(0);
    expect(tape.freshGradientOf(wanted)).toBe(0);
    expect([tape.gradientOf(wanted), tape.gradientOf(view)]).toEqual([address, address]);
  });

  it('refuses to go backward from anything but a scalar that wants a gradient', () => {
    const tape = new Tape(new Memory());
    const x = tape.constant('x', ['D'], [2], [1, 2], { requiresGradient: true });
    expect(() => tape.backward(scale(tape, x, 2))).toThrow('a loss is one number');
    expect(() => tape.backward(tape.constant('c', [], [], [1]))).toThrow('does not depend on anything');
    expect(() => tape.constant('bad', ['D'], [2], [1])).toThrow('1 values for the shape (2)');
    expect(() => tape.constant('bad', ['D', 'E'], [2], [1, 2])).toThrow('1 dimensions, but 2 names');
  });
});
