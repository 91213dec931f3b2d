// Ops that move, cut, join and choose elements, on tensors of random shapes: exactly what a slow obvious implementation gives.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather, indexSelect, maskedFill, where } from '../../src/engine/ops/indexing.ts';
import { expand, flip, permute, reshape, transpose } from '../../src/engine/ops/layout.ts';
import { concat, select, slice, split, stack } from '../../src/engine/ops/shapes.ts';
import { Random } from '../../src/engine/random.ts';
import {
  check,
  equal,
  numbers,
  pairs,
  reducible,
  seeds,
  shapes,
  size,
  tapeOf,
  tensor,
  withAxis,
} from './arbitraries.ts';
import { at, broadcast, build } from './dense.ts';

describe('layout ops on random shapes', () => {
  it('reshape keeps the order of elements, and finds a size that is left open', () => {
    check(fc.tuple(shapes(1), fc.nat(3)), ([shape, open]) => {
      const tape = tapeOf();
      const x = numbers(shape, 1);
      const reversed = shape.toReversed();
      equal(tape, reshape(tape, tensor(tape, x), reversed), { ...x, shape: reversed }, 0);
      const place = open % shape.length;
      equal(tape, reshape(tape, tensor(tape, x), reversed.with(place, -1)), { ...x, shape: reversed }, 0);
    });
  });

  it('permute and transpose put each element where the order says', () => {
    const orders = shapes(1, 5).chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        order: fc.shuffledSubarray(
          shape.map((_, axis) => axis),
          { minLength: shape.length },
        ),
      }),
    );
    check(orders, ({ shape, order }) => {
      const tape = tapeOf();
      const x = numbers(shape, 1);
      const wanted = build(
        order.map((axis) => shape[axis] as number),
        (index) =>
          at(
            x,
            shape.map((_, axis) => index[order.indexOf(axis)] as number),
          ),
      );
      equal(tape, permute(tape, tensor(tape, x), order), wanted, 0);
      const [a, b] = [order[0] as number, order.at(-1) as number];
      const swap = shape.map((_, axis) => (axis === a ? b : axis === b ? a : axis));
      const swapped = tape.read(permute(tape, tensor(tape, x), swap));
      expect(tape.read(transpose(tape, tensor(tape, x), a, b))).toEqual(swapped);
    });
  });

  it('expand repeats along dimensions of size 1 and new ones', () => {
    check(pairs, ([left, right]) => {
      const tape = tapeOf();
      const shape = broadcast(left, right);
      const x = numbers(left, 1);
      equal(
        tape,
        expand(tape, tensor(tape, x), shape),
        build(shape, (index) => at(x, index)),
        0,
      );
    });
  });

  it('flip reverses any dimensions', () => {
    check(reducible, ({ shape, axes }) => {
      const tape = tapeOf();
      const x = numbers(shape, 1);
      const wanted = build(shape, (index) =>
        at(
          x,
          index.map((i, axis) => (axes.includes(axis) ? (shape[axis] as number) - 1 - i : i)),
        ),
      );
      equal(tape, flip(tape, tensor(tape, x), axes), wanted, 0);
    });
  });

  it('slice takes what a JavaScript array would give, with any step', () => {
    const bounds = fc.integer({ min: -7, max: 7 });
    const steps = fc.constantFrom(1, 2, 3, -1, -2);
    check(fc.tuple(withAxis(), bounds, bounds, steps), ([{ shape, axis }, start, end, step]) => {
      const tape = tapeOf();
      const x = numbers(shape, 1);
      const length = shape.at(axis) as number;
      const all = Array.from({ length }, (_, i) => i);
      const clip = (p: number, low: number, high: number) =>
        Math.max(low, Math.min(high, p < 0 ? p + length : p));
      const picked =
        step > 0
          ? all.slice(start, end).filter((_, i) => i % step === 0)
          : all
              .filter((i) => i <= clip(start, -1, length - 1) && i > clip(end, -1, length - 1))
              .reverse()
              .filter((_, i) => i % -step === 0);
      const place = axis < 0 ? axis + shape.length : axis;
      const wanted = build(shape.with(place, picked.length), (index) =>
        at({ ...x }, index.with(place, picked[index[place] as number] as number)),
      );
      equal(tape, slice(tape, tensor(tape, x), axis, start, end, step), wanted, 0);
    });
  });

  it('select drops a dimension', () => {
    check(fc.tuple(withAxis(), fc.nat(4)), ([{ shape, axis }, choice]) => {
      const tape = tapeOf();
      const x = numbers(shape, 1);
      const place = axis < 0 ? axis + shape.length : axis;
      const index = choice % (shape[place] as number);
      const wanted = build(shape.toSpliced(place, 1), (rest) => at(x, rest.toSpliced(place, 0, index)));
      equal(tape, select(tape, tensor(tape, x), axis, index), wanted, 0);
      equal(tape, select(tape, tensor(tape, x), axis, index - (shape[place] as number)), wanted, 0);
    });
  });

  it('split and concat undo each other, stack and select too, for numbers and for ids', () => {
    check(
      fc.tuple(withAxis(), size, fc.constantFrom('f32' as const, 'i32' as const)),
      ([{ shape, axis }, part, dtype]) => {
        const tape = tapeOf();
        const x = build(shape, (index) => index.reduce((a, i) => a * 7 + i, 1));
        const own = tensor(tape, x, dtype);
        const parts = split(tape, own, part, axis);
        expect(parts.map((p) => p.shape.at(axis)).reduce((a = 0, b = 0) => a + b)).toBe(shape.at(axis));
        equal(tape, concat(tape, parts, axis), x, 0);
        const length = shape.at(axis) as number;
        const layers = Array.from({ length }, (_, i) => select(tape, own, axis, i));
        equal(tape, stack(tape, layers, axis), x, 0);
      },
    );
  });

  it('gather and indexSelect pick by id', () => {
    check(fc.tuple(withAxis(), size, seeds), ([{ shape, axis }, count, seed]) => {
      const tape = tapeOf();
      const x = numbers(shape, seed);
      const place = axis < 0 ? axis + shape.length : axis;
      const random = new Random(seed, 'ids');
      const draw = (own: readonly number[]) => build(own, () => random.below(shape[place] as number));
      const beside = draw(shape.with(place, count));
      const gathered = build(beside.shape, (index) => at(x, index.with(place, at(beside, index))));
      equal(tape, gather(tape, tensor(tape, x), axis, tensor(tape, beside, 'i32')), gathered, 0);
      const list = draw([count]);
      const selected = build(beside.shape, (index) =>
        at(x, index.with(place, list.data[index[place] as number] as number)),
      );
      equal(tape, indexSelect(tape, tensor(tape, x), axis, tensor(tape, list, 'i32')), selected, 0);
    });
  });

  it('where and maskedFill choose by a condition that broadcasts', () => {
    check(fc.tuple(pairs, seeds), ([[left, right], seed]) => {
      const tape = tapeOf();
      const shape = broadcast(left, right);
      const [a, b] = [numbers(shape, seed, 'a'), numbers(right, seed, 'b')];
      const mask = build(left, (index) => (index.reduce((s, i) => s + i, seed) % 2 === 0 ? 1 : 0));
      const holds = tensor(tape, mask, 'i32');
      const chosen = build(shape, (index) => (at(mask, index) ? at(a, index) : at(b, index)));
      equal(tape, where(tape, holds, tensor(tape, a), tensor(tape, b)), chosen, 0);
      const filled = build(shape, (index) => (at(mask, index) ? -2.5 : at(a, index)));
      equal(tape, maskedFill(tape, tensor(tape, a), holds, -2.5), filled, 0);
    });
  });
});
