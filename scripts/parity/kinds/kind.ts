// What a kind of fixture is: it computes with the app's public ops and models what the fixture says PyTorch computed.

import type { Fixture } from '../fixture.ts';

export interface Values {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** What the engine made of a fixture's parameters and inputs, under the fixture's names. */
export interface Computed {
  readonly outputs: Readonly<Record<string, Values>>;
  readonly grads: Readonly<Record<string, Values>>;
  /** Undefined only where the fixture has none (`config.loss` is null or missing). */
  readonly loss: number | undefined;
}

export type Kind = (fixture: Fixture) => Computed;
