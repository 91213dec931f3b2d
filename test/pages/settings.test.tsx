// Settings: each control asks for one change, when the visitor has finished making it.
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { hyperparameters } from '../../src/experiment/hyperparameters.ts';
import { notches, notchOf, valueAt } from '../../src/pages/home/logScale.ts';
import { Settings } from '../../src/pages/home/Settings.tsx';
import { pausedRun } from './fakeRun.ts';
import { draw } from './render.tsx';

describe('the settings', () => {
  test('Speed', async () => {
    const { actions } = draw(<Settings />, pausedRun);
    await userEvent.selectOptions(screen.getByLabelText('Speed'), 'Full speed');
    expect(actions.setSpeed).toHaveBeenCalledExactlyOnceWith('full');
  });

  test.each(['layers', 'heads', 'width'] as const)('%s offers the choices of the table', async (name) => {
    const { actions } = draw(<Settings />, pausedRun);
    const label = name.charAt(0).toUpperCase() + name.slice(1);
    const field = screen.getByLabelText<HTMLSelectElement>(label);
    const { choices, default: standard } = hyperparameters[name];
    expect([...field.options].map((option) => Number(option.value))).toEqual([...choices]);
    const other = choices.find((choice) => choice !== standard);
    await userEvent.selectOptions(field, String(other));
    expect(actions.setHyperparameter).toHaveBeenCalledExactlyOnceWith(name, other);
  });

  test('a seed is taken over once, when it has been typed', async () => {
    const { actions } = draw(<Settings />, pausedRun);
    const field = screen.getByLabelText('Seed');
    await userEvent.clear(field);
    await userEvent.type(field, '42');
    expect(actions.setHyperparameter).not.toHaveBeenCalled();
    await userEvent.type(field, '{Enter}');
    await userEvent.tab();
    expect(actions.setHyperparameter).toHaveBeenCalledExactlyOnceWith('seed', 42);
  });

  test('leaving the field takes the number over too', async () => {
    const { actions } = draw(<Settings />, pausedRun);
    await userEvent.type(screen.getByLabelText('Seed'), '1');
    await userEvent.tab();
    expect(actions.setHyperparameter).toHaveBeenCalledExactlyOnceWith('seed', 71);
  });

  test('a field left empty keeps the number it had', async () => {
    const { actions } = draw(<Settings />, pausedRun);
    const field = screen.getByLabelText('Learning rate');
    await userEvent.clear(field);
    await userEvent.tab();
    expect(actions.setHyperparameter).not.toHaveBeenCalled();
    expect(field).toHaveValue(0.005);
  });

  test('the learning rate can be typed, also far too high', async () => {
    const { actions } = draw(<Settings />, pausedRun);
    const field = screen.getByLabelText('Learning rate');
    await userEvent.clear(field);
    await userEvent.type(field, '1e9{Enter}');
    expect(actions.setHyperparameter).toHaveBeenCalledExactlyOnceWith('learningRate', 1e9);
  });

  test('the slider shows its rate while it is dragged, and sends it once it is let go', () => {
    const { actions } = draw(<Settings />, pausedRun);
    const slider = screen.getByLabelText('Rate slider');
    const { min, max } = hyperparameters.learningRate;
    const aim = String(notchOf(0.1, min, max));
    fireEvent.input(slider, { target: { value: aim } });
    expect(slider).toHaveAttribute('aria-valuetext', '0.1');
    expect(actions.setHyperparameter).not.toHaveBeenCalled();
    act(() => {
      slider.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(actions.setHyperparameter).toHaveBeenCalledExactlyOnceWith('learningRate', 0.1);
  });
});

describe('the logarithmic slider', () => {
  test('its ends are the ends of the range, its middle the geometric mean', () => {
    expect(valueAt(0, 0.0001, 1)).toBe(0.0001);
    expect(valueAt(notches, 0.0001, 1)).toBe(1);
    expect(valueAt(notches / 2, 0.0001, 1)).toBe(0.01);
  });
  test('a value outside the range sits at an end', () => {
    expect(notchOf(1e9, 0.0001, 1)).toBe(notches);
    expect(notchOf(1e-9, 0.0001, 1)).toBe(0);
  });
});
