// An error of one part stays inside that part.
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FigurePlace } from '../../src/pages/shell/FigurePlace.tsx';

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
