// What tests of stores in a real browser share.
import type { StoreApi } from 'zustand/vanilla';
import type { Address } from '../../src/stores/address.ts';

/** An address of its own, so that the test page's stays as it is. */
export const addressWith = (hash: string): Address => ({
  hash: () => hash,
  url: (other) => `#${other}`,
  replace: () => {},
  onChange: () => () => {},
  onLeave: () => () => {},
});

interface Told {
  readonly status: string;
  readonly failure: string | null;
}

/** Waits until something holds for a store; the error of one who waited in vain says how things stood. */
export const waiting =
  <State extends Told>(store: StoreApi<State>, stepOf: (state: State) => number) =>
  (what: string, holds: (state: State) => boolean, patience = 15_000): Promise<State> =>
    new Promise<State>((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        stop();
      };
      const timer = setTimeout(() => {
        done();
        const state = store.getState();
        const { status, failure } = state;
        reject(new Error(`waited in vain until ${what}; ${status} at step ${stepOf(state)} (${failure})`));
      }, patience);
      const look = (state: State) => {
        if (!holds(state)) return;
        done();
        resolve(state);
      };
      const stop = store.subscribe(look);
      look(store.getState());
    });
