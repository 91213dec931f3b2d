// Train, Pause, Step, Reset and the numbers beside them.
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { Transport } from '../../src/pages/home/Transport.tsx';
import { freshRun, pausedRun } from './fakeRun.ts';
import { draw } from './render.tsx';

const button = (name: string) => screen.getByRole('button', { name });

describe('the transport', () => {
  test('each press asks the run for one thing', async () => {
    const { actions } = draw(<Transport />, freshRun);
    await userEvent.click(button('Train'));
    await userEvent.click(button('Step'));
    await userEvent.click(button('Reset'));
    expect(actions.train).toHaveBeenCalledOnce();
    expect(actions.stepOnce).toHaveBeenCalledOnce();
    expect(actions.reset).toHaveBeenCalledOnce();
  });

  test.each(['running', 'replaying'] as const)('while %s, Train is Pause', async (status) => {
    const { actions } = draw(<Transport />, { ...pausedRun, status, replayTarget: 200 });
    expect(screen.queryByRole('button', { name: 'Train' })).toBeNull();
    await userEvent.click(button('Pause'));
    expect(actions.pause).toHaveBeenCalledOnce();
  });

  test('a run that begins to move by itself does not turn Train into Pause under the finger', async () => {
    const { store, actions } = draw(<Transport />, { ...freshRun, status: 'loading', replayTarget: 200 });
    const main = button('Train');
    act(() => store.setState({ status: 'replaying' }));
    await userEvent.click(main);
    expect(actions.pause).not.toHaveBeenCalled();
    expect(actions.train).toHaveBeenCalledOnce();
  });

  test('but what was asked to move can be stopped at once', async () => {
    const { store, actions } = draw(<Transport />, pausedRun);
    await userEvent.click(button('Train'));
    act(() => store.setState({ status: 'running' }));
    await userEvent.click(button('Pause'));
    expect(actions.pause).toHaveBeenCalledOnce();
  });

  test.each(['diverged', 'failed', 'unsupported'] as const)(
    'when %s, Train does nothing and says why',
    async (status) => {
      const { actions } = draw(<Transport />, { ...pausedRun, status });
      const main = button('Train');
      expect(main).toHaveAttribute('aria-disabled', 'true');
      expect(main).toHaveAccessibleDescription(/./);
      await userEvent.click(main);
      expect(actions.train).not.toHaveBeenCalled();
    },
  );

  test('a run that broke down can still be begun again', async () => {
    const { actions } = draw(<Transport />, { ...pausedRun, status: 'diverged' });
    await userEvent.click(button('Reset'));
    expect(actions.reset).toHaveBeenCalledOnce();
  });

  test('before there is a run, Train can be pressed already', async () => {
    const { actions } = draw(<Transport />);
    await userEvent.click(button('Train'));
    expect(actions.train).toHaveBeenCalledOnce();
  });

  test('shows step, loss, held-out phrases right and rate', () => {
    const { store, container } = draw(<Transport />, {
      ...pausedRun,
      step: 1480,
      examplesPerSecond: 24_312.6,
    });
    const shown = () => [...container.querySelectorAll('dd')].map((value) => value.textContent);
    expect(shown()).toEqual(['1,480', '0.312', '62% at step 140', '24,313']);
    act(() => store.setState({ loss: Number.NaN, examplesPerSecond: null }));
    expect(shown()).toEqual(['1,480', 'NaN', '62% at step 140', '–']);
  });

  test('of held-out phrases it says when they were judged, unless that is now', () => {
    const { store, container } = draw(<Transport />, { ...pausedRun, step: 140 });
    const right = () => container.querySelector('.statistic-right dd');
    expect(right()).toHaveTextContent(/^62%$/);
    act(() => store.setState({ status: 'diverged', step: 149 }));
    expect(right()).toHaveTextContent(/^62% at step 140$/);
  });

  test('a huge loss is written in powers of ten, and read as words', () => {
    const { container } = draw(<Transport />, { ...pausedRun, loss: 2.844e17 });
    const loss = container.querySelector('.statistic-loss dd');
    expect(loss?.querySelector('[aria-hidden="true"]')).toHaveTextContent(/^2\.8 × 1017$/);
    expect(loss?.querySelector('sup')).toHaveTextContent(/^17$/);
    expect(loss?.querySelector('.figure-unseen')).toHaveTextContent('2.8 times 10 to the power of 17');
  });

  test('a run that broke down says what can be done', () => {
    draw(<Transport />, { ...pausedRun, status: 'diverged' });
    expect(button('Train')).toHaveAccessibleDescription(/cannot go on from here.*last good step.*Reset/);
  });

  test('before the first step there is no loss to show', () => {
    const { container } = draw(<Transport />, freshRun);
    expect(container.querySelector('.statistic-loss dd')).toHaveTextContent('–');
  });
});
