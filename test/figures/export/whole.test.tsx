// What figures leave out because it is not in view is there for as long as somebody looks at the whole, and no longer.
import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawnWhole, useWhole } from '../../../src/figures/frame/whole.ts';

const Sample = () => <p>{useWhole() ? 'all of it' : 'a part'}</p>;

test('the whole is drawn at once, and again only a part', () => {
  const { container } = render(<Sample />);
  expect(container.textContent).toBe('a part');
  expect(drawnWhole(() => container.textContent)).toBe('all of it');
  expect(container.textContent).toBe('a part');
});

test('also where looking fails', () => {
  const { container } = render(<Sample />);
  expect(() =>
    drawnWhole(() => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(container.textContent).toBe('a part');
});
