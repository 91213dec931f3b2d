// Heatmaps of attention: every cell in its weight's colour, readable by pointer, by keys and as a table.
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import type { AttentionKind, Prediction } from '../../src/experiment/prediction.ts';
import { AttentionFigure } from '../../src/figures/attention/AttentionFigure.tsx';
import { weightsOf } from '../../src/figures/attention/weights.ts';
import { noCursor, type WordCursor, wholeView } from '../../src/figures/view.ts';
import { colourOf } from '../../src/geometry/palette.ts';
import { sequentialScale } from '../../src/geometry/sequential.ts';
import { stubBrowser } from './browser.ts';
import { sample } from './sample.ts';

interface StageProps {
  readonly kind?: AttentionKind;
  readonly prediction?: Prediction | null;
  readonly onCursor?: (cursor: WordCursor) => void;
  readonly cursor?: WordCursor;
}

function Stage({
  kind = 'cross',
  prediction = sample(),
  onCursor = () => {},
  cursor = noCursor,
}: StageProps) {
  const [view, setView] = useState(wholeView);
  return (
    <AttentionFigure
      kind={kind}
      prediction={prediction}
      view={view}
      onView={setView}
      cursor={cursor}
      onCursor={onCursor}
    />
  );
}

const image = (name = 'Cross-attention') => screen.getByRole('img', { name });
const readout = () => document.querySelector('.figure-readout')?.textContent;

describe('attention', () => {
  const browser = stubBrowser(500);
  const grid = colourOf('hairline', 'light');
  const cells = (canvas: Element | null) =>
    browser.marksOn(canvas).filter(({ kind, colour }) => kind === 'fill' && colour !== grid);
  const large = () => cells(document.querySelector('canvas.at-canvas'));
  const mapOf = (prediction: Prediction, kind: AttentionKind) => {
    const map = prediction.attention.find((each) => each.kind === kind);
    if (map === undefined) throw new Error(`no ${kind}`);
    return map;
  };

  test('is one image of that exact name, and its thumbnails are none', () => {
    render(<Stage />);
    expect(screen.getAllByRole('img')).toEqual([image()]);
    expect(image()).toHaveAttribute('tabindex', '0');
  });

  test.each([
    ['encoderSelf', 'Encoder self-attention'],
    ['decoderSelf', 'Decoder self-attention'],
    ['cross', 'Cross-attention'],
  ] as const)('%s paints every cell in the colour that the legend gives its weight', (kind, name) => {
    const prediction = sample();
    render(<Stage kind={kind} prediction={prediction} />);
    expect(image(name)).toBeInTheDocument();
    const map = mapOf(prediction, kind);
    const scale = sequentialScale('light');
    expect(large().map(({ colour }) => colour)).toEqual([...weightsOf(map, null)].map(scale));
    const ramp = document.querySelector<HTMLElement>('.legend-ramp')?.style.backgroundImage;
    expect(ramp).toContain('rgb(255, 255, 255)');
    expect(ramp).toContain('rgb(66, 10, 120)');
  });

  test('lays cells out edge to edge in rows of queries and columns of keys', () => {
    render(<Stage />);
    const boxes = large().map(({ box }) => box.map(Math.round));
    expect(boxes).toHaveLength(20);
    const [first, second] = boxes;
    expect((second?.[0] ?? 0) - (first?.[0] ?? 0)).toBe((first?.[2] ?? 0) + 1);
    expect(boxes[4]?.[1]).toBeGreaterThan(first?.[1] ?? 0);
    expect(within(document.querySelector('.at-rows') as HTMLElement).getByText('end')).toBeInTheDocument();
  });

  test('hatches what is masked, and says so in the legend', () => {
    render(<Stage kind="decoderSelf" />);
    const canvas = document.querySelector('canvas.at-canvas');
    expect(browser.marksOn(canvas).filter(({ kind }) => kind === 'stroke')).toHaveLength(1);
    expect(screen.getByText('masked: later words')).toBeVisible();
  });

  test('has no hatching where nothing is masked', () => {
    render(<Stage />);
    expect(
      browser.marksOn(document.querySelector('canvas.at-canvas')).some(({ kind }) => kind === 'stroke'),
    ).toBe(false);
    expect(screen.queryByText('masked: later words')).toBeNull();
  });

  test('reads the cell under the pointer; a click pins it, Escape lets go', () => {
    render(<Stage />);
    expect(readout()).toBe('Point at a cell to read it.');
    // Cells are 52 wide at this width: this is row 2, column 3.
    fireEvent.pointerMove(image(), { clientX: 3.5 * 52, clientY: 2.5 * 52 });
    expect(readout()).toMatch(/^Writing “chien”, the mean of all heads looks 0\.\d\d at “dog”\.$/);
    fireEvent.click(image(), { clientX: 3.5 * 52, clientY: 2.5 * 52 });
    fireEvent.pointerLeave(image());
    expect(readout()).toMatch(/“chien”.*“dog”/);
    fireEvent.keyDown(image(), { key: 'Escape' });
    expect(readout()).toBe('Point at a cell to read it.');
  });

  test('is walked with arrow keys, Home and End', async () => {
    const user = userEvent.setup();
    render(<Stage prediction={sample({ heads: 1 })} />);
    while (document.activeElement !== image()) await user.tab();
    await user.keyboard('{ArrowRight}');
    expect(readout()).toMatch(/“le”, head 1 looks 0\.\d\d at “the”/);
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(readout()).toMatch(/“gros”.*“big”/);
    await user.keyboard('{End}');
    expect(readout()).toMatch(/“gros”.*“dog”/);
    await user.keyboard('{Home}{ArrowLeft}{ArrowUp}{ArrowUp}');
    expect(readout()).toMatch(/“le”.*“the”/);
    await user.keyboard('{Enter}');
    await user.tab();
    expect(readout()).toMatch(/“le”.*“the”/);
  });

  test('reads the very weight that it paints', () => {
    const prediction = sample();
    render(<Stage prediction={prediction} />);
    const weights = weightsOf(mapOf(prediction, 'cross'), null);
    fireEvent.pointerMove(image(), { clientX: 10, clientY: 10 });
    expect(readout()).toContain((weights[0] ?? 0).toFixed(2));
  });

  test('says why a masked cell is empty', () => {
    render(<Stage kind="decoderSelf" />);
    fireEvent.pointerMove(image('Decoder self-attention'), { clientX: 200, clientY: 5 });
    expect(readout()).toMatch(/^Masked: “.*” comes after “start”/);
  });

  test('chooses a head by thumbnail, with keys too', async () => {
    const user = userEvent.setup();
    const prediction = sample();
    render(<Stage prediction={prediction} />);
    expect(screen.getAllByRole('radio').map((each) => each.closest('label')?.textContent)).toEqual([
      'Mean',
      'Head 1',
      'Head 2',
    ]);
    expect(screen.getByRole('radio', { name: 'Mean' })).toBeChecked();
    await user.click(screen.getByRole('radio', { name: 'Head 2' }));
    expect(large().map(({ colour }) => colour)).toEqual(
      [...weightsOf(mapOf(prediction, 'cross'), 1)].map(sequentialScale('light')),
    );
    fireEvent.pointerMove(image(), { clientX: 10, clientY: 10 });
    expect(readout()).toMatch(/head 2 looks/);
  });

  test('paints every thumbnail with its own head', () => {
    const prediction = sample();
    render(<Stage prediction={prediction} />);
    const thumbnails = [...document.querySelectorAll('canvas.at-thumbnail')];
    const map = mapOf(prediction, 'cross');
    expect(thumbnails.map((each) => cells(each).map(({ colour }) => colour))).toEqual(
      [null, 0, 1].map((head) => [...weightsOf(map, head)].map(sequentialScale('light'))),
    );
  });

  test('offers layers where there is more than one', async () => {
    const user = userEvent.setup();
    const prediction = sample({ layers: 3 });
    render(<Stage prediction={prediction} />);
    expect(screen.getByRole('radio', { name: 'Layer 3' })).toBeChecked();
    const last = large().map(({ colour }) => colour);
    await user.click(screen.getByRole('radio', { name: 'Layer 1' }));
    expect(large().map(({ colour }) => colour)).not.toEqual(last);
  });

  test('has a table of the same name, with the same numbers, in place of the image', async () => {
    const user = userEvent.setup();
    const prediction = sample();
    render(<Stage kind="decoderSelf" prediction={prediction} />);
    await user.click(screen.getByRole('button', { name: 'Table: Decoder self-attention' }));
    expect(screen.queryByRole('img')).toBeNull();
    const table = screen.getByRole('table', { name: 'Decoder self-attention' });
    const weights = weightsOf(mapOf(prediction, 'decoderSelf'), null);
    const rows = within(table).getAllByRole('row').slice(1);
    expect(
      rows.map((row) =>
        within(row)
          .getAllByRole('cell')
          .map((cell) => cell.textContent),
      ),
    ).toEqual(
      Array.from({ length: 5 }, (_, row) =>
        Array.from({ length: 5 }, (__, column) =>
          column > row ? 'masked' : (weights[row * 5 + column] ?? 0).toFixed(2),
        ),
      ),
    );
    await user.click(screen.getByRole('button', { name: 'Table: Decoder self-attention' }));
    expect(image('Decoder self-attention')).toBeInTheDocument();
  });

  test('tells the page which words a cell is about, and marks what others point at', () => {
    const onCursor = vi.fn();
    const { rerender } = render(<Stage onCursor={onCursor} />);
    fireEvent.pointerMove(image(), { clientX: 60, clientY: 110 });
    expect(onCursor).toHaveBeenLastCalledWith({ target: 2, source: 1 });
    fireEvent.pointerLeave(image());
    expect(onCursor).toHaveBeenLastCalledWith({});
    rerender(<Stage onCursor={onCursor} cursor={{ target: 3 }} />);
    expect(document.querySelectorAll('.at-band')).toHaveLength(1);
    expect(document.querySelector('.at-rows .at-marked')).toHaveTextContent('rouge');
    rerender(<Stage onCursor={onCursor} cursor={{ target: 3, source: 2 }} />);
    expect(readout()).toMatch(/“rouge”.*“red”/);
  });

  test('has a picture for no phrase, one word, and for a model that writes far too much', () => {
    const { rerender } = render(<Stage prediction={null} />);
    expect(screen.getByText(/Nothing to show/)).toBeVisible();
    rerender(<Stage prediction={sample({ source: 'dog', output: 'chien <eos>', reference: 'chien' })} />);
    expect(large()).toHaveLength(2);
    rerender(<Stage kind="decoderSelf" prediction={sample({ output: 'le '.repeat(16).trim() })} />);
    act(() => browser.resize(328));
    expect(large()).toHaveLength(256);
    const width = Math.max(...large().map(({ box }) => (box[0] ?? 0) + (box[2] ?? 0)));
    expect(width).toBeLessThanOrEqual(328);
  });
});
