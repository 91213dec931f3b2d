// The learning curve: named lines that end at the present values, any step to be read, and the same as a table.
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { LearningCurve } from '../../src/figures/curves/LearningCurve.tsx';
import { planLearningCurve } from '../../src/geometry/learningCurve.ts';
import { stubBrowser } from './browser.ts';

const run = (steps: number) => ({
  history: { values: Float32Array.from({ length: 4096 }, (_, step) => 4 / (1 + step)), length: steps },
  evaluations: Array.from({ length: Math.floor(steps / 10) + 1 }, (_, at) => ({
    step: at * 10,
    loss: 1,
    exactMatch: Math.min(1, at / 10),
  })),
  divergence: null,
});
const slider = () => screen.getByRole('slider', { name: 'Read the curves' });
const readout = () => document.querySelector('.figure-readout')?.textContent;

describe('the learning curve', () => {
  stubBrowser(500);

  test('has its axes, and says that there are no steps yet', () => {
    render(
      <LearningCurve
        history={{ values: new Float32Array(0), length: 0 }}
        evaluations={[]}
        divergence={null}
      />,
    );
    expect(screen.getByText('no steps yet')).toBeInTheDocument();
    expect(screen.getByText('held-out right')).toBeInTheDocument();
    expect(document.querySelectorAll('.lc-axis')).toHaveLength(2);
    expect(slider()).toBeDisabled();
  });

  test('draws the paths of its data, with name and present value at each line’s end', () => {
    const data = run(52);
    render(<LearningCurve {...data} />);
    const plan = planLearningCurve({
      width: 500,
      losses: data.history,
      accuracy: data.evaluations.map(({ step, exactMatch }) => ({ step, value: exactMatch })),
    });
    expect(document.querySelector('.lc-line.lc-loss')).toHaveAttribute('d', plan.loss.path);
    expect(document.querySelector('.lc-line.lc-accuracy')).toHaveAttribute('d', plan.accuracy.path);
    expect(document.querySelector('.lc-name.lc-loss')).toHaveTextContent('loss0.077');
    expect(document.querySelector('.lc-name.lc-accuracy')).toHaveTextContent('held-out right50%');
    expect(document.querySelector('.lc-dot.lc-loss')).toHaveAttribute('cx', `${plan.x(52)}`);
  });

  test('has as many elements for a long run as for a short one', () => {
    const { container, rerender } = render(<LearningCurve {...run(90)} />);
    const few = container.querySelectorAll('*').length;
    rerender(<LearningCurve {...run(4000)} />);
    expect(container.querySelectorAll('*').length).toBeLessThan(few + 10);
  });

  test('reads any step with the pointer', () => {
    render(<LearningCurve {...run(52)} />);
    const plan = planLearningCurve({ width: 500, losses: run(52).history, accuracy: [] });
    fireEvent.pointerMove(slider(), { clientX: plan.x(20) - plan.left });
    expect(readout()).toBe('Step 20: loss 0.200, held-out right 20% (measured at step 20).');
    expect(document.querySelectorAll('.lc-ring')).toHaveLength(2);
    fireEvent.pointerMove(slider(), { clientX: 480 });
    expect(readout()).toMatch(/^Step 52:/);
    fireEvent.pointerLeave(slider());
    expect(readout()).toMatch(/^52 steps so far/);
    expect(document.querySelector('.lc-ring')).toBeNull();
  });

  test('reads any step with the keys, and lets go with Escape', async () => {
    const user = userEvent.setup();
    render(<LearningCurve {...run(52)} />);
    while (document.activeElement !== slider()) await user.tab();
    fireEvent.change(slider(), { target: { value: '33' } });
    expect(readout()).toBe('Step 33: loss 0.121, held-out right 30% (measured at step 30).');
    expect(slider()).toHaveAttribute('aria-valuetext', readout());
    await user.keyboard('{Escape}');
    expect(readout()).toMatch(/^52 steps so far/);
  });

  test('keeps a step that was clicked', () => {
    render(<LearningCurve {...run(52)} />);
    const plan = planLearningCurve({ width: 500, losses: run(52).history, accuracy: [] });
    const clientX = plan.x(10) - plan.left;
    fireEvent.pointerDown(slider(), { clientX });
    fireEvent.pointerLeave(slider());
    expect(readout()).toMatch(/^Step 10:/);
    fireEvent.pointerDown(slider(), { clientX });
    expect(readout()).toMatch(/^52 steps so far/);
  });

  test('marks where training broke down, and reads a loss that is no number', () => {
    const data = run(12);
    data.history.values[11] = Number.NaN;
    render(<LearningCurve {...data} divergence={{ step: 12 }} />);
    expect(screen.getByText('broke down at step 12')).toBeInTheDocument();
    expect(document.querySelector('.lc-break')).toBeInTheDocument();
    expect(document.querySelector('.lc-name.lc-loss')).toHaveTextContent('lossnot a number');
    fireEvent.change(slider(), { target: { value: '11' } });
    fireEvent.pointerMove(slider(), { clientX: 400 });
    expect(readout()).toMatch(/^Step 12: loss not a number/);
  });

  test('tells tiny and huge losses apart, in words, in the table and on the axis', async () => {
    const user = userEvent.setup();
    const data = run(4000);
    data.history.values.set(
      Array.from({ length: 4000 }, (_, at) => 3.2 * 10 ** (-at / 666.5)),
      0,
    );
    const { rerender } = render(<LearningCurve {...data} />);
    expect(document.querySelector('.lc-name.lc-loss')).toHaveTextContent('loss3.2 × 10−6');
    // Raised by style: few fonts have the raised minus.
    expect(document.querySelector('.lc-name.lc-loss .figure-power')).toHaveTextContent(/^−6$/);
    expect(slider().getAttribute('aria-valuetext')).toMatch(/loss 3.2 times 10 to the power of −6/);
    const ticks = [...document.querySelectorAll('.lc-tick')].map((tick) => tick.textContent);
    expect(ticks.filter((tick) => tick?.startsWith('10') && !tick.endsWith('%'))).toEqual([
      '10−4',
      '10−2',
      '100',
    ]);
    await user.click(screen.getByRole('button', { name: 'Table: Loss and held-out accuracy' }));
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(-3);
    expect(new Set(rows.map((row) => within(row).getAllByRole('cell')[0]?.textContent)).size).toBe(3);
    await user.click(screen.getByRole('button', { name: 'Table: Loss and held-out accuracy' }));
    const huge = run(12);
    huge.history.values[11] = 2.8e17;
    rerender(<LearningCurve {...huge} />);
    expect(document.querySelector('.lc-name.lc-loss')).toHaveTextContent('loss2.8 × 1017');
  });

  test('names its scale outside the panels, where no data can be', () => {
    const data = run(52);
    render(<LearningCurve {...data} />);
    const plan = planLearningCurve({ width: 500, losses: data.history, accuracy: [] });
    const note = screen.getByText('loss, log scale');
    expect(Number(note.getAttribute('y'))).toBeLessThan(plan.loss.top - 4);
  });

  test('has a table of the same numbers, at most 41 rows', async () => {
    const user = userEvent.setup();
    render(<LearningCurve {...run(4000)} />);
    await user.click(screen.getByRole('button', { name: 'Table: Loss and held-out accuracy' }));
    const table = screen.getByRole('table', {
      name: /^Loss and held-out accuracy \d+ of 4,001 rows; the CSV has them all\.$/,
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.length).toBeLessThanOrEqual(41);
    expect(rows.at(-1)).toHaveTextContent('4,0000.001100%');
    expect(screen.queryByRole('slider')).toBeNull();
  });
});
