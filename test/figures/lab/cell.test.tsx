// The figure `cell`: its marks are the trace's numbers, its equations hold between them, and all of it works from the
// keyboard.
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { numberText } from '../../../src/experiment/lab/arithmetic/text.ts';
import type { Answer, AnswerTo, Query } from '../../../src/experiment/lab/queries.ts';
import { defaultLabConfig } from '../../../src/experiment/lab/settings.ts';
import type { Trace } from '../../../src/experiment/lab/trace.ts';
import CellFigure from '../../../src/figures/cell/CellFigure.tsx';
import type { NodeId } from '../../../src/figures/cell/diagrams/diagram.ts';
import { diagrams } from '../../../src/figures/cell/diagrams/registry.ts';
import { domainsOf, readCell, sizeOf } from '../../../src/figures/cell/reading.ts';
import { withNumbers } from '../../../src/figures/cell/symbols.tsx';
import { edgeWidth } from '../../../src/figures/cell/thickness.ts';
import type { LabFigureProps } from '../../../src/figures/definition.ts';
import { divergingScale } from '../../../src/geometry/diverging.ts';
import { sequentialScale } from '../../../src/geometry/sequential.ts';
import type { CellId } from '../../../src/models/cells/registry.ts';
import { type TraceOptions, traceFixture } from '../../experiment/lab/traces.ts';
import { stubBrowser } from '../browser.ts';
import { labProps } from './props.ts';

const ids = Object.keys(diagrams) as CellId[];

/** A worker that explains at once, with whatever gates are held. */
function live(
  options: TraceOptions & { readonly cell: CellId },
  over: Partial<LabFigureProps> = {},
): LabFigureProps {
  const made = new Map<string, Trace>();
  const useAnswer = <Q extends Query>(query: Q | null) => {
    if (query?.kind !== 'trace') throw new Error('the figure asks for traces alone');
    const key = JSON.stringify(query.request.clamps);
    const trace = made.get(key) ?? traceFixture({ ...options, clamps: query.request.clamps });
    made.set(key, trace);
    return { state: 'ready', value: trace } as Answer<AnswerTo<Q>>;
  };
  return labProps({}, { config: { ...defaultLabConfig, cell: options.cell } }, { useAnswer, ...over });
}

const region = () => screen.getByRole('region', { name: 'One cell, move by move' });
const diagramOf = (name: string) =>
  within(region()).getByRole('img', { name: new RegExp(`^The ${name} at`) });
const strip = (id: NodeId) => region().querySelector(`[data-node="${id}"]`) as HTMLElement;
const press = (name: string) => userEvent.click(within(region()).getByRole('button', { name }));
const numbersOf = (id: NodeId) => region().querySelector(`[data-numbers="${id}"]`);
const row = (id: string) =>
  [...(region().querySelector(`[data-effect="${id}"]`)?.querySelectorAll('td') ?? [])].map(
    (td) => td.textContent,
  );

function readingOf(trace: Trace, t: number, place = 0) {
  const layer = trace.layers[place];
  if (!layer) throw new Error('a trace without that layer');
  const diagram = diagrams[trace.cell as CellId];
  const reading = readCell(diagram, trace, layer, t);
  return { diagram, reading, at: (id: NodeId) => reading.nodes.get(id)?.values ?? new Float32Array() };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe('what is read from a trace', () => {
  test.each(ids)('is there for every node of %s, in every layer, direction and step', (cell) => {
    const trace = traceFixture({ cell, layers: 2, bidirectional: true });
    expect(trace.layers).toHaveLength(4);
    trace.layers.forEach((_, place) => {
      trace.labels.forEach((_label, t) => {
        const { diagram, at } = readingOf(trace, t, place);
        for (const { id } of diagram.nodes) expect(at(id).length).toBeGreaterThan(0);
      });
    });
  });

  test('the LSTM’s five equations hold between the numbers that are drawn', () => {
    const trace = traceFixture({ cell: 'lstm' });
    for (let t = 0; t < trace.labels.length; t++) {
      const { at } = readingOf(trace, t);
      for (let unit = 0; unit < 4; unit++) {
        const v = (id: NodeId) => at(id)[unit] as number;
        expect(v('kept')).toBeCloseTo(v('forget') * v('cellBefore'), 6);
        expect(v('added')).toBeCloseTo(v('input') * v('candidate'), 6);
        expect(v('cell')).toBeCloseTo(v('kept') + v('added'), 6);
        expect(v('squashed')).toBeCloseTo(Math.tanh(v('cell')), 6);
        expect(v('hidden')).toBeCloseTo(v('output') * v('squashed'), 6);
      }
    }
  });

  test('the GRU’s equation, as it is written, gives the state that was computed', () => {
    const trace = traceFixture({ cell: 'gru' });
    for (let t = 0; t < trace.labels.length; t++) {
      const { at } = readingOf(trace, t);
      for (let unit = 0; unit < 4; unit++) {
        const v = (id: NodeId) => at(id)[unit] as number;
        const [z, n, h] = [v('update'), v('candidate'), v('hiddenBefore')];
        expect(v('hidden')).toBeCloseTo((1 - z) * n + z * h, 6);
        expect(v('seen')).toBeCloseTo(v('reset') * v('recalled'), 6);
        expect(v('kept')).toBeCloseTo(z * v('difference'), 6);
      }
    }
  });

  test.each([
    ['rnn_tanh', (x: number) => Math.tanh(x)],
    ['rnn_relu', (x: number) => Math.max(0, x)],
  ] as const)('%s squashes the sum of what word and state say', (cell, squash) => {
    const { at } = readingOf(traceFixture({ cell }), 2);
    for (let unit = 0; unit < 4; unit++) {
      const v = (id: NodeId) => at(id)[unit] as number;
      expect(v('sum')).toBeCloseTo(v('fromInput') + v('fromState'), 6);
      expect(v('hidden')).toBeCloseTo(squash(v('sum')), 6);
    }
  });

  test.each(ids)('the sums that %s’s equations need are those that its gates squash', (cell) => {
    const { diagram, reading } = readingOf(traceFixture({ cell }), 1);
    for (const { equations } of diagram.moves)
      for (const { of, numbers } of equations) {
        const inner = /^σ\(\{(\w+)\}\)$/u.exec(numbers)?.[1];
        if (inner === undefined) continue;
        const sum = reading.extras.get(inner)?.values[2] as number;
        expect(reading.nodes.get(of)?.values[2]).toBeCloseTo(sigmoid(sum), 6);
      }
  });

  test('the state before the last word is what a backward layer says of the word after', () => {
    const trace = traceFixture({ cell: 'lstm', bidirectional: true });
    expect(readingOf(trace, 1, 1).at('hiddenBefore')).toEqual(readingOf(trace, 2, 1).at('hidden'));
    expect([...readingOf(trace, 3, 1).at('hiddenBefore')]).toEqual([0, 0, 0, 0]);
  });
});

test('numbers that are put in are written so that they can be read', () => {
  const { reading } = readingOf(traceFixture({ cell: 'lstm' }), 1);
  const nodes = new Map(reading.nodes);
  const tensor = nodes.get('cell');
  if (!tensor) throw new Error('no cell state');
  const put = (id: NodeId, value: number) => nodes.set(id, { ...tensor, values: Float32Array.of(value) });
  put('forget', 0.82);
  put('cellBefore', 0.31);
  put('input', 0.4);
  put('candidate', -0.12);
  put('kept', -0.5);
  put('added', 0.00012);
  const written = (text: string) => withNumbers(text, { ...reading, nodes }, 0);
  expect(written('{forget}·{cellBefore} + {input}·{candidate}')).toBe('0.820·0.310 + 0.400·(−0.120)');
  expect(written('{forget} + {kept}')).toBe('0.820 − 0.500');
  expect(written('tanh({kept} + {candidate}·{forget})')).toBe('tanh(−0.500 + (−0.120)·0.820)');
  expect(written('{input}·{added}')).toBe('0.400·(1.20·10⁻⁴)');
});

describe('the figure', () => {
  const browser = stubBrowser();

  test.each(ids)('paints every vector of %s in the colours of its legends’ scales', (cell) => {
    render(<CellFigure {...live({ cell })} />);
    const trace = traceFixture({ cell });
    const { diagram, at } = readingOf(trace, 3);
    const steps = trace.labels.map((_, t) => readingOf(trace, t).reading);
    const domains = domainsOf(diagram, steps);
    for (const { id, range } of diagram.nodes) {
      const signed = divergingScale(id === 'x' ? domains.read : domains.state, 'light');
      const scale = range === 'unit' ? sequentialScale('light') : signed;
      const painted = browser
        .marksOn(strip(id).querySelector('canvas'))
        .slice(-at(id).length)
        .map(({ colour }) => colour);
      expect(painted).toEqual(Array.from(at(id), (value) => scale(value)));
    }
  });

  test('draws its lines as thick as what they carry is large', () => {
    render(<CellFigure {...live({ cell: 'lstm' })} />);
    const trace = traceFixture({ cell: 'lstm' });
    const { diagram, at } = readingOf(trace, 3);
    const { size } = domainsOf(
      diagram,
      trace.labels.map((_, t) => readingOf(trace, t).reading),
    );
    for (const { id, carries, route } of diagram.edges) {
      if (route === 'bus') continue;
      const line = region().querySelector(`[data-edge="${id}"] .cell-edge`) as SVGPathElement;
      expect(Number(line.style.strokeWidth)).toBeCloseTo(edgeWidth(sizeOf(at(carries)), size), 5);
    }
  });

  test.each([
    ['rnn_tanh', ['Read', 'Mix', 'Squash']],
    ['lstm', ['Read', 'Forget', 'Store', 'Update', 'Output']],
    ['gru', ['Read', 'Reset', 'Propose', 'Update']],
  ] as const)('walks %s move by move', async (cell, moves) => {
    render(<CellFigure {...live({ cell })} />);
    const names = within(region()).getByRole('list', { name: 'The equations' });
    expect(
      within(names)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(moves);
    await press(moves[0]);
    const empty = () =>
      [...region().querySelectorAll('[data-node]')].filter((one) => !one.querySelector('canvas'));
    const { nodes } = diagrams[cell];
    expect(empty()).toHaveLength(nodes.filter(({ move }) => move !== 'read').length);
    for (const [at, move] of moves.entries()) {
      expect(within(names).getByRole('button', { current: 'step' })).toHaveTextContent(move);
      expect(within(region()).getByRole('slider', { name: 'Beat' })).toHaveValue(String(at));
      if (at < moves.length - 1) await press('One beat on');
    }
    expect(empty()).toHaveLength(0);
  });

  test('puts the numbers of the pointed unit into the equations', async () => {
    render(<CellFigure {...live({ cell: 'lstm' })} />);
    const { at } = readingOf(traceFixture({ cell: 'lstm' }), 3);
    const v = (id: NodeId, unit: number) => numberText(at(id)[unit] as number);
    expect(numbersOf('hidden')).toHaveTextContent(
      `ht,1 = ${v('output', 0)}·tanh(${v('cell', 0)}) = ${v('hidden', 0)}`,
    );
    diagramOf('LSTM').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(numbersOf('hidden')).toHaveTextContent(
      `ht,3 = ${v('output', 2)}·tanh(${v('cell', 2)}) = ${v('hidden', 2)}`,
    );
  });

  test('is read number by number with the arrow keys, along a strip and across', async () => {
    render(<CellFigure {...live({ cell: 'lstm' })} />);
    const { at } = readingOf(traceFixture({ cell: 'lstm' }), 3);
    diagramOf('LSTM').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const said = `cell state before, unit 2, at “sucked”: ${(at('cellBefore')[1] as number).toFixed(3)}`;
    expect(region()).toHaveTextContent(said);
    expect(diagramOf('LSTM')).toHaveAccessibleName(`The LSTM at “sucked”: ${said}`);
    await userEvent.keyboard('{ArrowRight}{End}');
    expect(region()).toHaveTextContent('hidden state before, unit 4, at “sucked”');
    await userEvent.keyboard('{Escape}');
    expect(diagramOf('LSTM')).toHaveAccessibleName('The LSTM at “sucked”');
  });

  test('pins a number with Enter, and lets it go with Enter or Escape', async () => {
    const onPin = vi.fn();
    const props = live({ cell: 'gru' }, { onPin });
    const { rerender } = render(<CellFigure {...props} />);
    const { reading } = readingOf(traceFixture({ cell: 'gru' }), 3);
    const tensor = reading.nodes.get('hiddenBefore')?.id as number;
    diagramOf('GRU').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    const pinned = { tensor, index: 1, of: 'value' } as const;
    expect(onPin).toHaveBeenLastCalledWith(pinned);
    rerender(<CellFigure {...props} pinned={pinned} />);
    expect(strip('hiddenBefore').querySelector('.cell-ring-pinned')).not.toBeNull();
    await userEvent.keyboard('{Enter}');
    expect(onPin).toHaveBeenLastCalledWith(null);
  });

  test('does not tell what has not been computed yet', async () => {
    render(<CellFigure {...live({ cell: 'lstm' })} />);
    await press('Read');
    expect(numbersOf('forget')).toBeNull();
    diagramOf('LSTM').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(region()).toHaveTextContent('The forget gate comes with the move “Forget”.');
  });

  test('shows another word with the arrow keys', async () => {
    render(<CellFigure {...live({ cell: 'lstm' })} />);
    within(region()).getByRole('radio', { name: 'sucked, step 4 of 4' }).focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(within(region()).getByRole('radio', { name: 'character, step 3 of 4' })).toBeChecked();
    expect(diagramOf('LSTM')).toHaveAccessibleName('The LSTM at “character”');
    const { at } = readingOf(traceFixture({ cell: 'lstm' }), 2);
    expect(numbersOf('cell')).toHaveTextContent(`= ${numberText(at('cell')[0] as number)}`);
  });

  test('shows another layer, with the state before it where it reads from the end', async () => {
    render(<CellFigure {...live({ cell: 'lstm', bidirectional: true })} />);
    await userEvent.selectOptions(within(region()).getByLabelText('Layer'), '1, read backwards');
    expect(numbersOf('cell')?.previousElementSibling).toHaveTextContent('ct+1');
    const { at } = readingOf(traceFixture({ cell: 'lstm', bidirectional: true }), 3, 1);
    expect(numbersOf('cell')).toHaveTextContent(`= ${numberText(at('cell')[0] as number)}`);
  });
});

describe('among the others', () => {
  stubBrowser();
  const place = { step: 1, layer: 1, direction: 'backward' } as const;

  test('opens at the step and layer that another figure led to, and leads back to them', async () => {
    const props = live({ cell: 'lstm', layers: 2, bidirectional: true }, { place });
    render(<CellFigure {...props} />);
    expect(within(region()).getByRole('radio', { name: 'main, step 2 of 4' })).toBeChecked();
    expect(within(region()).getByLabelText('Layer')).toHaveDisplayValue('2, read backwards');
    await userEvent.click(within(region()).getByRole('radio', { name: 'character, step 3 of 4' }));
    await press('Back to the unrolled picture');
    expect(props.actions.openAt).toHaveBeenCalledExactlyOnceWith('unrolled', { ...place, step: 2 });
  });

  test('shows its last step where the text is shorter, and its first layer where there is no other', () => {
    render(<CellFigure {...live({ cell: 'gru' }, { place: { ...place, step: 40 } })} />);
    expect(within(region()).getByRole('radio', { name: 'sucked, step 4 of 4' })).toBeChecked();
  });
});

describe('a cell without words or candidate', () => {
  stubBrowser();

  test('speaks of neither', async () => {
    render(<CellFigure {...live({ cell: 'rnn_tanh', input: 'numbers', output: 'numbers' })} />);
    for (const move of ['Read', 'Mix', 'Squash']) {
      await press(move);
      expect(region()).not.toHaveTextContent(/word|candidate|gate to|every gate/);
    }
    expect(region()).toHaveTextContent('states and sums');
  });
});

test('says where the numbers broke down, and shows the step before', async () => {
  const trace = traceFixture({ cell: 'lstm' });
  const tensors = trace.tensors.map((tensor) => ({
    ...tensor,
    values: tensor.values.map(() => Number.NaN),
  }));
  const value = { ...trace, step: 7, tensors };
  const props = labProps(
    { trace: { state: 'ready', value } },
    { config: { ...defaultLabConfig, cell: 'lstm' } },
  );
  render(<CellFigure {...props} />);
  expect(region()).toHaveTextContent('At step 7 the numbers of this network broke down');
  expect(region()).not.toHaveTextContent(/NaN|not a number/);
  await press('Show step 6');
  expect(props.actions.showStep).toHaveBeenCalledWith(6);
});

describe('held gates', () => {
  stubBrowser();
  const hold = (gate: string, choice: string) =>
    userEvent.click(
      within(within(region()).getByRole('group', { name: new RegExp(gate) })).getByRole('radio', {
        name: choice,
      }),
    );

  test('change memory, output and loss, and the figure says by how much', async () => {
    render(<CellFigure {...live({ cell: 'lstm' })} />);
    expect(row('loss')).toEqual([]);
    await hold('Hold the forget gate', '0');
    const [free, held] = [
      traceFixture({ cell: 'lstm' }),
      traceFixture({ cell: 'lstm', clamps: { forget: 0 } }),
    ];
    const [a, b] = [readingOf(free, 3).at('cell'), readingOf(held, 3).at('cell')];
    const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));
    const moved = norm(Array.from(b, (value, at) => value - (a[at] as number)));
    expect(moved).toBeGreaterThan(0.01);
    expect(row('cell')).toEqual([norm(a).toFixed(3), norm(b).toFixed(3), `moved by ${moved.toFixed(2)}`]);
    const change = held.loss - free.loss;
    expect(row('loss').slice(0, 2)).toEqual([free.loss.toFixed(3), held.loss.toFixed(3)]);
    expect(row('loss')[2]).toContain(change < 0 ? '−' : '+');
    expect(row('said')).toHaveLength(3);
    expect(numbersOf('forget')).toHaveTextContent('ft,1 = 0, held');
    expect(region()).toHaveTextContent(/With held gates the loss is/);
  });

  test('show at every word how far the state has moved', async () => {
    render(<CellFigure {...live({ cell: 'lstm' })} />);
    await hold('Hold the input gate', '0');
    const [free, held] = [
      traceFixture({ cell: 'lstm' }),
      traceFixture({ cell: 'lstm', clamps: { input: 0 } }),
    ];
    const moved = free.labels.map((_, t) => {
      const [a, b] = [readingOf(free, t).at('cell'), readingOf(held, t).at('cell')];
      return Math.hypot(...Array.from(a, (value, at) => value - (b[at] as number)));
    });
    const bars = [...region().querySelectorAll('[data-moved]')].map((bar) =>
      Number(bar.getAttribute('height')),
    );
    expect(bars).toHaveLength(4);
    const largest = Math.max(...moved);
    bars.forEach((height, t) => {
      expect(height).toBeCloseTo(((moved[t] as number) / largest) * 24, 4);
    });
    expect(
      within(region()).getByRole('radio', {
        name: `the, step 1 of 4, moved by ${(moved[0] as number).toFixed(2)}`,
      }),
    ).toBeVisible();
  });

  test('go free again, and let go of what was pinned in another run', async () => {
    const onPin = vi.fn();
    render(<CellFigure {...live({ cell: 'gru' }, { onPin })} />);
    await hold('Hold the update gate', '1');
    expect(onPin).toHaveBeenLastCalledWith(null);
    expect(row('hidden')).toHaveLength(3);
    await hold('Hold the update gate', 'free');
    expect(row('hidden')).toEqual([]);
    expect(region()).toHaveTextContent('Hold a gate at 0 or 1');
  });

  test('of another cell are not asked for', () => {
    const { rerender } = render(<CellFigure {...live({ cell: 'rnn_relu' })} />);
    expect(region()).toHaveTextContent('This cell has no gates to hold.');
    rerender(<CellFigure {...live({ cell: 'lstm' })} />);
    expect(within(region()).getAllByRole('group', { name: /^Hold the/ })).toHaveLength(3);
  });
});

describe('around it', () => {
  stubBrowser();

  test('the table has every number, with the free run beside it', async () => {
    render(<CellFigure {...live({ cell: 'rnn_tanh' })} />);
    await userEvent.click(within(region()).getByRole('button', { name: /^Table/ }));
    const { at } = readingOf(traceFixture({ cell: 'rnn_tanh' }), 3);
    const rows = within(region()).getAllByRole('row');
    expect(rows).toHaveLength(1 + 5 * 4 + at('x').length);
    expect(rows[1]).toHaveTextContent(`hidden state before1${(at('hiddenBefore')[0] as number).toFixed(3)}`);
  });

  test('many units are all there, and it says how', () => {
    render(<CellFigure {...live({ cell: 'gru', hiddenSize: 64 })} />);
    expect(region()).toHaveTextContent('Every strip shows all 64 units, 16 in a line, 4 lines.');
  });

  test('it waits in words, keeps its picture while it computes, and says why it failed', () => {
    const { rerender } = render(<CellFigure {...labProps({})} />);
    expect(region()).toHaveTextContent('Computing…');
    const props = live({ cell: 'lstm' });
    rerender(<CellFigure {...props} />);
    expect(region()).toHaveAttribute('data-state', 'ready');
    rerender(<CellFigure {...labProps({})} />);
    expect(region()).toHaveAttribute('data-state', 'computing');
    expect(strip('cell').querySelector('canvas')).not.toBeNull();
    rerender(
      <CellFigure
        {...labProps({ trace: { state: 'failed', reason: 'tooLarge', message: 'Too many words.' } })}
      />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('Too many words.');
  });
});
