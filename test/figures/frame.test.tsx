// The frame that figures share.
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DataTable } from '../../src/figures/frame/DataTable.tsx';
import { FigureFrame } from '../../src/figures/frame/FigureFrame.tsx';
import { ScaleLegend } from '../../src/figures/frame/ScaleLegend.tsx';
import { mix } from '../../src/geometry/colour.ts';
import { colourOf } from '../../src/geometry/palette.ts';
import { sequentialStops } from '../../src/geometry/sequential.ts';
import { stubBrowser } from './browser.ts';

const data = () => ({ caption: 'Numbers', columns: ['word', 'weight'], rows: [['le', 0.25]] });

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
      <FigureFrame title="Arcs" readout="" legend={<p>legend</p>} data={data}>
        <p>stage</p>
      </FigureFrame>,
    );
    const toggle = screen.getByRole('button', { name: 'Table: Arcs' });
    await user.click(toggle);
    expect(toggle).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByRole('table', { name: 'Numbers' })).toBeInTheDocument();
    expect(screen.getByRole('row', { name: 'le 0.250' })).toBeInTheDocument();
    expect(screen.queryByText('stage')).toBeNull();
    await user.click(toggle);
    expect(screen.getByText('stage')).toBeInTheDocument();
  });
});

describe('the table', () => {
  const many = Array.from({ length: 500 }, (_, at) => [String(at), at / 500]);

  test('shows the rows it is told to, and says that the CSV has them all', () => {
    render(<DataTable data={{ ...data(), rows: many, few: many.slice(0, 3) }} />);
    expect(screen.getAllByRole('row')).toHaveLength(4);
    expect(screen.getByRole('table')).toHaveAccessibleName('Numbers 3 of 500 rows; the CSV has them all.');
  });

  test('writes the numbers of a column as it is told, and words as they are', () => {
    const format = (value: number, column: number) => `${column}: ${value}`;
    render(<DataTable data={{ caption: 'N', columns: ['a', 'b', 'c'], rows: [[1, 2, 'masked']], format }} />);
    expect(screen.getByRole('row', { name: '0: 1 1: 2 masked' })).toBeInTheDocument();
  });
});

describe('the tools in one menu', () => {
  stubBrowser();
  let enabled = true;
  beforeEach(() => {
    enabled = true;
    Object.defineProperty(document, 'fullscreenEnabled', { get: () => enabled, configurable: true });
  });
  afterEach(() => void vi.unstubAllGlobals());

  const Sample = ({ step = 7, gone = false }) => (
    <FigureFrame
      title="Arcs"
      readout=""
      data={gone ? undefined : data}
      share={{ name: 'arcs', step, link: () => `https://example.org/#step=${step}` }}
    >
      <p>stage</p>
    </FigureFrame>
  );
  const more = () => screen.getByRole('button', { name: 'More: Arcs' });
  const items = () => screen.queryAllByRole('button').map((button) => button.textContent);
  const open = async () => {
    await userEvent.click(more());
    await screen.findByRole('button', { name: 'Copy link' });
  };

  test('are offered where there is something to save, from the first moment', () => {
    const { rerender } = render(<Sample />);
    expect(more()).toHaveAttribute('aria-expanded', 'false');
    rerender(<Sample gone />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('open by key, close with Escape, and give the focus back', async () => {
    render(<Sample />);
    more().focus();
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('button', { name: 'Picture (SVG)' });
    expect(more()).toHaveAttribute('aria-expanded', 'true');
    expect(items()).toEqual([
      'More',
      'Picture (SVG)',
      'Picture (PNG)',
      'Numbers (CSV)',
      'Copy link',
      'Full screen',
      'Table',
    ]);
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Picture (SVG)' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(items()).toEqual(['More', 'Table']);
    expect(more()).toHaveFocus();
  });

  test('close when something else is pressed', async () => {
    render(<Sample />);
    await open();
    fireEvent.pointerDown(screen.getByText('stage'));
    expect(items()).toEqual(['More', 'Table']);
  });

  test('offer no full screen where there is none, and no picture while the table is shown', async () => {
    enabled = false;
    render(<Sample />);
    await userEvent.click(screen.getByRole('button', { name: 'Table: Arcs' }));
    await open();
    expect(items()).toEqual(['More', 'Numbers (CSV)', 'Copy link', 'Table']);
  });

  test('copy the link of the step that is shown by then, and say so', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
    const { rerender } = render(<Sample />);
    fireEvent.click(more());
    const copy = await screen.findByRole('button', { name: 'Copy link' });
    rerender(<Sample step={8} />);
    fireEvent.click(copy);
    expect(await screen.findByText('Link copied.')).toHaveAttribute('role', 'status');
    expect(writeText).toHaveBeenCalledWith('https://example.org/#step=8');
    expect(more()).toHaveFocus();
    fireEvent.pointerDown(document.body);
    expect(screen.queryByText('Link copied.')).toBeNull();
  });

  test('give the link to copy by hand where the browser copies none', async () => {
    vi.stubGlobal('navigator', { ...navigator, clipboard: undefined });
    render(<Sample />);
    fireEvent.click(more());
    fireEvent.click(await screen.findByRole('button', { name: 'Copy link' }));
    expect(await screen.findByRole('textbox', { name: 'Copy link' })).toHaveValue(
      'https://example.org/#step=7',
    );
  });

  test('fill the screen with the figure, and leave it', async () => {
    const request = vi.fn(() => Promise.resolve());
    Element.prototype.requestFullscreen = request;
    render(<Sample />);
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Full screen' }));
    expect(request.mock.contexts).toEqual([screen.getByRole('figure')]);
  });
});

describe('the tools when their file does not come', () => {
  stubBrowser();
  beforeEach(() => void vi.resetModules());

  test('say so, and can be asked for again', async () => {
    vi.doMock('../../src/figures/frame/tools/FoldedTools.tsx', () => {
      throw new Error('offline');
    });
    const { FigureFrame: Frame } = await import('../../src/figures/frame/FigureFrame.tsx');
    render(<Frame title="Arcs" readout="" data={data} share={{ name: 'arcs', step: 0, link: () => '' }} />);
    const more = screen.getByRole('button', { name: 'More: Arcs' });
    fireEvent.click(more);
    expect(await screen.findByRole('alert')).toHaveTextContent('This could not be loaded.');
    expect(more).toHaveAttribute('aria-expanded', 'false');
    vi.doUnmock('../../src/figures/frame/tools/FoldedTools.tsx');
    fireEvent.click(more);
    expect(await screen.findByRole('button', { name: 'Copy link' })).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
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
