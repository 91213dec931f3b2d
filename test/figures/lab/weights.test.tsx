// The figure `weights`: its marks are the parameters' numbers, and all of it works from the keyboard.
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { Trace } from '../../../src/experiment/lab/trace.ts';
import type { LabFigureProps } from '../../../src/figures/definition.ts';
import { extentOf, parseName, shownOf } from '../../../src/figures/weights/parameters.ts';
import { sharesOf } from '../../../src/figures/weights/shares.ts';
import WeightsFigure from '../../../src/figures/weights/WeightsFigure.tsx';
import { divergingScale, roundExtent } from '../../../src/geometry/diverging.ts';
import { eigenvaluesOf } from '../../../src/geometry/lab/weightsPlane.ts';
import { normOf } from '../../../src/geometry/lab/weightsStrip.ts';
import { stubBrowser } from '../browser.ts';
import { parametersFixture } from './parametersFixture.ts';
import { labProps } from './props.ts';

const { parameters, trace } = parametersFixture({ cell: 'lstm', hiddenSize: 4 });
const ready = {
  parameters: { state: 'ready', value: parameters },
  trace: { state: 'ready', value: trace },
} as const;
const named = (name: string) => {
  const found = parameters.parameters.find((own) => own.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const hh = named('rnn.weight_hh_l0');
const shares = trace.layers
  .flatMap((layer) => layer.shares)
  .find(({ weight }) => trace.tensors[weight]?.name === hh.name);
if (!shares) throw new Error('no shares');
const whole = trace.tensors[shares.weight]?.gradient ?? new Float32Array();
const region = () => screen.getByRole('region', { name: 'Weights, and what training does to them' });
const picture = (name: string) => within(region()).getByRole('img', { name: new RegExp(`^${name}`) });
const choose = (label: string, option: string) =>
  userEvent.selectOptions(within(region()).getByLabelText(label), option);
const show = (props: LabFigureProps = labProps(ready)) => render(<WeightsFigure {...props} />);

describe('what the names say', () => {
  test.each([
    ['rnn.weight_hh_l0', 'weight_hh', 0, false, '_l0'],
    ['rnn.bias_ih_l2_reverse', 'bias_ih', 2, true, '_l2_reverse'],
    ['embedding.weight', 'embedding.weight', null, false, ''],
  ] as const)('%s', (name, part, layer, backward, suffix) => {
    expect(parseName(name)).toEqual({ part, layer, backward, suffix });
  });

  test('a weight comes with its own bias and its own layer’s eigenvalues', () => {
    const { parameters: two } = parametersFixture({ layers: 2, bidirectional: true });
    const shown = shownOf(two, 'rnn.weight_ih_l1_reverse');
    expect(shown?.bias?.name).toBe('rnn.bias_ih_l1_reverse');
    expect(shown?.recurrentName).toBe('rnn.weight_hh_l1_reverse');
    expect(shown?.eigenvalues.map(({ gate }) => gate)).toEqual(['input', 'forget', 'candidate', 'output']);
    expect(shownOf(two, 'embedding.weight')?.bias).toBeUndefined();
    expect(shownOf(two, 'nothing')?.parameter.name).toBe('rnn.weight_hh_l0');
  });

  test.each(['rnn_tanh', 'rnn_relu', 'gru', 'lstm'] as const)('blocks of %s are its gates', (cell) => {
    const own = parametersFixture({ cell }).parameters;
    const count = { rnn_tanh: 1, rnn_relu: 1, gru: 3, lstm: 4 }[cell];
    expect(shownOf(own, 'rnn.weight_hh_l0')?.blocks).toHaveLength(count);
    expect(shownOf(own, 'out.weight')?.blocks).toHaveLength(1);
  });
});

describe('the shares of a trace too large to carry them', () => {
  const { trace: large } = parametersFixture({ cell: 'lstm', hiddenSize: 128, length: 32 });
  const own = sharesOf(large, hh.name);

  test('are made from it, and add up to the gradient', () => {
    if (!own) throw new Error('no shares');
    expect(large.layers.flatMap((layer) => layer.shares).every(({ steps }) => steps.length === 0)).toBe(true);
    const sum = new Float64Array(own.whole.length);
    for (let t = 0; t < 32; t++) {
      const share = own.of(t);
      expect(normOf(share)).toBeCloseTo(own.norms[t] ?? Number.NaN, 6);
      share.forEach((value, at) => {
        sum[at] = (sum[at] ?? 0) + value;
      });
      expect(own.at(t, 777)).toBe(share[777]);
    }
    const worst = sum.reduce((most, value, at) => Math.max(most, Math.abs(value - (own.whole[at] ?? 0))), 0);
    // Float32 sums of 32 numbers.
    expect(worst).toBeLessThan(1e-6 * own.largest * 32);
  });

  test('have the largest number of them all', () => {
    if (!own) throw new Error('no shares');
    const largest = Array.from({ length: 32 }, (_, t) => own.of(t)).reduce(
      (most, share) => share.reduce((so, value) => Math.max(so, Math.abs(value)), most),
      0,
    );
    expect(own.largest).toBe(largest);
  });
});

describe('the figure', () => {
  const browser = stubBrowser();
  const painted = (element: Element, count: number) =>
    browser
      .marksOn(element.querySelector('canvas'))
      .filter(({ kind }) => kind === 'fill')
      .slice(-count)
      .map(({ colour }) => colour);

  test('paints every number of every gate’s block in the colour of its legend’s scale', () => {
    show();
    const shown = shownOf(parameters, hh.name);
    if (!shown) throw new Error('nothing shown');
    const scale = divergingScale(extentOf(shown, 'values'), 'light');
    ['input gate', 'forget gate', 'candidate', 'output gate'].forEach((gate, at) => {
      const block = hh.values.subarray(16 * at, 16 * (at + 1));
      expect(painted(picture(`weight_hh_l0, ${gate}`), 16)).toEqual(Array.from(block, (v) => scale(v)));
      const bias = named('rnn.bias_hh_l0').values.subarray(4 * at, 4 * (at + 1));
      expect(painted(picture(`bias_hh_l0, ${gate}`), 4)).toEqual(Array.from(bias, (v) => scale(v)));
    });
  });

  test.each([
    ['gradient', 'gradient'],
    ['last update', 'update'],
  ] as const)('paints the %s when asked for', async (words, mode) => {
    show();
    await choose('Show', words);
    const scale = divergingScale(roundExtent([...hh[mode], ...named('rnn.bias_hh_l0')[mode]]), 'light');
    expect(painted(picture('weight_hh_l0, forget gate'), 16)).toEqual(
      Array.from(hh[mode].subarray(16, 32), (v) => scale(v)),
    );
  });

  test('every step’s tile is the same matrix; of the gradient each has its own share, and their sum', async () => {
    show();
    const tiles = (count: number) => painted(picture('The same weight_hh_l0 at every step'), count);
    const steps = trace.labels.length;
    const shown = shownOf(parameters, hh.name);
    const scale = divergingScale(shown ? extentOf(shown, 'values') : 1, 'light');
    const one = Array.from(hh.values, (v) => scale(v));
    expect(tiles(64 * steps)).toEqual(Array.from({ length: steps }, () => one).flat());
    await choose('Show', 'gradient');
    const sum = Float32Array.from(hh.values, (_, at) =>
      shares.steps.reduce((total, share) => Math.fround(total + (share[at] ?? 0)), 0),
    );
    const extent = roundExtent([...shares.steps.flatMap((share) => [...share]), ...sum]);
    const own = divergingScale(extent, 'light');
    // As the beats come: the last step first; the sum at the end.
    expect(tiles(64 * (steps + 1))).toEqual(
      [...[...shares.steps].reverse(), sum].flatMap((share) => Array.from(share, (v) => own(v))),
    );
  });

  test('every step’s tile is painted also where the trace has no more than the sizes of the shares', async () => {
    const tiles = (count: number) => painted(picture('The same weight_hh_l0 at every step'), count);
    const sizes = {
      ...trace,
      layers: trace.layers.map((layer) => ({
        ...layer,
        shares: layer.shares.map((share) => ({ ...share, steps: [] })),
      })),
    };
    const steps = trace.labels.length;
    show();
    await choose('Show', 'gradient');
    const expected = tiles(64 * (steps + 1));
    const said = region().querySelector('.figure-readout')?.textContent;
    expect(said).toContain(`of size ${spelt(normOf(whole))}`);
    cleanup();
    show(labProps({ ...ready, trace: { state: 'ready', value: sizes } }));
    expect(tiles(64 * steps)).toHaveLength(64 * steps);
    await choose('Show', 'gradient');
    expect(tiles(64 * (steps + 1))).toEqual(expected);
    expect(region().querySelector('.figure-readout')?.textContent).toBe(said);
  });

  test('a weight is read with the arrow keys, lit at every step, with its shares', async () => {
    show();
    picture('weight_hh_l0, forget gate').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    const index = 4 * 5 + 1; // forget gate’s second unit, second column
    expect(region()).toHaveTextContent(
      `weight_hh_l0, forget gate, to unit 2, from unit 2: value ${spelt(hh.values[index])}`,
    );
    expect(region()).toHaveTextContent('One number, used at all 4 steps.');
    const lit = region().querySelector('.weights-lit')?.getAttribute('d') ?? '';
    expect(lit.match(/M/g)).toHaveLength(trace.labels.length);
    await userEvent.keyboard('{Escape}');
    expect(region().querySelector('.weights-lit')).toBeNull();
  });

  test('Enter pins a weight, and its gradient where gradients are shown', async () => {
    const onPin = vi.fn();
    show(labProps(ready, {}, { onPin }));
    const tensor = idOf(trace, hh.name);
    picture('weight_hh_l0, candidate').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}');
    expect(onPin).toHaveBeenLastCalledWith({ tensor, index: 33, of: 'value' });
    await userEvent.keyboard('{Escape}');
    await choose('Show', 'gradient');
    picture('weight_hh_l0, candidate').focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onPin).toHaveBeenLastCalledWith({ tensor, index: 32, of: 'gradient' });
  });

  test('beats add the shares of the gradient up, from the last step to the first', async () => {
    show();
    await choose('Show', 'gradient');
    const back = within(region()).getByRole('button', { name: 'One beat back' });
    for (let beat = 0; beat < 3; beat++) await userEvent.click(back);
    const norm = spelt(shares.norms[3]);
    expect(region()).toHaveTextContent(
      `“sucked” adds a share of size ${norm}. The sum of 1 share has size ${norm}.`,
    );
  });

  test('the strip is walked step by step', async () => {
    show();
    picture('The same weight_hh_l0').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(region()).toHaveTextContent(
      `At “main” the same matrix is read. This step’s share of its gradient has size ${spelt(shares.norms[1])}`,
    );
    await userEvent.keyboard('{Enter}');
    expect(region()).toHaveTextContent('2 of 4');
  });

  test('thumbnails are one tab stop, and choose what is shown large', async () => {
    show();
    const bar = within(region()).getByRole('toolbar', { name: 'All parameters' });
    const buttons = within(bar).getAllByRole('button');
    expect(buttons).toHaveLength(parameters.parameters.length);
    expect(buttons.filter((button) => button.tabIndex === 0)).toHaveLength(1);
    buttons[2]?.focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(buttons[3]).toHaveAttribute('aria-pressed', 'true');
    expect(painted(picture('bias_ih_l0, forget gate'), 4)).toHaveLength(4);
    expect(region()).toHaveTextContent('How much each step adds to the gradient is itemised for');
  });

  test('eigenvalues lie on the plane, the largest first, and are told one by one', async () => {
    show();
    const forget = parameters.eigenvalues.find(({ gate }) => gate === 'forget');
    const values = eigenvaluesOf(forget?.values ?? []);
    const plane = picture('forget gate: eigenvalues');
    expect(plane).toHaveAccessibleName(
      new RegExp(`Largest modulus ${values[0]?.modulus.toFixed(2)}: along that eigenvector`),
    );
    const dots = plane.querySelector('.weights-dots')?.getAttribute('d') ?? '';
    expect(dots.match(/M/g)).toHaveLength(4);
    plane.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(region()).toHaveTextContent(`forget gate, eigenvalue 1 of 4: ${spelt2(values[0]?.re)}`);
  });

  test('of a plain RNN it says what the largest modulus does to what is written', () => {
    const rnn = parametersFixture({ cell: 'rnn_tanh', hiddenSize: 8 });
    show(
      labProps({
        parameters: { state: 'ready', value: rnn.parameters },
        trace: { state: 'ready', value: rnn.trace },
      }),
    );
    const [largest] = eigenvaluesOf(rnn.parameters.eigenvalues[0]?.values ?? []);
    const modulus = largest?.modulus ?? Number.NaN;
    expect(modulus).toBeLessThan(0.99);
    expect(region()).toHaveTextContent(
      `Largest modulus ${modulus.toFixed(2)}: in the long run, what is written shrinks by`,
    );
  });

  test('eigenvalues leave a trail of the frames before, and none of another run', () => {
    const at = (step: number) => ({
      ...ready,
      parameters: { state: 'ready', value: { ...parameters, step } } as const,
    });
    const { rerender } = show(labProps(at(1)));
    for (const step of [2, 3]) rerender(<WeightsFigure {...labProps(at(step))} />);
    const faint = () => picture('forget gate: eigenvalues').querySelectorAll('.weights-faint');
    expect(faint()).toHaveLength(2);
    rerender(<WeightsFigure {...labProps(at(2))} />);
    expect(faint()).toHaveLength(1);
    const { config } = labProps({}).view;
    rerender(<WeightsFigure {...labProps(at(5), { config: { ...config, seed: 99 } })} />);
    expect(faint()).toHaveLength(0);
  });

  test('gives every number in its table', async () => {
    show();
    await userEvent.click(within(region()).getByRole('button', { name: /^Table/ }));
    const rows = within(region()).getAllByRole('row');
    expect(rows).toHaveLength(1 + 2 * 16 + 16 + 64);
    const share = shares.steps.map((own) => own[5] ?? 0);
    const cells = within(rows[1 + 5] as HTMLElement).getAllByRole('cell');
    expect(cells).toHaveLength(5 + share.length);
    expect(cells[0]).toHaveTextContent('2');
    expect(cells[2]).toHaveTextContent((hh.values[5] ?? 0).toFixed(3).replace('-', ''));
  });

  test('names tokens and classes in its table, with a real minus', async () => {
    show();
    for (const name of ['embedding.weight', 'out.weight', 'out.bias']) {
      await userEvent.click(
        within(region()).getByRole('button', { name: new RegExp(`^${name.replace('.', '\\.')}:`) }),
      );
      await userEvent.click(within(region()).getByRole('button', { name: /^Table/ }));
      const { labels, shape } = named(name);
      const rows = within(region()).getAllByRole('row').slice(1);
      const [, columns = 1] = shape;
      labels[0]?.forEach((label, row) => {
        const cells = within(rows[row * columns] as HTMLElement).getAllByRole('cell');
        expect(cells[0]).toHaveTextContent(label);
        expect(cells[2]?.textContent).not.toMatch(/-/);
      });
      expect(labels[0]).not.toBeNull();
      await userEvent.click(within(region()).getByRole('button', { name: /^Table/ }));
    }
  });

  test('waits in words, says why it cannot be drawn, and does without steps where there are none', () => {
    const { rerender } = show(labProps({}));
    expect(region()).toHaveTextContent('Computing…');
    const failed = { state: 'failed', reason: 'tooLarge', message: 'Too large.' } as const;
    rerender(<WeightsFigure {...labProps({ parameters: ready.parameters, trace: failed })} />);
    expect(picture('weight_hh_l0, forget gate')).toBeVisible();
    expect(region()).toHaveTextContent(/The steps cannot be shown: .*Too large\./);
    rerender(<WeightsFigure {...labProps({ parameters: failed })} />);
    expect(screen.getByRole('alert')).toHaveTextContent('Too large.');
  });
});

function idOf({ tensors }: Trace, name: string): number | undefined {
  return tensors.find((tensor) => tensor.name === name)?.id;
}

/** As the catalogue writes a number: three digits, and a real minus. */
const spelt = (number = Number.NaN) => {
  const size = Math.abs(number);
  return `${number < 0 ? '−' : ''}${String(Number(size.toPrecision(3)))}`;
};
const spelt2 = (number = Number.NaN) => `${number < 0 ? '−' : ''}${Math.abs(number).toFixed(2)}`;
