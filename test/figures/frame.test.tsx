// The frame that figures share.
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FigureFrame } from '../../src/figures/frame/FigureFrame.tsx';
import { ScaleLegend } from '../../src/figures/frame/ScaleLegend.tsx';
import { mix } from '../../src/geometry/colour.ts';
import { colourOf } from '../../src/geometry/palette.ts';
import { sequentialStops } from '../../src/geometry/sequential.ts';
import { stubBrowser } from './browser.ts';

describe('the frame', () => {
  stubBrowser();
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => void vi.useRealTimers());

  test('is a figure with its title', () => {
    render(<FigureFrame title="Arcs" readout="" />);
    expect(screen.getByRole('figure', { name: 'Arcs' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Arcs' })).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('reads its line aloud only once it has stood still, and only when it answers the visitor', () => {
    const { rerender } = render(<FigureFrame title="Arcs" readout="0.1" answers />);
    const status = screen.getByRole('status');
    for (const readout of ['0.2', '0.3', '0.4']) {
      rerender(<FigureFrame title="Arcs" readout={readout} answers />);
      act(() => vi.advanceTimersByTime(300));
      expect(status.textContent).not.toBe(readout);
    }
    act(() => vi.advanceTimersByTime(800));
    expect(status).toHaveTextContent('0.4');
    rerender(<FigureFrame title="Arcs" readout="0.5" />);
    act(() => vi.advanceTimersByTime(800));
    expect(status).toHaveTextContent('');
  });

  test('shows the table in place of the stage, and the stage again', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    render(
      <FigureFrame title="Arcs" readout="" legend={<p>legend</p>} table={() => <p>numbers</p>}>
        <p>stage</p>
      </FigureFrame>,
    );
    const toggle = screen.getByRole('button', { name: 'Table: Arcs' });
    await user.click(toggle);
    expect(toggle).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByText('numbers')).toBeInTheDocument();
    expect(screen.queryByText('stage')).toBeNull();
    await user.click(toggle);
    expect(screen.getByText('stage')).toBeInTheDocument();
  });
});

describe('the legend', () => {
  stubBrowser();

  test('is made from the scale, from its first colour to its last, with three ticks', () => {
    render(<ScaleLegend label="attention weight" />);
    expect(screen.getAllByText(/^[01](\.5)?$/).map((tick) => tick.textContent)).toEqual(['0', '0.5', '1']);
    const stops = sequentialStops('light', 3);
    expect(stops).toEqual([
      colourOf('ground', 'light'),
      mix(colourOf('ground', 'light'), colourOf('scaleEnd', 'light'), 128 / 255),
      colourOf('scaleEnd', 'light'),
    ]);
  });
});
