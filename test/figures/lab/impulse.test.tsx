// The figure `impulse`: its marks are what the live network does with one impulse.
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { ImpulseAnswer } from '../../../src/experiment/lab/queries.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfig } from '../../../src/experiment/lab/settings.ts';
import { Powers } from '../../../src/figures/frame/Powers.tsx';
import ImpulseFigure from '../../../src/figures/impulse/ImpulseFigure.tsx';
import { divergingScale, roundExtent } from '../../../src/geometry/diverging.ts';
import {
  columnsOf,
  forgottenAt,
  middleOf,
  nameEvery,
  planRinging,
  sharesOf,
} from '../../../src/geometry/lab/ringing.ts';
import { numbersFor } from '../../../src/i18n/numbers.ts';
import { stubBrowser } from '../browser.ts';
import { labProps } from './props.ts';

const session = LabSession.create({ ...defaultLabConfig, hiddenSize: 8 });
const answer: ImpulseAnswer = session.answer({ kind: 'impulse', length: 12, strength: 3 });
const ready = { impulse: { state: 'ready', value: answer } } as const;
/** As the table writes a number. */
const written = (value: number) => {
  const cell = render(<Powers text={numbersFor('en-GB').loss(value)} />).container;
  return cell.textContent;
};
const region = () => screen.getByRole('region', { name: 'One impulse, and what rings on' });
const map = () => within(region()).getByRole('img', { name: /^hidden state/ });

describe('what is left of an impulse', () => {
  test('is told as a share of its first size', () => {
    expect(sharesOf([2, 1, 0.5])).toEqual([1, 0.5, 0.25]);
    expect(sharesOf([0, 1])).toEqual([0, 0]);
  });

  test('is forgotten once it stays below for good', () => {
    expect(forgottenAt([1, 0.005, 0.2, 0.01, 0.001], 0.01)).toBe(3);
    expect(forgottenAt([1, 0.5], 0.01)).toBeNull();
    expect(forgottenAt([1, Number.NaN, 0], 0.01)).toBe(2);
  });

  test('recurrence keeps it, a window forgets after three steps, a layer without either at once', () => {
    expect(answer.norms[5]).toBeGreaterThan(0);
    expect(answer.window[2]).toBeGreaterThan(0);
    expect(answer.window[3]).toBe(0);
    expect(answer.feedForward[0]).toBe(answer.norms[0]);
    expect(answer.feedForward[1]).toBe(0);
  });

  test('its lines lie on the scale, and no two names touch', () => {
    const shares = [answer.feedForward, answer.window, answer.norms].map(sharesOf);
    const columns = columnsOf(12, ['no recurrence', 'window', 'with'], 600);
    const plan = planRinging(shares, columns, 600, 12);
    const [, , last] = plan.ends;
    expect(last?.y).toBeCloseTo(plan.y(shares[2]?.at(-1) ?? 0), 6);
    const names = plan.ends.map((end) => end.name).sort((a, b) => a - b);
    names.slice(1).forEach((name, at) => {
      expect(name - (names[at] ?? 0)).toBeGreaterThanOrEqual(18);
    });
    expect(Math.max(...names)).toBeLessThanOrEqual(plan.bottom);
    for (const end of plan.ends) expect(end.x).toBeLessThanOrEqual(plan.right);
  });

  test.each([4, 24, 64])('the columns of %i steps fit, in whole pixels, on a phone too', (count) => {
    for (const width of [300, 358, 744]) {
      const columns = columnsOf(count, ['window of 3 steps'], width);
      expect(Number.isInteger(columns.cellWidth)).toBe(true);
      expect(middleOf(columns, count - 0.5)).toBeLessThanOrEqual(width);
    }
  });

  test('numbers stand at every so many cells that two of them have room', () => {
    expect([40, 20, 8, 4, 2].map((cell) => nameEvery(cell, 28))).toEqual([1, 2, 4, 8, 16]);
  });
});

describe('the figure', () => {
  const browser = stubBrowser();

  test('paints every unit at every step in the colour of its scale', () => {
    render(<ImpulseFigure {...labProps(ready)} />);
    const scale = divergingScale(roundExtent(answer.hidden), 'light');
    const colours = browser
      .marksOn(map().querySelector('canvas'))
      .filter(({ kind }) => kind === 'fill')
      .slice(-8 * 12)
      .map(({ colour }) => colour);
    const wanted = Array.from({ length: 8 * 12 }, (_, at) =>
      scale(answer.hidden[(at % 12) * 8 + Math.floor(at / 12)] as number),
    );
    expect(colours).toEqual(wanted);
  });

  test('says what is left, step by step', async () => {
    render(<ImpulseFigure {...labProps(ready)} />);
    expect(region()).toHaveTextContent(
      /11 steps after the impulse: with recurrence .* without recurrence nothing\./,
    );
    const scrub = within(region()).getByRole('slider', { name: 'Beat' });
    expect(scrub).toHaveAttribute('aria-valuetext', '12 of 12: 11 steps after it');
    await userEvent.click(within(region()).getByRole('button', { name: 'One beat back' }));
    expect(region()).toHaveTextContent('10 steps after the impulse');
  });

  test('is read cell by cell with the arrow keys', async () => {
    render(<ImpulseFigure {...labProps(ready)} />);
    map().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    const value = (answer.hidden[8 + 1] as number).toFixed(3);
    expect(region()).toHaveTextContent(`unit 2, step 1: ${value}`);
  });

  test('gives the numbers as a table', async () => {
    render(<ImpulseFigure {...labProps(ready)} />);
    await userEvent.click(within(region()).getByRole('button', { name: /^Table/ }));
    const [head, first] = within(region()).getAllByRole('row');
    expect(within(region()).getAllByRole('row')).toHaveLength(13);
    expect(head).toHaveTextContent(/no recurrenceunit 1unit 2.*unit 8$/);
    const cells = [...(first?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent);
    expect(cells.slice(3)).toEqual(Array.from(answer.hidden.subarray(0, 8), (value) => written(value)));
  });

  test('numbers steps and units without turning them, the present step always', () => {
    const long = session.answer({ kind: 'impulse', length: 64, strength: 3 });
    render(<ImpulseFigure {...labProps({ impulse: { state: 'ready', value: long } })} />);
    const labels = [...region().querySelectorAll('.impulse-label:not(.impulse-unit)')];
    expect(labels.map((label) => label.textContent).slice(0, 3)).toEqual(['0', '4', '8']);
    expect(labels.at(-1)).toHaveTextContent('63');
    expect(labels.at(-1)).toHaveClass('impulse-own');
    expect(region().querySelectorAll('.impulse-unit')).toHaveLength(8);
  });

  test('calls nothing what is not nothing', () => {
    const faint = { ...answer, norms: answer.norms.map((norm, t) => (t === 0 ? 1 : norm * 1e-9)) };
    render(<ImpulseFigure {...labProps({ impulse: { state: 'ready', value: faint } })} />);
    expect(region()).toHaveTextContent(
      'with recurrence less than a millionth of it is left, with a window of 3 nothing',
    );
  });

  test('waits in words, and says why it failed', () => {
    const { rerender } = render(<ImpulseFigure {...labProps({})} />);
    expect(region()).toHaveAttribute('data-state', 'computing');
    rerender(
      <ImpulseFigure {...labProps({ impulse: { state: 'failed', reason: 'error', message: 'No.' } })} />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('No.');
  });
});
