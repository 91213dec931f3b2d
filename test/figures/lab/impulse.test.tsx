// The figure `impulse`: its marks are what the live network does with one impulse.
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { ImpulseAnswer } from '../../../src/experiment/lab/queries.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfig } from '../../../src/experiment/lab/settings.ts';
import ImpulseFigure from '../../../src/figures/impulse/ImpulseFigure.tsx';
import { divergingScale, roundExtent } from '../../../src/geometry/diverging.ts';
import { forgottenAt, planRinging, sharesOf } from '../../../src/geometry/lab/ringing.ts';
import { stubBrowser } from '../browser.ts';
import { labProps } from './props.ts';

const session = LabSession.create({ ...defaultLabConfig, hiddenSize: 8 });
const answer: ImpulseAnswer = session.answer({ kind: 'impulse', length: 12, strength: 3 });
const ready = { impulse: { state: 'ready', value: answer } } as const;
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
    const plan = planRinging(shares, ['no recurrence', 'window', 'with'], 600, 12);
    const [, , last] = plan.ends;
    expect(last?.y).toBeCloseTo(plan.y(shares[2]?.at(-1) ?? 0), 6);
    const names = plan.ends.map((end) => end.name).sort((a, b) => a - b);
    names.slice(1).forEach((name, at) => {
      expect(name - (names[at] ?? 0)).toBeGreaterThanOrEqual(18);
    });
    expect(Math.max(...names)).toBeLessThanOrEqual(plan.bottom);
    for (const end of plan.ends) expect(end.x).toBeLessThanOrEqual(plan.right);
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
    expect(within(region()).getAllByRole('row')).toHaveLength(13);
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
