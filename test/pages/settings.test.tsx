// Settings: each control asks for one change, when the visitor has finished making it.
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { hyperparameters } from '../../src/experiment/hyperparameters.ts';
import { Settings } from '../../src/pages/home/Settings.tsx';
import { notches, notchOf, valueAt } from '../../src/pages/run/logScale.ts';
import { pausedRun } from './fakeRun.ts';
import { draw } from './render.tsx';

/** What browsers tell of text that is no number: an empty value, and a flag. */
function mistype(field: HTMLElement, typed: string): void {
  Object.defineProperty(field, 'validity', { configurable: true, value: { badInput: true } });
  fireEvent.input(field, { target: { value: typed } });
  fireEvent.input(field, { target: { value: '' } });
}

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

  test('what was not taken is said beside the field, until a value is taken', async () => {
    const { actions } = draw(<Settings />, pausedRun);
    const field = screen.getByLabelText('Learning rate');
    await userEvent.clear(field);
    await userEvent.tab();
    expect(field).toHaveAccessibleDescription('Left empty: 0.005 stays.');
    const said = screen.getAllByRole('status').map((note) => note.textContent);
    expect(said).toContain('Left empty: 0.005 stays.');
    await userEvent.clear(field);
    await userEvent.type(field, '0.01{Enter}');
    expect(actions.setHyperparameter).toHaveBeenCalledExactlyOnceWith('learningRate', 0.01);
    expect(field).not.toHaveAccessibleDescription(/stays/);
  });

  test.each(['1e400', 'abc', 'e'])('“%s” for a learning rate is refused in words', (typed) => {
    const { actions } = draw(<Settings />, pausedRun);
    const field = screen.getByLabelText('Learning rate');
    mistype(field, typed);
    fireEvent.blur(field);
    expect(field).toHaveAccessibleDescription('Not a number that can be used: 0.005 stays.');
    expect(field).toHaveValue(0.005);
    expect(actions.setHyperparameter).not.toHaveBeenCalled();
  });

  test('typing the number that is there already takes the sentence away', async () => {
    draw(<Settings />, pausedRun);
    const field = screen.getByLabelText('Seed');
    mistype(field, 'e5');
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(field).toHaveAccessibleDescription('Not a number that can be used: 7 stays.');
    Object.defineProperty(field, 'validity', { configurable: true, value: { badInput: false } });
    await userEvent.clear(field);
    await userEvent.type(field, '7{Enter}');
    expect(field).not.toHaveAccessibleDescription(/stays/);
  });

  test('a sentence about an old value goes when another way sets the value', async () => {
    const { store } = draw(<Settings />, pausedRun);
    const field = screen.getByLabelText('Learning rate');
    await userEvent.clear(field);
    await userEvent.tab();
    act(() => store.setState({ rateInUse: 0.02 }));
    expect(field).not.toHaveAccessibleDescription(/stays/);
  });

  test('a notice about an old value of a setting goes once a usable one is chosen; others stay', async () => {
    const about = (field: string, id: number) => ({
      id,
      kind: 'warning' as const,
      message: {
        code: 'link-problems' as const,
        problems: [{ field, value: 'x', reason: 'not-a-number' as const, used: '1' }],
      },
    });
    const { actions } = draw(<Settings />, { ...pausedRun, notices: [about('seed', 3), about('layers', 4)] });
    const field = screen.getByLabelText('Seed');
    await userEvent.clear(field);
    await userEvent.type(field, '42{Enter}');
    expect(actions.dismissNotice).toHaveBeenCalledExactlyOnceWith(3);
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

describe('fast arithmetic', () => {
  const label = 'Fast arithmetic: faster, not bit-reproducible';

  test('is off, says what it costs and why, and can be chosen', async () => {
    const { actions } = draw(<Settings />, pausedRun);
    const box = screen.getByRole('checkbox', { name: label });
    expect(box).not.toBeChecked();
    expect(box).toHaveAccessibleDescription(
      /depends on the processor: .* last digits differ\. For runs of this page; the lab always/,
    );
    await userEvent.click(box);
    expect(actions.setRelaxed).toHaveBeenCalledExactlyOnceWith(true);
  });

  test('shows whether the present run uses it, and can be switched off', async () => {
    const { actions } = draw(<Settings />, { ...pausedRun, relaxed: true });
    const box = screen.getByRole('checkbox', { name: label });
    expect(box).toBeChecked();
    await userEvent.click(box);
    expect(actions.setRelaxed).toHaveBeenCalledExactlyOnceWith(false);
  });

  test('where the browser cannot, it says so and stays off', async () => {
    draw(<Settings />, { ...pausedRun, canRelax: false });
    const box = screen.getByRole('checkbox', { name: label });
    expect(box).toHaveAttribute('aria-disabled', 'true');
    expect(box).toHaveAccessibleDescription(/Not in this browser/);
    await userEvent.click(box);
    expect(box).not.toBeChecked();
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
