// What a figure keeps in the link: choices and numbers, read strictly, and told where the figure does not have them.
import { act, render } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import {
  LinkedContext,
  type LinkedRange,
  useLinked,
  useLinkedMany,
  useLinkedNumber,
} from '../../../src/figures/frame/linked.ts';

/** Draws a figure that only calls the hook, with what the link says; `seen()` is what the hook gave last. */
function drawn<P, Given>(use: (props: P) => Given, props: P, link: Record<string, string> = {}) {
  const page = { keep: vi.fn(), claim: vi.fn(), miss: vi.fn() };
  const linked = { ...page, given: (name: string) => new Map(Object.entries(link)).get(name) };
  let last: Given | undefined;
  const Figure = (own: { readonly props: P }) => {
    last = use(own.props);
    return null;
  };
  const whole = (now: P) => (
    <LinkedContext value={linked}>
      <Figure props={now} />
    </LinkedContext>
  );
  const { rerender } = render(whole(props));
  return { page, seen: () => last as Given, change: (now: P) => rerender(whole(now)) };
}

const orders = ['number', 'activity'] as const;
type Order = (typeof orders)[number];
const useOrder = (choices: readonly Order[] | undefined) => useLinked<Order>('order', choices, 'number');
const useBeat = (range: LinkedRange | undefined) => useLinkedNumber('beat', range);
const useHeld = (names: readonly string[]) => useLinkedMany<0 | 1>(names, [0, 1]);

describe('a choice', () => {
  test('is as the link says, and is kept as it is changed; as the figure opens it is in no link', () => {
    const { page, seen } = drawn(useOrder, orders, { order: 'activity' });
    expect(seen()[0]).toBe('activity');
    expect(page.claim).toHaveBeenCalledWith('order');
    act(() => seen()[1]('number'));
    expect(seen()[0]).toBe('number');
    expect(page.keep).toHaveBeenLastCalledWith('order', null);
    act(() => seen()[1]('activity'));
    expect(page.keep).toHaveBeenLastCalledWith('order', 'activity');
    expect(page.miss).not.toHaveBeenCalled();
  });

  test('waits until the choices are known; one that is not among them is told, once', () => {
    const { page, seen, change } = drawn(useOrder, undefined as typeof orders | undefined, { order: 'size' });
    expect(seen()[0]).toBe('number');
    expect(page.miss).not.toHaveBeenCalled();
    change(orders);
    change(orders);
    expect(seen()[0]).toBe('number');
    expect(page.miss.mock.calls).toEqual([['order']]);
  });
});

describe('a number', () => {
  test.each(['0', '7', '1e0', '-1', '+2', ' 2', '2.', '02', 'x', 'Infinity'])(
    'that is none of those there are is told: %s',
    (beat) => {
      const { page, seen } = drawn(useBeat, { min: 1, max: 6 }, { beat });
      expect(seen()[0]).toBeUndefined();
      expect(page.miss).toHaveBeenCalledWith('beat');
    },
  );

  test('is as the link says, also where the range comes later, and what was chosen is never told', () => {
    const { page, seen, change } = drawn(useBeat, undefined as LinkedRange | undefined, { beat: '5' });
    change({ min: 1, max: 6 });
    expect(seen()[0]).toBe(5);
    change({ min: 1, max: 3 }); // another text
    expect(page.miss).not.toHaveBeenCalled();
    act(() => seen()[1](2));
    expect(page.keep).toHaveBeenLastCalledWith('beat', '2');
    act(() => seen()[1](undefined));
    expect(page.keep).toHaveBeenLastCalledWith('beat', null);
  });
});

describe('choices by name', () => {
  test('are as the link says; a value that is none of them is told', () => {
    const { page, seen } = drawn(useHeld, ['forget', 'input'], { forget: '0', input: '2' });
    expect(seen()[0]).toEqual({ forget: 0 });
    expect(page.miss.mock.calls).toEqual([['input']]);
    act(() => seen()[1]({ input: 1 }));
    expect(page.keep.mock.calls).toEqual([
      ['forget', null],
      ['input', '1'],
    ]);
  });
});
