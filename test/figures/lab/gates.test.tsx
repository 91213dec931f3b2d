// The figure `gates`: its marks are the trace's numbers, and all of it works from the keyboard.
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { meansAt } from '../../../src/figures/gates/data.ts';
import GatesFigure from '../../../src/figures/gates/GatesFigure.tsx';
import { matrixOf, type Quantity, quantitiesOf, tensorAt } from '../../../src/figures/lab/quantities.ts';
import { divergingScale, roundExtent } from '../../../src/geometry/diverging.ts';
import { sequentialScale } from '../../../src/geometry/sequential.ts';
import { traceFixture } from '../../experiment/lab/traces.ts';
import { stubBrowser } from '../browser.ts';
import { labProps } from './props.ts';

const trace = traceFixture({ cell: 'lstm', hiddenSize: 4 });
const [layer] = trace.layers;
if (!layer) throw new Error('a trace without a layer');
const quantities = quantitiesOf(trace, layer);
const quantity = (id: string) => quantities.find((one) => one.id === id) as Quantity;
const valueAt = (id: string, unit: number, t: number) =>
  tensorAt(trace, quantity(id).steps[t] as number).values[unit] as number;
const ready = { trace: { state: 'ready', value: trace } } as const;
const region = () => screen.getByRole('region', { name: 'Gates, unit by unit' });
const map = (name: string) => within(region()).getByRole('img', { name: new RegExp(`^${name}`) });

describe('what the cells compute', () => {
  test.each([
    ['lstm', ['input', 'forget', 'candidate', 'output', 'cell', 'hidden']],
    ['gru', ['reset', 'update', 'candidate', 'hidden']],
    ['rnn_tanh', ['hidden']],
  ] as const)('%s', (cell, ids) => {
    const own = traceFixture({ cell });
    expect(quantitiesOf(own, own.layers[0] as typeof layer).map(({ id }) => id)).toEqual(ids);
  });

  test('a matrix holds every unit of every step', () => {
    const forget = matrixOf(trace, quantity('forget'));
    expect(forget).toHaveLength(4 * trace.labels.length);
    expect(forget[2 * trace.labels.length + 3]).toBe(valueAt('forget', 2, 3));
  });

  test('the LSTM’s equations hold between the numbers that are drawn', () => {
    for (let t = 1; t < trace.labels.length; t++)
      for (let unit = 0; unit < 4; unit++) {
        const c =
          valueAt('forget', unit, t) * valueAt('cell', unit, t - 1) +
          valueAt('input', unit, t) * valueAt('candidate', unit, t);
        expect(valueAt('cell', unit, t)).toBeCloseTo(c, 6);
      }
  });

  test('means are those of the units', () => {
    const mean = [0, 1, 2, 3].reduce((sum, unit) => sum + valueAt('forget', unit, 1), 0) / 4;
    expect(meansAt(trace, quantities, 1).find(({ id }) => id === 'forget')?.mean).toBeCloseTo(mean, 12);
  });
});

describe('the figure', () => {
  const browser = stubBrowser();

  test('paints every number in the colour of its legend’s scale', () => {
    render(<GatesFigure {...labProps(ready)} />);
    const painted = (name: string) =>
      browser
        .marksOn(map(name).querySelector('canvas'))
        .filter(({ kind }) => kind === 'fill')
        .slice(-4 * trace.labels.length)
        .map(({ colour }) => colour);
    expect(painted('forget gate')).toEqual(
      Array.from(matrixOf(trace, quantity('forget')), sequentialScale('light')),
    );
    const signed = ['candidate', 'cell', 'hidden'].flatMap((id) => [...matrixOf(trace, quantity(id))]);
    const scale = divergingScale(roundExtent(signed), 'light');
    expect(painted('hidden state')).toEqual(Array.from(matrixOf(trace, quantity('hidden')), (v) => scale(v)));
  });

  test('shows a map for each gate and state, with the last word read', () => {
    render(<GatesFigure {...labProps(ready)} />);
    for (const name of [
      'input gate',
      'forget gate',
      'candidate',
      'output gate',
      'cell state',
      'hidden state',
    ])
      expect(map(name)).toBeVisible();
    expect(region()).toHaveAttribute('data-state', 'ready');
    expect(region()).toHaveTextContent(
      /Reading “sucked”\. On average: input gate 0\.\d+, .*Mean size: .*hidden state/,
    );
  });

  test('is read cell by cell with the arrow keys, in the words of the numbers', async () => {
    render(<GatesFigure {...labProps(ready)} />);
    map('forget gate').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    const number = valueAt('forget', 1, 1).toFixed(3);
    expect(region()).toHaveTextContent(`forget gate, unit 2, at “main”: ${number}`);
    expect(map('forget gate')).toHaveAccessibleName(`forget gate: forget gate, unit 2, at “main”: ${number}`);
  });

  test('pins a number with Enter, and draws its unit as lines', async () => {
    const onPin = vi.fn();
    render(<GatesFigure {...labProps(ready, {}, { onPin })} />);
    map('cell state').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}');
    expect(onPin).toHaveBeenLastCalledWith({ tensor: quantity('cell').steps[1], index: 0, of: 'value' });
    const lines = within(region()).getByRole('img', { name: 'Unit 1, step by step' });
    expect(lines).toBeVisible();
    for (const word of trace.labels) expect(lines).toHaveTextContent(word);
  });

  test('does not tell what has not been read yet', async () => {
    render(<GatesFigure {...labProps(ready)} />);
    await userEvent.click(within(region()).getByRole('button', { name: 'One beat back' }));
    expect(region()).toHaveTextContent('Reading “character”');
    map('forget gate').focus();
    await userEvent.keyboard('{End}');
    expect(region()).toHaveTextContent('forget gate, unit 1: “sucked” has not been read yet');
  });

  test('puts the liveliest units first, in all maps alike', async () => {
    render(<GatesFigure {...labProps(ready)} />);
    await userEvent.selectOptions(within(region()).getByLabelText('Order of the units'), 'liveliest first');
    const steps = trace.labels.map((_, t) => t);
    const liveliness = [0, 1, 2, 3].map((unit) =>
      steps.reduce((sum, t) => sum + Math.abs(valueAt('hidden', unit, t)), 0),
    );
    const first = liveliness.indexOf(Math.max(...liveliness));
    map('forget gate').focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(region()).toHaveTextContent(`forget gate, unit ${first + 1}, at “the”`);
  });

  test('gives every number in its table', async () => {
    render(<GatesFigure {...labProps(ready)} />);
    await userEvent.click(within(region()).getByRole('button', { name: /^Table/ }));
    const rows = within(region()).getAllByRole('row');
    expect(rows).toHaveLength(1 + 6 * 4);
    const cells = [0, 1, 2, 3].map((t) => valueAt('input', 0, t).toFixed(3));
    expect(rows[1]).toHaveTextContent(['input gate', '1', ...cells].join(''));
  });

  test('says where the numbers broke down, and shows the step before', async () => {
    const tensors = trace.tensors.map((tensor) => ({
      ...tensor,
      values: tensor.values.map(() => Number.NaN),
    }));
    const broken = { trace: { state: 'ready', value: { ...trace, step: 7, tensors } } } as const;
    const props = labProps(broken);
    render(<GatesFigure {...props} />);
    expect(region()).toHaveTextContent('At step 7 the numbers of this network broke down');
    expect(within(region()).queryByRole('img', { name: /gate/ })).toBeNull();
    expect(region()).not.toHaveTextContent(/not a number/);
    await userEvent.click(within(region()).getByRole('button', { name: 'Show step 6' }));
    expect(props.actions.showStep).toHaveBeenCalledWith(6);
  });

  test('waits in words, and says why it cannot be drawn', () => {
    const { rerender } = render(<GatesFigure {...labProps({})} />);
    expect(region()).toHaveTextContent('Computing…');
    rerender(
      <GatesFigure
        {...labProps({ trace: { state: 'failed', reason: 'tooLarge', message: 'Too many words.' } })}
      />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(/too large to be shown.*Too many words\./);
    const long = { state: 'failed', reason: 'text', message: 'tooLong: 24' } as const;
    rerender(<GatesFigure {...labProps({ trace: long })} />);
    expect(screen.getByRole('alert')).toHaveTextContent('That is too long: 24 steps are the most');
  });
});
