// The figure `gradient-lab`: its marks are the norms of a live network, its words are computed from them, its controls
// are the run's own settings.
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { LabConfig } from '../../../src/experiment/lab/config.ts';
import type { GradientNormsAnswer } from '../../../src/experiment/lab/queries.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfigFor } from '../../../src/experiment/lab/settings.ts';
import type { LabActions, LabView } from '../../../src/figures/definition.ts';
import { gradientLab } from '../../../src/figures/gradient-lab/definition.ts';
import GradientLabFigure from '../../../src/figures/gradient-lab/GradientLabFigure.tsx';
import { taskOf, theoryOf } from '../../../src/figures/gradient-lab/present.ts';
import { isPreset, presets } from '../../../src/figures/gradient-lab/presets.ts';
import { withPin } from '../../../src/figures/gradient-lab/usePins.ts';
import { byHops, verdictOf } from '../../../src/geometry/lab/decay.ts';
import { planGradients } from '../../../src/geometry/lab/gradientCurve.ts';
import { stubBrowser } from '../browser.ts';
import { labProps } from './props.ts';

const start: LabConfig = { ...defaultLabConfigFor('firstToken'), ...gradientLab.setting, hiddenSize: 8 };
const sessionOf = (patch: Partial<LabConfig> = {}) => LabSession.create({ ...start, ...patch });
const answerOf = (patch: Partial<LabConfig> = {}) => sessionOf(patch).answer({ kind: 'gradientNorms' });
const answer: GradientNormsAnswer = { ...answerOf(), step: 10 };
const hops = byHops(answer.layers[0] as Float32Array);
const evaluations = [
  { step: 0, loss: 1.4, metric: 0.25 },
  { step: 10, loss: 1.4, metric: 0.28 },
];
const view: Partial<LabView> = { config: start, blindLoss: Math.log(4), step: 10, lastStep: 10, evaluations };
const props = (value = answer, over: Partial<LabView> = {}) =>
  labProps({ gradientNorms: { state: 'ready', value } }, { ...view, ...over });
const region = () => screen.getByRole('region', { name: 'How far the gradient reaches' });
const inside = () => within(region());
const button = (name: string | RegExp) => inside().getByRole('button', { name });
const reader = () => inside().getByRole('slider', { name: 'Steps of the sequence, point by point' });
const attributes = (selector: string, ...names: string[]) =>
  [...region().querySelectorAll(selector)].map((mark) =>
    names.map((name) => Number(mark.getAttribute(name))),
  );

describe('what the numbers say', () => {
  const looked = { kind: 'layer', layer: 0 } as const;

  test('theory is radius times mean slope for tanh, from the last step on', () => {
    const theory = theoryOf(start, answer, looked, hops);
    if (typeof theory === 'string') throw new Error(theory);
    const factor = (answer.spectralRadius ?? 0) * (answer.meanSlope ?? 0);
    expect(theory.factor).toBe(factor);
    expect(theory.hops[0]).toBe(hops[0]);
    expect(theory.hops[5]).toBeCloseTo((hops[0] ?? 0) * factor ** 5, 12);
  });

  test('theory for ReLU comes nearer to what is measured than with the mean slope', () => {
    const patch = {
      cell: 'rnn_relu',
      initialisation: 'spectral',
      spectralRadius: 1.8,
      hiddenSize: 32,
    } as const;
    const relu = answerOf(patch);
    const own = byHops(relu.layers[0] as Float32Array);
    const theory = theoryOf({ ...start, ...patch }, relu, looked, own);
    if (typeof theory === 'string') throw new Error(theory);
    const measured = ((own.at(-1) ?? 0) / (own[0] ?? 1)) ** (1 / (own.length - 1));
    const naive = (relu.spectralRadius ?? 0) * (relu.meanSlope ?? 0);
    expect(Math.abs(theory.factor - measured)).toBeLessThan(Math.abs(naive - measured));
  });

  test.each([
    ['gated', { cell: 'gru' }],
    ['layers', { layers: 2 }],
    ['truncated', { truncation: 4 }],
    ['overlap', { task: 'nextCharacter' }],
  ] as const)('theory is silent where it means nothing: %s', (why, patch) => {
    const own = answerOf(patch);
    expect(theoryOf({ ...start, ...patch }, own, looked, hops)).toBe(why);
  });

  test('chance is one in four where four answers come equally often, and unknown for letters', () => {
    expect(taskOf({ config: start, blindLoss: Math.log(4) }).chance).toBeCloseTo(0.25, 12);
    const letters = { ...start, task: 'nextCharacter' } as const;
    expect(taskOf({ config: letters, blindLoss: 2 }).chance).toBeUndefined();
    expect(taskOf({ config: { ...start, task: 'sine' }, blindLoss: 0.5 })).toEqual({
      metric: 'error',
      chance: 0.5,
    });
  });

  test('pins have a letter each; a fifth takes the place of the oldest', () => {
    const pin = (step: number) => ({
      config: start,
      step,
      hops,
      state: 'hidden' as const,
      hidden: undefined,
      whole: false,
      evaluations,
    });
    const five = [0, 1, 2, 3, 4].reduce((pins, step) => withPin(pins, pin(step)), withPin([], pin(0)));
    expect(five.map(({ letter, step }) => `${letter}${step}`)).toEqual(['B1', 'C2', 'D3', 'A4']);
  });

  test('it fits what reads one way, and its own setting', () => {
    expect(gradientLab.fits(start)).toBe(true);
    expect(gradientLab.fits({ ...start, bidirectional: true })).toBe(false);
    expect(isPreset(start, 'vanishing')).toBe(true);
  });
});

describe('the figure', () => {
  stubBrowser(); // 800 px: both pictures side by side

  test('draws every norm at its height and every factor as a bar', () => {
    render(<GradientLabFigure {...props()} />);
    const factor = (answer.spectralRadius ?? 0) * (answer.meanSlope ?? 0);
    const plan = planGradients({
      width: Math.round((800 - 24) * 0.62),
      curves: [hops],
      names: ['now', 'theory'],
      until: hops.length - 1,
      theory: { hops: hops.map((_, hop) => (hops[0] ?? 0) * factor ** hop), factor },
    });
    expect(attributes('.glab-present .glab-dot', 'cx', 'cy')).toEqual(
      hops.map((norm, hop) => [plan.x(hop), plan.y(norm)]),
    );
    expect(attributes('.glab-bar', 'y', 'height')).toEqual(
      plan.factors?.bars.map(({ y, height }) => [y, height]),
    );
    expect(region().querySelector('path.glab-theory')).toHaveAttribute('d', plan.theory?.path);
  });

  test('tells the verdict, the consequence and the slope in words', () => {
    render(<GradientLabFigure {...props()} />);
    const verdict = verdictOf(hops);
    if (verdict.kind !== 'vanishes') throw new Error(verdict.kind);
    const words = { 10: 'a tenth', 100: 'a hundredth', 1000: 'a thousandth' }[verdict.times];
    expect(region()).toHaveTextContent(
      `It vanishes: after ${verdict.hops} steps less than ${words} is left.`,
    );
    expect(region()).toHaveTextContent('It guesses: 28% right, and chance is 25%.');
    expect(region()).toHaveTextContent(
      /Measured: × 0\.\d+ a step on average; .* reaches the first step\. Theory: spectral radius/,
    );
  });

  test('goes back hop by hop', async () => {
    render(<GradientLabFigure {...props()} />);
    const scrub = inside().getByRole('slider', { name: 'Beat' });
    expect(scrub).toHaveAttribute('aria-valuetext', '24 of 24: 23 steps back');
    expect(region()).toHaveTextContent('This is where the token came that must be remembered.');
    await userEvent.click(button('One beat back'));
    expect(region()).toHaveTextContent('22 steps back, at step 2:');
    expect(region().querySelectorAll('.glab-present .glab-dot')).toHaveLength(23);
  });

  test('is read point by point from the keyboard, and Escape lets go', async () => {
    render(<GradientLabFigure {...props()} />);
    reader().focus();
    // jsdom moves no native slider by keys; the browser fires the same event.
    fireEvent.change(reader(), { target: { value: '20' } });
    expect(reader().getAttribute('aria-valuetext')).toMatch(/^3 steps back, at step 21: /);
    expect(region().querySelector('.glab-ring')).not.toBeNull();
    await userEvent.keyboard('{Escape}');
    expect(region().querySelector('.glab-ring')).toBeNull();
  });

  test('pins the present curve under its settings, and lets it go', async () => {
    const { rerender } = render(<GradientLabFigure {...props()} />);
    await userEvent.click(button('Pin this curve'));
    const gru = answerOf({ cell: 'gru' });
    rerender(<GradientLabFigure {...props(gru, { config: { ...start, cell: 'gru' } })} />);
    const items = inside().getAllByRole('listitem');
    expect(items[0]).toHaveTextContent('GRU · 24 steps · begins small and random · no clipping');
    expect(items[1]).toHaveTextContent('ARNN, tanh · 24 steps');
    expect(items[1]).toHaveTextContent('28% right after 10 updates');
    expect(region().querySelectorAll('path.glab-line[stroke-dasharray]').length).toBeGreaterThan(0);
    await userEvent.click(button('Remove A'));
    expect(inside().getAllByRole('listitem')).toHaveLength(1);
  });

  test('a remedy pins the present curve, asks for another run, and goes on training where it was', async () => {
    const own = props(answer, { running: true });
    render(<GradientLabFigure {...own} />);
    await userEvent.click(button('GRU'));
    expect(own.actions.configure).toHaveBeenCalledWith(presets.gru);
    expect(own.actions.train).toHaveBeenCalledOnce();
    expect(inside().getAllByRole('listitem')).toHaveLength(2);
    expect(button('Plain tanh')).toHaveAttribute('aria-pressed', 'true');
  });

  test('clipping is the run that explodes, clipped', async () => {
    const own = props();
    render(<GradientLabFigure {...own} />);
    await userEvent.click(button('Clipping'));
    expect(own.actions.configure).toHaveBeenCalledWith({ ...presets.exploding, clipNorm: 1 });
  });

  test('says so where theory and measurement disagree, and only there', () => {
    const { rerender } = render(<GradientLabFigure {...props()} />);
    expect(region()).not.toHaveTextContent('disagree');
    rerender(<GradientLabFigure {...props({ ...answer, spectralRadius: 6 })} />);
    expect(region()).toHaveTextContent(/Theory and measurement disagree here: by theory .* would reach/);
    expect(region().querySelector('path.glab-theory')).not.toBeNull();
  });

  test('its settings are the run’s', async () => {
    const own = props();
    render(<GradientLabFigure {...own} />);
    await userEvent.selectOptions(inside().getByLabelText('Cell, activation'), 'LSTM');
    expect(own.actions.configure).toHaveBeenLastCalledWith({ cell: 'lstm' });
    await userEvent.selectOptions(inside().getByLabelText('W_hh begins'), 'as the identity');
    expect(own.actions.configure).toHaveBeenLastCalledWith({ initialisation: 'identity' });
    expect(own.actions.train).not.toHaveBeenCalled();
  });

  test('a slider is taken over once, when it has come to rest', () => {
    vi.useFakeTimers();
    try {
      const own = props();
      render(<GradientLabFigure {...own} />);
      const radius = inside().getByLabelText('Spectral radius');
      for (const value of ['1.2', '1.3', '1.4']) fireEvent.change(radius, { target: { value } });
      expect(own.actions.configure).not.toHaveBeenCalled();
      act(() => vi.advanceTimersByTime(200));
      expect(
        (own.actions.configure as LabActions['configure'] & ReturnType<typeof vi.fn>).mock.calls,
      ).toEqual([[{ initialisation: 'spectral', spectralRadius: 1.4 }]]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('takes the loss apart by the step it comes from, where several are asked', async () => {
    const config = { ...start, task: 'nextCharacter', length: 16 } as const;
    const letters = answerOf(config);
    render(<GradientLabFigure {...props(letters, { config, blindLoss: 2.5 })} />);
    const flow = letters.flows[3];
    if (!flow) throw new Error('fewer than four sources');
    const look = inside().getByLabelText('Gradient of');
    expect(look).toHaveDisplayValue('the last loss alone (step 16)');
    await userEvent.selectOptions(look, `the loss of step ${flow.source + 1} alone`);
    expect(region().querySelectorAll('.glab-present .glab-dot')).toHaveLength(flow.source + 1);
    expect(region().querySelectorAll('.glab-behind')).toHaveLength(letters.flows.length - 1);
    expect(region()).toHaveTextContent(`${flow.source} steps back, at step 1:`);
    expect(region()).toHaveTextContent(
      `Of the loss of step ${flow.source + 1} alone. Grey: the losses of other steps, each by itself.`,
    );
    expect(region()).toHaveTextContent(/Theory: spectral radius/);
  });

  test('judges the last loss where every step has one, and no whole loss', async () => {
    const config = { ...start, task: 'nextCharacter', length: 16 } as const;
    const letters = answerOf(config);
    render(<GradientLabFigure {...props(letters, { config, blindLoss: 2.5 })} />);
    const verdict = verdictOf(byHops(letters.flows.at(-1)?.norms ?? []));
    if (verdict.kind !== 'vanishes') throw new Error(verdict.kind);
    expect(region()).toHaveTextContent(`after ${verdict.hops} steps less than`);
    await userEvent.selectOptions(inside().getByLabelText('Gradient of'), 'the whole loss');
    const dots = region().querySelectorAll('.glab-present .glab-dot');
    expect(dots).toHaveLength(16);
    expect(region()).not.toHaveTextContent(/It lasts|is left|a step on average|of the first/);
    expect(region()).toHaveTextContent('Every step has a loss of its own here, and all of them add up');
    expect(region().querySelector('.glab-bar')).toBeNull();
    expect(inside().getByRole('listitem')).toHaveTextContent('the whole loss ·');
    await userEvent.click(button(/^Table/));
    expect(inside().queryByRole('columnheader', { name: 'share of the first' })).toBeNull();
  });

  test('shows zeros, infinities and what is no number as what they are', () => {
    const odd: GradientNormsAnswer = { ...answer, layers: [Float32Array.of(Number.NaN, 0, 0.5, 1)] };
    render(<GradientLabFigure {...props(odd)} />);
    expect(region().querySelectorAll('.glab-present .glab-zero')).toHaveLength(1);
    expect(region().querySelectorAll('.glab-present .glab-broken')).toHaveLength(1);
    expect(region()).toHaveTextContent('After 3 steps the gradient is not a finite number any more.');
    const places = [...region().querySelectorAll('svg *')].flatMap((mark) =>
      [...mark.attributes].map(({ value }) => value),
    );
    for (const place of places) expect(place).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('says that the way back is cut where truncation cuts it', () => {
    const config = { ...start, truncation: 8 };
    render(<GradientLabFigure {...props(answerOf({ truncation: 8 }), { config })} />);
    expect(region()).toHaveTextContent(/After 8 steps exactly nothing is left: the way back is cut there\./);
  });

  test('gives every number in its table', async () => {
    render(<GradientLabFigure {...props()} />);
    await userEvent.click(button('Pin this curve'));
    await userEvent.click(button(/^Table/));
    const rows = inside().getAllByRole('row');
    expect(rows).toHaveLength(1 + 24);
    expect(rows[0]).toHaveTextContent('A: RNN, tanh · 24 steps');
    expect(rows[1]).toHaveTextContent(`240${(hops[0] ?? 0).toFixed(3)}`);
  });

  test('keeps the last picture while a new run is being built, waits in words, says why it failed', () => {
    const { rerender } = render(<GradientLabFigure {...labProps({}, view)} />);
    expect(region()).toHaveTextContent('Computing…');
    rerender(<GradientLabFigure {...props()} />);
    const computing = { gradientNorms: { state: 'computing', value: null } } as const;
    rerender(<GradientLabFigure {...labProps(computing, { ...view, config: { ...start, cell: 'gru' } })} />);
    expect(region()).toHaveAttribute('data-state', 'computing');
    expect(inside().getByRole('listitem')).toHaveTextContent('RNN, tanh');
    const failed = { gradientNorms: { state: 'failed', reason: 'error', message: 'No.' } } as const;
    rerender(<GradientLabFigure {...labProps(failed, view)} />);
    expect(screen.getByRole('alert')).toHaveTextContent('No.');
  });
});

describe('an LSTM’s cell state', () => {
  stubBrowser(800);
  const lstm: LabConfig = { ...start, cell: 'lstm' };
  const own: GradientNormsAnswer = { ...answerOf({ cell: 'lstm' }), step: 10 };
  const cellHops = byHops(own.cells[0] as Float32Array);

  test('has a second line, at the heights that the scale gives its norms, and a legend', () => {
    render(<GradientLabFigure {...props(own, { config: lstm })} />);
    fireEvent.change(inside().getByRole('slider', { name: 'Beat' }), {
      target: { value: String(start.length - 1) },
    });
    const path = region().querySelector('.glab-memory .glab-line')?.getAttribute('d') ?? '';
    const heights = [...path.matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y));
    const hidden = byHops(own.layers[0] as Float32Array);
    const plan = planGradients({
      width: Math.round((800 - 24) * 0.62),
      curves: [hidden, cellHops],
      present: 2,
      names: ['h now', 'c now'],
      until: start.length - 1,
    });
    expect(heights).toHaveLength(cellHops.length);
    heights.forEach((height, hop) => {
      expect(height).toBeCloseTo(plan.y(cellHops[hop] ?? 0), 0);
    });
    expect(inside().getByText('∂L/∂c, cell state')).toBeVisible();
    expect(
      inside().getByText(/^An LSTM remembers in its cell state c, so what counts is ∂L\/∂c \(dashed\)/),
    ).toBeVisible();
  });

  test('is in the table and in the words of a step', async () => {
    render(<GradientLabFigure {...props(own, { config: lstm })} />);
    expect(region()).toHaveTextContent(/23 steps back, at step 1: ∂L\/∂c .*, .* ∂L\/∂h: /);
    await userEvent.click(button(/^Table/));
    const [first] = inside().getAllByRole('row').slice(1);
    expect(inside().getByRole('columnheader', { name: 'cell state, now' })).toBeVisible();
    expect(first?.querySelectorAll('td')).toHaveLength(6);
  });

  test('is what the verdict, the factors and a pinned curve are of', async () => {
    const { rerender } = render(<GradientLabFigure {...props(own, { config: lstm })} />);
    const verdict = verdictOf(cellHops);
    if (verdict.kind !== 'vanishes') throw new Error(verdict.kind);
    expect(region()).toHaveTextContent(
      new RegExp(`Through the cell state it \\w+: after ${verdict.hops} steps less than`),
    );
    const { factors } = planGradients({
      width: Math.round((800 - 24) * 0.62),
      curves: [byHops(own.layers[0] as Float32Array), cellHops],
      present: 2,
      lead: 1,
      names: ['h now', 'c now'],
      until: start.length - 1,
    });
    expect(attributes('.glab-bar', 'height')).toEqual(factors?.bars.map(({ height }) => [height]));
    await userEvent.click(button('Pin this curve'));
    rerender(<GradientLabFigure {...props()} />);
    expect(region().querySelector('[data-pin="A"]')).toHaveClass('glab-memory');
    expect(inside().getAllByRole('listitem')[1]).toHaveTextContent('∂L/∂c: less than');
    await userEvent.click(button(/^Table/));
    expect(inside().getByRole('columnheader', { name: /^A, ∂L\/∂c: LSTM/ })).toBeVisible();
    expect(inside().getByRole('columnheader', { name: /^A, ∂L\/∂h: LSTM/ })).toBeVisible();
  });

  test('is told of the time at which it was learning, once the network knows', () => {
    const faded = own.cells.map((norms) => norms.map((norm, t) => norm * 0.5 ** (norms.length - 1 - t)));
    const lasting = own.cells.map((norms) => norms.map(() => 0.25));
    const known = [
      { step: 0, loss: 1.4, metric: 0.25 },
      { step: 120, loss: 0.1, metric: 0.99 },
    ];
    const at = (step: number, cells: readonly Float32Array[], evaluations = known) =>
      props({ ...own, step, cells }, { config: lstm, step, evaluations });
    const { rerender } = render(<GradientLabFigure {...at(200, faded)} />);
    expect(region()).toHaveTextContent('By now, through the cell state, it vanishes:');
    expect(region()).toHaveTextContent('Go back with the time machine');
    rerender(<GradientLabFigure {...at(90, lasting, known.slice(0, 1))} />);
    expect(region()).toHaveTextContent('Through the cell state it lasts: at least a tenth is left');
    rerender(<GradientLabFigure {...at(200, faded)} />);
    expect(region()).toHaveTextContent(
      'Through the cell state it reached the first step while the network was learning: 100% of it after 90 updates.',
    );
    expect(region()).toHaveTextContent('It knows: 99% right.');
    expect(region()).toHaveTextContent(/Now less than a thousandth after \d+ steps: what it knows it holds/);
  });

  test('is not there for cells that have none', () => {
    render(<GradientLabFigure {...props()} />);
    expect(region().querySelector('.glab-memory')).toBeNull();
    expect(inside().queryByText(/cell state/)).toBeNull();
  });
});
