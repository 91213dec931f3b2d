// The row at the foot: split, size, fingerprint, and the ways to copy the link.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { About } from '../../src/pages/home/About.tsx';
import { emptyRun } from '../../src/pages/run/emptyRun.ts';
import { pausedRun } from './fakeRun.ts';
import { draw } from './render.tsx';

const link = 'http://example.test/#v=1&seed=7';

describe('the run in figures', () => {
  test('the split, by seed, with phrases to look at', () => {
    draw(<About />, pausedRun);
    expect(screen.getByText('1,404 pairs to learn from, 156 held out, by seed 7.')).toBeVisible();
    expect(screen.getByText('she eats the apple')).toBeInTheDocument();
  });

  test('the number of parameters and the shape of the model', () => {
    draw(<About />, pausedRun);
    expect(screen.getByText(/^31,972 numbers/)).toBeVisible();
    expect(screen.getByText(/1 layer each, 2 heads, width 32/)).toBeVisible();
  });

  test('the fingerprint, in a region of its own', () => {
    draw(<About />, pausedRun);
    expect(screen.getByRole('region', { name: 'Fingerprint' })).toHaveTextContent('3fa90c1d2e4b5a69');
  });

  test('of a run with fast arithmetic no fingerprint is shown, and the reason is', () => {
    draw(<About />, { ...pausedRun, relaxed: true });
    const region = screen.getByRole('region', { name: 'Fingerprint' });
    expect(region).toHaveTextContent('Not reproducible: fast arithmetic.');
    expect(region).not.toHaveTextContent(/3fa90c1d2e4b5a69|bit for bit/);
  });

  test('before there is a run, nothing is claimed', () => {
    draw(<About />, emptyRun);
    expect(screen.getByRole('region', { name: 'Fingerprint' })).toHaveTextContent(/Shown when/);
    expect(screen.queryByText(/pairs to learn from/)).toBeNull();
  });
});

describe('Copy link', () => {
  const command = (works: boolean) => {
    const execCommand = vi.fn(() => works);
    Object.defineProperty(document, 'execCommand', { value: execCommand, configurable: true });
    return execCommand;
  };
  afterEach(() => {
    Reflect.deleteProperty(document, 'execCommand');
    vi.restoreAllMocks();
  });
  const press = async (clipboard: Partial<Clipboard> | undefined) => {
    const user = userEvent.setup();
    const drawn = draw(<About />, pausedRun);
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(clipboard as Clipboard);
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    return drawn;
  };

  test('puts the link on the clipboard and says so', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    await press({ writeText });
    expect(writeText).toHaveBeenCalledExactlyOnceWith(link);
    expect(await screen.findByText('Link copied.')).toBeVisible();
  });

  test('without a clipboard (plain http) it uses the old command', async () => {
    const execCommand = command(true);
    await press(undefined);
    expect(execCommand).toHaveBeenCalledExactlyOnceWith('copy');
    expect(await screen.findByText('Link copied.')).toBeVisible();
    expect(document.querySelector('textarea')).toBeNull();
  });

  test('refused by both, it shows the link to copy by hand', async () => {
    command(false);
    await press({ writeText: () => Promise.reject(new Error('refused')) });
    expect(await screen.findByRole('textbox', { name: 'Link to this run' })).toHaveValue(link);
    expect(screen.getByText(/copy by hand/)).toBeVisible();
  });

  test('of a run with fast arithmetic does not promise the same run', () => {
    const { unmount } = draw(<About />, pausedRun);
    expect(screen.getByText(/computes the same run again/)).toBeVisible();
    unmount();
    draw(<About />, { ...pausedRun, relaxed: true });
    expect(screen.queryByText(/computes the same run again/)).toBeNull();
    expect(screen.getByText(/the settings and the phrase, not the step/)).toBeVisible();
  });

  test('the link shown is selected when it is reached', async () => {
    command(false);
    await press(undefined);
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Link to this run' });
    await userEvent.click(field);
    expect(field.selectionEnd).toBe(link.length);
  });
});
