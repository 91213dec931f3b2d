// The number inspector: any number of a trace, its arithmetic, and its inputs in turn, down to weights and tokens.
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, test } from 'vitest';
import { arithmeticOf } from '../../../src/experiment/lab/arithmetic/arithmeticOf.ts';
import { numberText } from '../../../src/experiment/lab/arithmetic/text.ts';
import type { PinnedNumber } from '../../../src/figures/definition.ts';
import Inspector from '../../../src/figures/inspector/Inspector.tsx';
import { nameOf } from '../../../src/figures/inspector/naming.ts';
import english from '../../../src/i18n/en/lab/index.ts';
import { traceFixture } from '../../experiment/lab/traces.ts';

const trace = traceFixture({ cell: 'lstm', hiddenSize: 4 });
const forget = trace.tensors.filter(({ name }) => name.endsWith('.forget'));
const pinned: PinnedNumber = { tensor: forget[1]?.id ?? 0, index: 2, of: 'value' };

function Pinning({ first }: { readonly first: PinnedNumber }) {
  const [now, setNow] = useState<PinnedNumber | null>(first);
  return now ? <Inspector trace={trace} pinned={now} onPin={setNow} /> : <p>Nothing is pinned.</p>;
}

const subject = () => screen.getByRole('heading', { level: 3 }).textContent;

describe('a number', () => {
  test('has its name in words, its op and its arithmetic with the numbers put in', () => {
    render(<Pinning first={pinned} />);
    expect(subject()).toBe('forget gate, unit 3, at “main” (step 2)');
    const explained = arithmeticOf(trace, pinned.tensor, pinned.index);
    if (explained.kind !== 'explained') throw new Error('a gate without arithmetic');
    expect(screen.getByText(explained.text, { selector: '.inspector-formula' })).toBeVisible();
    expect(screen.getByText(/logistic function/)).toBeVisible();
    expect(screen.getByText(numberText(explained.traced), { selector: '.inspector-value' })).toBeVisible();
  });

  test('shows its summands, the largest first, all of them when asked', async () => {
    render(<Pinning first={pinned} />);
    const list = screen.getAllByRole('list').at(-1) as HTMLElement;
    expect(within(list).getAllByRole('listitem')).toHaveLength(6);
    await userEvent.click(screen.getByRole('button', { name: /^Show all/ }));
    const explained = arithmeticOf(trace, pinned.tensor, pinned.index);
    const terms = explained.kind === 'explained' ? explained.terms.length : 0;
    expect(within(list).getAllByRole('listitem')).toHaveLength(terms);
  });

  test('and its gradient, which comes from all that reads it', async () => {
    render(<Pinning first={pinned} />);
    await userEvent.click(screen.getByRole('button', { name: 'Gradient' }));
    expect(subject()).toMatch(/^gradient of the loss by the forget gate, unit 3/);
    expect(screen.getByText(/chain rule/)).toBeVisible();
  });
});

describe('a token', () => {
  const tokens = trace.tensors.find(({ name }) => name === 'tokens');
  const embedded = trace.tensors.find(({ name }) => name === 'embedded');

  test('is its word, with the row of the embedding where its vector is', () => {
    render(<Pinning first={{ tensor: tokens?.id ?? 0, index: 3, of: 'value' }} />);
    expect(subject()).toBe('token, at “sucked” (step 4)');
    const row = (tokens?.values[3] ?? Number.NaN) + 1;
    expect(screen.getByText(`“sucked”: row ${row} of the embedding`)).toBeVisible();
  });

  test('chooses a row that has its name', () => {
    render(<Pinning first={{ tensor: embedded?.id ?? 0, index: 3 * 3, of: 'value' }} />);
    expect(screen.getByRole('button', { name: 'Open token, at “sucked” (step 4): sucked' })).toBeVisible();
    expect(
      screen.getByRole('button', { name: /embedding\.weight, row of “sucked” \(\d\), column 1/ }),
    ).toBeVisible();
  });
});

describe('its inputs', () => {
  test('open in turn, with the keyboard alone, and a way back', async () => {
    render(<Pinning first={pinned} />);
    const before = subject();
    const [input] = screen.getAllByRole('button', { name: /^Open / });
    input?.focus();
    await userEvent.keyboard('{Enter}');
    expect(subject()).not.toBe(before);
    expect(screen.getByRole('heading', { level: 3 })).toHaveFocus();
    const trail = screen.getByRole('navigation', { name: 'Opened on the way here' });
    await userEvent.click(within(trail).getByRole('button', { name: before ?? '' }));
    expect(subject()).toBe(before);
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  test('lead down to a weight or a token, whatever way one takes', async () => {
    const ends = new Set(['parameter', 'constant']);
    let at: PinnedNumber | undefined = pinned;
    for (let hops = 0; at && hops < 40; hops++) {
      const explained = arithmeticOf(trace, at.tensor, at.index, at.of);
      if (explained.kind !== 'explained') throw new Error(`no way down from ${nameOf(trace, at, english)}`);
      if (ends.has(explained.op)) break;
      at = explained.opens.at(-1);
    }
    expect(ends).toContain(trace.tensors[at?.tensor ?? -1]?.op);
  });

  test('Escape goes back, and closes at the first', async () => {
    render(<Pinning first={pinned} />);
    const [input] = screen.getAllByRole('button', { name: /^Open / });
    await userEvent.click(input as HTMLElement);
    await userEvent.keyboard('{Escape}');
    expect(subject()).toMatch(/^forget gate/);
    await userEvent.keyboard('{Escape}');
    expect(screen.getByText('Nothing is pinned.')).toBeVisible();
  });
});

test('a number that another text does not have is said to be gone', () => {
  render(<Pinning first={{ ...pinned, tensor: 1e6 }} />);
  expect(subject()).toMatch(/is not in the text/);
});

test('every number of a trace has a name in words, and every op a sentence', () => {
  for (const cell of ['lstm', 'gru', 'rnn_tanh', 'rnn_relu'] as const) {
    for (const { id, name, op } of traceFixture({ cell, layers: 2 }).tensors) {
      const of = { tensor: id, index: 0, of: 'value' } as const;
      expect(nameOf(traceFixture({ cell, layers: 2 }), of, english), name).not.toMatch(/undefined|NaN/);
      expect(Object.keys(english.inspector.ops), name).toContain(op);
    }
  }
});
