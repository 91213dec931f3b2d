// An error of one part stays inside that part.
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '../../src/pages/App.tsx';
import { FigurePlace } from '../../src/pages/shell/FigurePlace.tsx';

import { fakeRun } from './fakeRun.ts';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {}); // React reports what a boundary has caught
});
afterEach(() => vi.restoreAllMocks());

test('a figure that fails says so in its place, leaves the rest, and can be drawn again', async () => {
  let broken = true;
  const Figure = () => {
    if (broken) throw new Error('matrix: no rows');
    return <p>drawn</p>;
  };
  render(
    <>
      <FigurePlace className="one">
        <Figure />
      </FigurePlace>
      <p>the rest</p>
    </>,
  );
  expect(screen.getByRole('alert')).toHaveTextContent('could not be drawn');
  expect(screen.getByRole('alert')).toHaveTextContent('matrix: no rows');
  expect(screen.getByText('the rest')).toBeVisible();
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Draw it again' }));
  expect(screen.getByText('drawn')).toBeVisible();
});

test.each([
  [false, /Your run is in the link below/],
  [true, /The settings of your run are in the link below/],
])('a page that fails shows the link, and what is in it (relaxed: %s)', (relaxed, words) => {
  const { store } = fakeRun({ relaxed });
  Object.defineProperty(store.getState(), 'notices', {
    get: () => {
      throw new Error('no notices');
    },
  });
  render(<App store={store} />);
  expect(screen.getByRole('alert')).toHaveTextContent(words);
  expect(screen.getByRole('link')).toHaveAttribute('href', 'http://example.test/#v=1&seed=7');
});
