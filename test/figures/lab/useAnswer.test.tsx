import { act, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Answer, Query } from '../../../src/experiment/lab/queries.ts';
import { useAnswer } from '../../../src/figures/lab/useAnswer.ts';
import type { LabStore, LabStoreState } from '../../../src/stores/lab/labStore.ts';
import { Watches } from '../../../src/stores/lab/watches.ts';
import { queryKey } from '../../../src/worker/lab/queryKey.ts';

const samples = (count: number): Query => ({ kind: 'samples', count });

function setUp() {
  const watches = new Watches(() => {});
  const lab = createStore(() => ({
    watch: watches.watch.bind(watches),
    answer: watches.answer.bind(watches),
  })) as unknown as LabStore & { getState(): LabStoreState };
  let renders = 0;
  const Figure = ({ query, active = true }: { readonly query: Query | null; readonly active?: boolean }) => {
    renders++;
    const answer: Answer<unknown> = useAnswer(lab, query, active);
    return <p>{'value' in answer ? `${answer.state} ${JSON.stringify(answer.value)}` : answer.state}</p>;
  };
  const give = (query: Query, value: string) =>
    act(() =>
      watches.take([{ key: queryKey(query), answer: { state: 'ready', value: value as never } }], 1, 1),
    );
  const text = () => screen.getByRole('paragraph').textContent;
  return { watches, Figure, give, text, renders: () => renders };
}

test('a figure has the answers to its query, and renders for nobody else’s', () => {
  const { Figure, give, text, renders } = setUp();
  render(<Figure query={samples(2)} />);
  expect(text()).toBe('computing null');
  give(samples(2), 'a');
  expect(text()).toBe('ready "a"');
  const before = renders();
  give(samples(3), 'b');
  expect(renders()).toBe(before);
});

test('a query written anew with the same content is not watched anew', () => {
  const { watches, Figure, give, text } = setUp();
  const { rerender } = render(<Figure query={samples(2)} />);
  give(samples(2), 'a');
  rerender(<Figure query={samples(2)} />);
  expect(text()).toBe('ready "a"');
  expect(watches.queries).toEqual([samples(2)]);
});

test('a figure that is off screen, asks nothing or is gone watches nothing', () => {
  const { watches, Figure, give, text } = setUp();
  const { rerender, unmount } = render(<Figure query={samples(2)} />);
  give(samples(2), 'a');
  rerender(<Figure query={samples(2)} active={false} />);
  expect(watches.queries).toEqual([]);
  expect(text()).toBe('ready "a"');
  rerender(<Figure query={null} />);
  expect([watches.queries, text()]).toEqual([[], 'empty']);
  rerender(<Figure query={samples(4)} />);
  expect(watches.queries).toEqual([samples(4)]);
  unmount();
  expect(watches.queries).toEqual([]);
});
