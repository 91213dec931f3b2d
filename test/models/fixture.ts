// Reads PyTorch fixtures (test/reference, format in /shared/reference/README.md) and judges by their own tolerances.

import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

export interface FixtureTensor {
  readonly shape: readonly number[];
  readonly dtype: 'f32' | 'f64' | 'i64' | 'bool';
  readonly data: readonly number[];
}

export interface Fixture {
  readonly config: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, FixtureTensor>>;
  readonly inputs: Readonly<Record<string, FixtureTensor>>;
  readonly outputs: Readonly<Record<string, FixtureTensor>>;
  readonly grads: Readonly<Record<string, FixtureTensor>>;
  readonly loss: number;
  readonly tolerance: {
    readonly outputs: Readonly<Record<string, number>>;
    readonly grads: Readonly<Record<string, number>>;
    readonly loss: number;
    readonly elem_rel?: Readonly<Record<string, number>>;
  };
}

export function readFixture(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`../reference/${name}.json`, import.meta.url), 'utf8')) as Fixture;
}

/** Every element within the absolute tolerance. */
export function expectClose(
  name: string,
  actual: ArrayLike<number>,
  expected: FixtureTensor,
  tolerance: number,
): void {
  expect(actual.length, name).toBe(expected.data.length);
  let worst = 0;
  expected.data.forEach((value, i) => {
    worst = Math.max(worst, Math.abs((actual[i] as number) - value));
  });
  expect(worst, `${name}: largest error`).toBeLessThanOrEqual(tolerance);
}
