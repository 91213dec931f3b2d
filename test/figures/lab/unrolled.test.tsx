// The figure `unrolled`: its marks are the trace's numbers, what it adds up adds up, and all of it works from the keyboard.
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { Query } from '../../../src/experiment/lab/queries.ts';
import { tensorAt } from '../../../src/figures/lab/quantities.ts';
import { draw, sharesOfRow } from '../../../src/figures/unrolled/drawn.ts';
import { readersOf, sentTo } from '../../../src/figures/unrolled/parts.ts';
import UnrolledFigure from '../../../src/figures/unrolled/UnrolledFigure.tsx';
import { divergingScale } from '../../../src/geometry/diverging.ts';
import { columnX, planUnrolled, unitRect } from '../../../src/geometry/lab/unrolled.ts';
import { columnLines } from '../../../src/geometry/lab/unrolledLines.ts';
import { type TraceOptions, traceFixture } from '../../experiment/lab/traces.ts';
import { stubBrowser } from '../browser.ts';
import { labProps } from './props.ts';

const trace = traceFixture({ cell: 'rnn_tanh', hiddenSize: 4 });
const drawn = draw(trace, 'hidden');
const ready = { trace: { state: 'ready', value: trace } } as const;
const steps = trace.labels.length;
const plan = planUnrolled({ ...drawn.shape, units: drawn.units, words: trace.labels, width: 800 - 96 });
const region = () => screen.getByRole('region', { name: 'Unrolled over time' });
const picture = () => within(region()).getByRole('img', { name: /^The network, unrolled/ });
const scrub = () => within(region()).getByRole('slider', { name: 'Beat' });
const goTo = (beat: number) => fireEvent.change(scrub(), { target: { value: String(beat) } });
const marks = (selector: string) => [...region().querySelectorAll(selector)];
const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));

const kinds: readonly TraceOptions[] = (['rnn_tanh', 'rnn_relu', 'lstm', 'gru'] as const).flatMap((cell) =>
  ([0, 2] as const).flatMap((truncation) => [
    { cell, truncation, layers: 2, bidirectional: true },
    { cell, truncation, layers: 1, at: 'end' as const },
    { cell, truncation, layers: 2, bidirectional: true, at: 'end' as const },
    { cell, truncation, layers: 3, input: 'numbers' as const, output: 'numbers' as const },
  ]),
);

describe('what goes back', () => {
  test.each(kinds)('the parts of every state’s gradient add up to it: %o', (options) => {
    const own = traceFixture(options);
    const readers = readersOf(own);
    for (const traced of own.layers) {
      for (const states of traced.states) {
        for (const id of states) {
          const state = tensorAt(own, id);
          const { time, rest } = sentTo(own, traced, state, readers);
          state.gradient?.forEach((gradient, i) => {
            expect((time[i] as number) + (rest[i] as number)).toBeCloseTo(gradient, 6);
          });
        }
      }
    }
  });

  test('the whole is the norm that the trace gives', () => {
    const own = traceFixture({ cell: 'gru', layers: 2, bidirectional: true });
    draw(own, 'hidden').rows.forEach(({ parts }, row) => {
      parts.whole.forEach((whole, t) => {
        expect(whole).toBeCloseTo(own.layers[row]?.gradientNorms[t] as number, 6);
      });
    });
  });

  test.each(kinds)('their sizes are those of the parts: %o', (options) => {
    const own = traceFixture(options);
    const readers = readersOf(own);
    for (const { traced, states, parts } of draw(own, 'hidden').rows) {
      states.forEach((id, t) => {
        const { time, rest } = sentTo(own, traced, tensorAt(own, id), readers);
        expect(parts.throughTime[t]).toBeCloseTo(norm(time), 6);
        expect(parts.fromAbove[t]).toBeCloseTo(norm(rest), 6);
      });
    }
  });

  test('nothing comes through time where it is cut, nor to the last step', () => {
    const cut = draw(traceFixture({ cell: 'lstm', truncation: 2, output: 'numbers' }), 'hidden');
    expect(Array.from(cut.rows[0]?.parts.throughTime ?? [], (part) => part > 0)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('the steps’ shares of a weight’s gradient', () => {
  test.each(kinds)('measured along the gradient, they add up to its norm: %o', (options) => {
    const own = traceFixture(options);
    for (const traced of own.layers) {
      const shares = sharesOfRow(own, traced);
      expect(shares).toHaveLength(2);
      shares.forEach(({ weight, norm: size, along }, at) => {
        const whole = weight.gradient as Float32Array;
        expect(size).toBeCloseTo(norm(whole), 6);
        expect(along.reduce((sum, value) => sum + value, 0)).toBeCloseTo(size, 5);
        const { steps: full = [] } = traced.shares[at] ?? {};
        full.forEach((share, t) => {
          const dot = share.reduce((sum, value, i) => sum + value * (whole[i] as number), 0);
          expect(along[t]).toBeCloseTo(dot / size, 5);
        });
      });
    }
  });
});

describe('the figure', () => {
  const browser = stubBrowser();

  test('paints every state in the colours of its legend’s scale', () => {
    render(<UnrolledFigure {...labProps(ready)} />);
    const scale = divergingScale(drawn.extent, 'light');
    const canvases = marks('.unrolled-strips canvas');
    expect(canvases).toHaveLength(steps);
    canvases.forEach((canvas, t) => {
      const colours = browser.marksOn(canvas).map(({ colour }) => colour);
      expect(colours).toEqual(Array.from(drawn.rows[0]?.values[t] ?? [], (value) => scale(value)));
    });
  });

  test('draws each hop back as thick as its norm, with the state’s norm beside it', () => {
    render(<UnrolledFigure {...labProps(ready)} />);
    const { throughTime, fromAbove, whole } = drawn.rows[0]?.parts ?? {};
    const widths = (mark: string) =>
      marks(`[data-mark=${mark}] .unrolled-dashed`).map((line) => Number(line.getAttribute('stroke-width')));
    const expected = (norms: Float32Array | undefined) =>
      Array.from(norms ?? []).flatMap((size) => drawn.strokes.stroke(size)?.width ?? []);
    expect(widths('time')).toEqual(expected(throughTime));
    expect(widths('time')).toHaveLength(steps - 2); // the last step is not asked
    expect(widths('above')).toEqual(expected(fromAbove));
    expect(marks('.unrolled-back .unrolled-norm').map((text) => text.textContent)).toEqual(
      Array.from(whole ?? [], (size) => (size === 0 ? '0' : size.toFixed(3))),
    );
  });

  test('adds the shares up under the steps', () => {
    render(<UnrolledFigure {...labProps(ready)} />);
    const [inputs, recurrent] = drawn.rows[0] ? sharesOfRow(trace, drawn.rows[0].traced) : [];
    const bars = marks('.unrolled-share rect').map((bar) => Number(bar.getAttribute('data-value')));
    expect(bars).toEqual([...(inputs?.along ?? []), ...(recurrent?.along ?? [])]);
    const size = (inputs?.norm ?? Number.NaN).toFixed(3);
    expect(region()).toHaveTextContent(`${size} of ${size}`);
  });

  test('walks forward, to the loss, back, and through the shares', () => {
    render(<UnrolledFigure {...labProps(ready)} />);
    const seen = (beat: number) => {
      goTo(beat);
      return [
        marks('.unrolled-node:not(.unrolled-future)').length,
        marks('.unrolled-said').length,
        marks('.unrolled-back').length,
        marks('.unrolled-share').length,
      ];
    };
    expect(seen(0)).toEqual([1, 1, 0, 0]);
    expect(region()).toHaveTextContent('Layer 1 reads “the”: step 1 of 4.');
    expect(seen(2)).toEqual([3, 3, 0, 0]);
    expect(seen(4)).toEqual([4, 4, 0, 0]);
    expect(region()).toHaveTextContent(
      `The loss L is the mean of 3 steps’ losses: ${trace.loss.toFixed(3)}.`,
    );
    expect(seen(6)).toEqual([4, 4, 2, 0]);
    const size = (drawn.rows[0]?.parts.whole[2] ?? Number.NaN).toFixed(3);
    expect(region()).toHaveTextContent(`Back at “character”, layer 1: ∂L/∂h has the size ${size}`);
    expect(seen(9)).toEqual([4, 4, 4, 2]);
    expect(seen(12)).toEqual([4, 4, 4, 8]);
  });

  test('is walked with the arrow keys, and Enter pins what is under the cursor', async () => {
    const onPin = vi.fn();
    render(<UnrolledFigure {...labProps(ready, {}, { onPin })} />);
    picture().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{PageDown}');
    const id = drawn.rows[0]?.states[1] as number;
    const value = (tensorAt(trace, id).values[1] as number).toFixed(3);
    expect(region()).toHaveTextContent(`layer 1, unit 2, at “main”: h = ${value}`);
    expect(picture()).toHaveAccessibleName(new RegExp(`unit 2, at “main”: h = ${value}`));
    await userEvent.keyboard('{Enter}');
    expect(onPin).toHaveBeenLastCalledWith({ tensor: id, index: 1, of: 'gradient' });
    goTo(3);
    picture().focus();
    await userEvent.keyboard('{Enter}');
    expect(onPin).toHaveBeenLastCalledWith({ tensor: id, index: 1, of: 'value' });
    await userEvent.keyboard('{Escape}');
    expect(onPin).toHaveBeenLastCalledWith(null);
  });

  test('does not tell, nor pin, what has not been read yet, and keys do not go there', async () => {
    const onPin = vi.fn();
    render(<UnrolledFigure {...labProps(ready, {}, { onPin })} />);
    goTo(1);
    const place = unitRect(plan, { row: 0, t: 3, unit: 0 });
    const at = { clientX: place.x + 1, clientY: place.y + 1 };
    fireEvent.pointerMove(picture(), at);
    expect(region()).toHaveTextContent('layer 1: “sucked” has not been read yet');
    fireEvent.click(picture(), at);
    expect(onPin).not.toHaveBeenCalled();
    picture().focus();
    await userEvent.keyboard('{ArrowRight}{End}{Enter}');
    expect(region()).toHaveTextContent('layer 1, unit 1, at “main”: h =');
    expect(region()).not.toHaveTextContent('∂L/∂h =');
    expect(onPin).toHaveBeenCalledExactlyOnceWith({
      tensor: drawn.rows[0]?.states[1],
      index: 0,
      of: 'value',
    });
  });

  test('opens the cell of a step from the button under its word, which arrow keys go along', async () => {
    const props = labProps(ready);
    render(<UnrolledFigure {...props} />);
    const heads = within(region()).getAllByRole('button', { name: /^Open the cell of layer 1 at/ });
    expect(heads).toHaveLength(steps);
    expect(heads.filter(({ tabIndex }) => tabIndex === 0)).toEqual([heads[0]]);
    heads[0]?.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}');
    expect(props.actions.openAt).toHaveBeenCalledExactlyOnceWith('cell', {
      step: 2,
      layer: 0,
      direction: 'forward',
    });
    expect(heads[2]).toHaveAccessibleName('Open the cell of layer 1 at “character”');
  });

  test('opens the cell under the cursor with O, of whatever layer and direction', async () => {
    const own = traceFixture({ cell: 'gru', layers: 2, bidirectional: true });
    const props = labProps({ trace: { state: 'ready', value: own } });
    render(<UnrolledFigure {...props} />);
    picture().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowUp}{ArrowRight}o');
    expect(props.actions.openAt).toHaveBeenCalledExactlyOnceWith('cell', {
      step: 1,
      layer: 0,
      direction: 'backward',
    });
  });

  test('opens at the step and layer that the cell led back to', () => {
    const long = traceFixture({ cell: 'gru', layers: 2, hiddenSize: 4, length: 64, at: 'end' });
    const place = { step: 40, layer: 0, direction: 'forward' } as const;
    render(<UnrolledFigure {...labProps({ trace: { state: 'ready', value: long } }, {}, { place })} />);
    expect(within(region()).getByLabelText('Weights of')).toHaveDisplayValue('layer 1');
    const box = marks('.unrolled-scroll')[0];
    expect(box?.scrollLeft).toBeGreaterThan(1000);
  });

  test('says where the numbers broke down, and nothing of a loss', async () => {
    const broken = { ...trace, step: 7, losses: trace.losses.map(() => Number.NaN) };
    const outputs = trace.outputs.map(
      (said) => said?.kind === 'classes' && { ...said, best: [{ word: 'bad', probability: Number.NaN }] },
    );
    const value = { ...broken, outputs: outputs.map((said) => said || null) };
    const props = labProps({ trace: { state: 'ready', value } });
    render(<UnrolledFigure {...props} />);
    expect(region()).toHaveTextContent('At step 7 the numbers of this network broke down');
    expect(region()).not.toHaveTextContent(/no right answers|not a number|NaN/);
    await userEvent.click(within(region()).getByRole('button', { name: 'Show step 6' }));
    expect(props.actions.showStep).toHaveBeenCalledWith(6);
  });

  test('lights up every copy of a weight', async () => {
    render(<UnrolledFigure {...labProps(ready)} />);
    const [inputs, recurrent] = within(region()).getAllByRole('button', { name: /show all its copies/ });
    inputs?.focus();
    expect(
      await within(region()).findByText(/W ih is one matrix of 4 × 3 numbers, used at all 4 steps/, {
        selector: '[role=status]',
      }),
    ).toBeInTheDocument();
    expect(marks('.figure-readout sub').map((index) => index.textContent)).toEqual(['ih']);
    expect(marks('.unrolled-lit[data-weight=ih]')).toHaveLength(steps);
    recurrent?.focus();
    await vi.waitFor(() => expect(marks('.unrolled-lit[data-weight=hh]')).toHaveLength(steps - 1));
    expect(marks('.unrolled-lit[data-weight=ih]')).toHaveLength(0);
  });

  test('lights up the copies of a weight from any one of them', () => {
    render(<UnrolledFigure {...labProps(ready)} />);
    const tag = columnLines(plan, drawn.shape, 2).tags.find(({ which }) => which === 'hh');
    const at = { clientX: columnX(plan, 2) + (tag?.x ?? 0), clientY: tag?.y ?? 0 };
    fireEvent.pointerMove(picture(), at);
    expect(marks('.unrolled-lit[data-weight=hh]')).toHaveLength(steps - 1);
    fireEvent.pointerMove(picture(), { clientX: 0, clientY: 0 });
    expect(marks('.unrolled-lit')).toHaveLength(0);
  });

  test('draws the cell state too, on whose way there is no weight', async () => {
    const own = traceFixture({ cell: 'lstm', hiddenSize: 4 });
    render(<UnrolledFigure {...labProps({ trace: { state: 'ready', value: own } })} />);
    expect(marks('[data-weight=hh]')).toHaveLength(steps - 1);
    await userEvent.selectOptions(within(region()).getByLabelText('State drawn'), 'cell state');
    expect(marks('[data-weight=hh]')).toHaveLength(0);
    const cells = draw(own, 'cell');
    const scale = divergingScale(cells.extent, 'light');
    expect(browser.marksOn(marks('.unrolled-strips canvas')[1]).map(({ colour }) => colour)).toEqual(
      Array.from(tensorAt(own, own.layers[0]?.states[1]?.[1] as number).values, (value) => scale(value)),
    );
  });

  test('leads the final state of a layer that reads backwards to the output', () => {
    const own = traceFixture({ cell: 'gru', bidirectional: true, at: 'end' });
    const { rows, strokes } = draw(own, 'hidden');
    render(<UnrolledFigure {...labProps({ trace: { state: 'ready', value: own } })} />);
    const width = Number(marks('[data-mark=lane]')[0]?.getAttribute('stroke-width'));
    expect(width).toBe(strokes.stroke(rows[1]?.parts.fromAbove[0] ?? 0)?.width);
  });

  test('asks for truncated gradients, and marks where the way is cut', () => {
    const asked: (Query | null)[] = [];
    const useAnswer = ((query: Query | null) => {
      asked.push(query);
      const truncation = query?.kind === 'trace' ? query.request.truncation : 0;
      return { state: 'ready', value: traceFixture({ cell: 'rnn_tanh', hiddenSize: 4, truncation }) };
    }) as ReturnType<typeof labProps>['useAnswer'];
    const props = labProps(ready, {}, { useAnswer });
    const { rerender } = render(<UnrolledFigure {...props} />);
    expect(marks('.unrolled-cut')).toHaveLength(0);
    const slider = within(region()).getByRole('slider', { name: 'Gradients go back' });
    expect(slider).toHaveAttribute('aria-valuetext', 'all the way');
    fireEvent.change(slider, { target: { value: '2' } });
    rerender(<UnrolledFigure {...props} />);
    expect(asked.at(-1)).toMatchObject({ request: { truncation: 2 } });
    expect(marks('.unrolled-cut')).toHaveLength(1);
    expect(marks('[data-mark=time]')).toHaveLength(1);
  });

  test('folds into one cell with the numbers of the present beat', async () => {
    render(<UnrolledFigure {...labProps(ready)} />);
    goTo(7);
    await userEvent.selectOptions(within(region()).getByLabelText('Picture'), 'folded');
    const [canvas] = marks('.unrolled-strips canvas');
    const scale = divergingScale(drawn.extent, 'light');
    expect(browser.marksOn(canvas).map(({ colour }) => colour)).toEqual(
      Array.from(drawn.rows[0]?.values[1] ?? [], (value) => scale(value)),
    );
    const width = drawn.strokes.stroke(drawn.rows[0]?.parts.throughTime[1] ?? 0)?.width;
    expect(marks('[data-mark=time]').map((mark) => Number(mark.getAttribute('stroke-width')))).toEqual([
      width,
    ]);
    expect(region()).toHaveTextContent('step 2 of 4');
    expect(marks('[aria-current=step]').map((word) => word.textContent)).toEqual(['main']);
    expect(marks('[data-weight]').map((mark) => mark.textContent)).toEqual(['Whh', 'Wih']);
  });

  test('folded, it adds the shares up to the sizes of the gradients', async () => {
    render(<UnrolledFigure {...labProps(ready)} />);
    await userEvent.selectOptions(within(region()).getByLabelText('Picture'), 'folded');
    const parts = () => marks('[data-part]').map((bar) => Number(bar.getAttribute('data-part')));
    expect(parts()).toEqual([1, 1].map((part) => expect.closeTo(part, 5)));
    goTo(10);
    const shares = drawn.rows[0] ? sharesOfRow(trace, drawn.rows[0].traced) : [];
    expect(parts()).toEqual(
      shares.map(({ along, norm: size }) =>
        expect.closeTo(Math.min(1, Math.max(0, ((along[3] ?? 0) + (along[2] ?? 0)) / size)), 5),
      ),
    );
  });

  test('draws only the steps in view of a long sequence, and says the rest in its table', async () => {
    const long = traceFixture({ cell: 'rnn_tanh', hiddenSize: 4, length: 64, at: 'end' });
    render(<UnrolledFigure {...labProps({ trace: { state: 'ready', value: long } })} />);
    expect(marks('.unrolled-strips').length).toBeLessThan(20);
    await userEvent.click(within(region()).getByRole('button', { name: /^Table/ }));
    expect(within(region()).getAllByRole('columnheader')).toHaveLength(3 + 64);
  });

  test('keeps the beat, and the step that keys go to, in view', async () => {
    const long = traceFixture({ cell: 'rnn_tanh', hiddenSize: 4, length: 64, at: 'end' });
    render(<UnrolledFigure {...labProps({ trace: { state: 'ready', value: long } })} />);
    const [box] = marks('.unrolled-scroll');
    const plan = planUnrolled({
      ...draw(long, 'hidden').shape,
      units: 4,
      words: long.labels,
      width: 800 - 96,
    });
    const inView = (t: number) => {
      const left = box?.scrollLeft ?? Number.NaN;
      return left <= t * plan.pitch && (t + 1) * plan.pitch <= left + 800 - 96;
    };
    expect(inView(0)).toBe(true);
    goTo(40);
    expect(inView(40)).toBe(true);
    expect(inView(0)).toBe(false);
    picture().focus();
    await userEvent.keyboard('{ArrowRight}{Home}');
    expect(inView(0)).toBe(true);
    goTo(41);
    expect(inView(41)).toBe(true);
  });

  test('gives every number in its table', async () => {
    render(<UnrolledFigure {...labProps(ready)} />);
    await userEvent.click(within(region()).getByRole('button', { name: /^Table/ }));
    const rows = within(region()).getAllByRole('row');
    expect(rows).toHaveLength(1 + 3 + 3 + 4 + 4);
    const sizes = Array.from(drawn.rows[0]?.parts.whole ?? [], (size) => size.toFixed(3));
    expect(rows[4]).toHaveTextContent(['size of ∂L/∂h', 'layer 1', ...sizes].join(''));
  });

  test('says so where nothing is asked, and goes no further than forward', () => {
    const free = traceFixture({ cell: 'rnn_tanh', asked: false });
    render(<UnrolledFigure {...labProps({ trace: { state: 'ready', value: free } })} />);
    expect(scrub()).toHaveAttribute('max', String(steps - 1));
    expect(region()).toHaveTextContent('there is no loss and nothing goes back');
    expect(marks('.unrolled-back')).toHaveLength(0);
  });

  test('keeps the picture while the next is computed, and says why there is none', () => {
    const { rerender } = render(<UnrolledFigure {...labProps({})} />);
    expect(region()).toHaveTextContent('Computing…');
    rerender(<UnrolledFigure {...labProps(ready)} />);
    rerender(<UnrolledFigure {...labProps({ trace: { state: 'computing', value: null } })} />);
    expect(region()).toHaveAttribute('data-state', 'computing');
    expect(marks('.unrolled-node')).toHaveLength(steps);
    rerender(
      <UnrolledFigure
        {...labProps({ trace: { state: 'failed', reason: 'tooLarge', message: 'Too many words.' } })}
      />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('Too many words.');
  });
});
