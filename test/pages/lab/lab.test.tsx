// The lab page over a fake store: what its controls ask for, and what it says.
import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { settings } from '../../../src/experiment/lab/settings.ts';
import type { LabFigureDefinition } from '../../../src/figures/definition.ts';
import { createEmptyLab } from '../../../src/pages/lab/emptyLab.ts';
import { InspectorPlace } from '../../../src/pages/lab/InspectorPlace.tsx';
import { LabPage } from '../../../src/pages/lab/LabPage.tsx';
import { Samples } from '../../../src/pages/lab/Samples.tsx';
import { Settings } from '../../../src/pages/lab/Settings.tsx';
import { Stage } from '../../../src/pages/lab/Stage.tsx';
import { Statistics } from '../../../src/pages/lab/Statistics.tsx';
import { TextField } from '../../../src/pages/lab/TextField.tsx';
import { TimeMachine } from '../../../src/pages/lab/TimeMachine.tsx';
import type { LabState } from '../../../src/stores/lab/labStore.ts';
import { traceFixture } from '../../experiment/lab/traces.ts';
import { stubBrowser } from '../../figures/browser.ts';
import { drawLab, pausedLab } from './fakeLab.tsx';

vi.mock('../../../src/figures/registry.ts', () => {
  const of = (id: string, fits: LabFigureDefinition['fits'], load: LabFigureDefinition['load']) => ({
    id,
    fits,
    setting: { cell: id === 'impulse' ? ('gru' as const) : ('lstm' as const) },
    warmUp: 0,
    load,
  });
  const Broken = () => {
    throw new Error('no such gate');
  };
  return {
    labFigures: [
      of(
        'gates',
        () => true,
        () => Promise.resolve({ default: () => <p>The gates</p> }),
      ),
      of(
        'impulse',
        ({ cell }) => cell === 'gru',
        () => Promise.resolve({ default: () => <p>Ringing</p> }),
      ),
      of(
        'broken',
        () => true,
        () => Promise.resolve({ default: Broken }),
      ),
    ],
  };
});

stubBrowser();

describe('the settings', () => {
  const shown = () => {
    const drawn = drawLab(<Settings />, pausedLab());
    const button = screen.queryByRole('button', { name: 'Show settings' });
    if (button) fireEvent.click(button);
    return drawn;
  };

  test.each([
    ['Cell', 'cell', 'GRU', 'gru'],
    ['Layers', 'layers', '2', 2],
    ['Both ways', 'bidirectional', 'yes', true],
    ['Optimiser', 'optimiser', 'RMSprop', 'rmsprop'],
  ] as const)('%s asks for one change', async (label, name, words, value) => {
    const { actions } = shown();
    await userEvent.selectOptions(screen.getByLabelText(label), words);
    expect(actions.configure).toHaveBeenCalledExactlyOnceWith({ [name]: value });
  });

  test('every choice of the table is offered', () => {
    shown();
    const offered = (label: string) => within(screen.getByLabelText(label)).getAllByRole('option').length;
    expect(offered('Task')).toBe(settings.task.choices.length);
    expect(offered('Hidden size')).toBe(settings.hiddenSize.choices.length);
    expect(offered('Batch')).toBe(settings.batchSize.choices.length);
  });

  test('another task forgets the text and the pinned number of this one', async () => {
    const { actions } = shown();
    await userEvent.selectOptions(screen.getByLabelText('Task'), 'Continue a wave');
    expect(actions.configure).toHaveBeenCalledExactlyOnceWith({ task: 'sine' });
    expect(actions.setText).toHaveBeenCalledWith(null);
    expect(actions.pin).toHaveBeenCalledWith(null);
  });

  test('what has no effect on this run is not offered', () => {
    shown();
    expect(screen.queryByLabelText('Length')).toBeNull(); // the reviews have the lengths they have
    expect(screen.queryByLabelText('Spectral radius')).toBeNull();
  });

  test('can be put away', async () => {
    shown();
    await userEvent.click(screen.getByRole('button', { name: 'Hide settings' }));
    expect(screen.getByRole('button', { name: 'Show settings' })).toHaveAttribute('aria-expanded', 'false');
    expect(screen.getByLabelText('Cell')).not.toBeVisible();
  });
});

describe('the stage', () => {
  const at = (figure: string | null) => drawLab(<Stage>{null}</Stage>, { ...pausedLab(), figure });

  test('opens the first figure, and another one when it is chosen', async () => {
    const { actions } = at(null);
    expect(await screen.findByText('The gates')).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: /broken/ }));
    expect(actions.openFigure).toHaveBeenCalledExactlyOnceWith('broken');
  });

  test('a figure that does not fit says why, and begins a run that fits only when asked to', async () => {
    const { actions } = at('gates');
    await userEvent.click(screen.getByRole('tab', { name: /impulse.*new run/i }));
    expect(screen.getByText(/cannot show this run\. It needs Cell: GRU\./)).toBeVisible();
    expect(actions.openFigure).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Begin a run that fits' }));
    expect(actions.beginFor).toHaveBeenCalledExactlyOnceWith('impulse', { cell: 'gru' });
  });

  test('or one stays with the run there is', async () => {
    at('gates');
    await userEvent.click(screen.getByRole('tab', { name: /impulse/i }));
    await userEvent.click(screen.getByRole('button', { name: 'Stay with this run' }));
    expect(await screen.findByText('The gates')).toBeVisible();
  });

  test('a figure that there is not is said to be none, and the first is shown', async () => {
    at('nonsense');
    expect(screen.getByRole('alert')).toHaveTextContent(
      /no figure called “nonsense”\. This is “Gates, unit by unit”/,
    );
    expect(await screen.findByText('The gates')).toBeVisible();
  });

  test('a figure that fails says so in its frame and leaves the rest', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    at('broken');
    await screen.findByText(/no such gate/);
    const failed = screen.getByRole('region', { name: 'broken' });
    expect(failed).toHaveAttribute('data-figure', 'broken');
    expect(failed).toHaveAttribute('data-state', 'failed');
    expect(within(failed).getByRole('alert')).toHaveTextContent('no such gate');
    expect(screen.getByLabelText('Step shown')).toBeEnabled();
    log.mockRestore();
  });

  test('the tabs are one stop, and arrow keys go through them', async () => {
    at('gates');
    await userEvent.tab();
    expect(screen.getByRole('tab', { name: 'Gates' })).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{End}');
    expect(screen.getByRole('tab', { name: /broken/ })).toHaveFocus();
    expect(screen.getByRole('tab', { name: 'Gates' })).toHaveAttribute('aria-selected', 'true');
  });
});

describe('a pinned number', () => {
  const trace = traceFixture({ cell: 'lstm', hiddenSize: 4 });
  const forget = trace.tensors.find(({ name }) => name.endsWith('.forget'));
  if (!forget) throw new Error('an LSTM without a forget gate');
  const place = { tensor: forget.id, index: 2, of: 'value' } as const;
  const name = { tensor: forget.name, index: 2, of: 'value' } as const;
  const drawn = (state: Partial<LabState>, isSheet = false) =>
    drawLab(
      <InspectorPlace traced={trace.request} isSheet={isSheet} />,
      { ...pausedLab(), ...state },
      { trace: { state: 'ready', value: trace } },
    );

  test('gets its name for links', () => {
    const { actions } = drawn({ pinned: place });
    expect(actions.pin).toHaveBeenCalledExactlyOnceWith(place, name);
  });

  test('of a link is found by its name, and opened', () => {
    const { actions } = drawn({ linkedNumber: name });
    expect(actions.pin).toHaveBeenCalledExactlyOnceWith(place, name);
  });

  test.each([
    ['of no tensor', { ...name, tensor: 'rnn.l0.t99.forget' }],
    ['past its tensor’s end', { ...name, index: 4 }],
  ])('of a link that is %s is missed', (_, linkedNumber) => {
    const { actions } = drawn({ linkedNumber });
    expect(actions.missNumber).toHaveBeenCalledOnce();
    expect(actions.pin).not.toHaveBeenCalled();
  });

  test('is not looked for in the trace of another text', () => {
    const { actions } = drawn({ linkedNumber: { ...name, tensor: 'nowhere' }, text: 'something else' });
    expect(actions.missNumber).not.toHaveBeenCalled();
  });

  test('lies over a narrow page, which can still be scrolled to its end', async () => {
    const { store } = drawn({ pinned: place, linkedNumber: name }, true);
    expect(await screen.findByRole('heading', { level: 3 })).toHaveTextContent(/^forget gate, unit 3/);
    expect(document.documentElement.style.getPropertyValue('--sheet-height')).toBe('300px');
    act(() => store.setState({ pinned: null, linkedNumber: null }));
    expect(document.documentElement.style.getPropertyValue('--sheet-height')).toBe('');
  });
});

describe('the time machine', () => {
  test('shows the step that is asked for', () => {
    const { actions } = drawLab(<TimeMachine />, pausedLab());
    expect(screen.getByText('Newest step, 120')).toBeVisible();
    fireEvent.change(screen.getByLabelText('Step shown'), { target: { value: '40' } });
    expect(actions.showStep).toHaveBeenCalledExactlyOnceWith(40);
  });

  test('says which step that is, leads back, and begins a new run from there', async () => {
    const { actions } = drawLab(<TimeMachine />, { ...pausedLab({ step: 40 }), asked: 40 });
    expect(screen.getByText('Step 40 of 120')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Newest' }));
    expect(actions.showStep).toHaveBeenCalledExactlyOnceWith(null);
    await userEvent.click(screen.getByRole('button', { name: 'Fork' }));
    expect(actions.fork).toHaveBeenCalledExactlyOnceWith();
  });

  test('waits for a run that is still on its way', () => {
    drawLab(<TimeMachine />, { ...pausedLab(), status: 'replaying', replayTarget: 400 });
    expect(screen.getByLabelText('Step shown')).toBeDisabled();
    expect(screen.getByText('Still on its way to step 400.')).toBeVisible();
  });

  test('says why there is nothing to go back to', () => {
    drawLab(<TimeMachine />, pausedLab({ step: 0, lastStep: 0 }));
    expect(screen.getByLabelText('Step shown')).toBeDisabled();
    expect(screen.getByText(/^Train first/)).toBeVisible();
  });
});

describe('the text', () => {
  test('is read by all figures; an empty field is the task’s example', () => {
    const { actions } = drawLab(<TextField />, { ...pausedLab(), text: 'so bad' });
    const field = screen.getByLabelText('Text that is read');
    fireEvent.change(field, { target: { value: 'not bad' } });
    expect(actions.setText).toHaveBeenLastCalledWith('not bad');
    fireEvent.change(field, { target: { value: ' ' } });
    expect(actions.setText).toHaveBeenLastCalledWith(null);
  });

  test.each([
    ['tooLong: 24', 'That is too long: 24 steps are the most this task reads.'],
    ['empty: ', 'There is no word in it.'],
    ['unknown: ø', 'The task does not know “ø”.'],
  ])('that cannot be read (%s) says why', (message, words) => {
    const failed = { state: 'failed', reason: 'text', message } as const;
    drawLab(<TextField />, { ...pausedLab(), text: 'x' }, { trace: failed });
    expect(screen.getByRole('status')).toHaveTextContent(words);
  });

  test('says which of its words the network has never seen', () => {
    const known = traceFixture({ cell: 'gru' });
    const labels = known.labels.map((word, t) => (t === 1 || t === 3 ? 'xyzzy' : word));
    const tokens = known.labels.map((word, t) => (t === 1 || t === 3 ? '<unk>' : word));
    const value = { ...known, labels, tokens };
    drawLab(<TextField />, { ...pausedLab(), text: 'x' }, { trace: { state: 'ready', value } });
    expect(screen.getByRole('status')).toHaveTextContent('It has never seen “xyzzy” and reads it as <unk>');
  });

  test('is not asked for where the task reads numbers', () => {
    const { config } = createEmptyLab().getState().view;
    drawLab(<TextField />, pausedLab({ config: { ...config, task: 'sine' } }));
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByText(/reads numbers/)).toBeVisible();
  });
});

describe('what it says', () => {
  test('wrong answers are struck, with the right one beside', () => {
    const sample = { labels: ['so', 'good'], wanted: [null, 'good'], said: [null, 'bad'], right: false };
    const value = { step: 1, samples: [sample], continued: null };
    drawLab(<Samples />, pausedLab(), { samples: { state: 'ready', value } });
    const item = screen.getByRole('listitem');
    expect(item).toHaveTextContent(/so good.*says bad.*\(wrong\).*good/);
    expect(item.querySelector('del')).toHaveTextContent('bad');
  });

  test('numbers are told with what would be right', () => {
    const sample = { labels: ['0.1', '0.2'], wanted: [null, '0.30'], said: [null, '0.25'], right: null };
    const value = { step: 1, samples: [sample], continued: null };
    drawLab(<Samples />, pausedLab(), { samples: { state: 'ready', value } });
    expect(screen.getByRole('listitem')).toHaveTextContent('0.25; right would be 0.30');
  });

  test('what it writes by itself', () => {
    const value = { step: 1, samples: [], continued: ['t', 'h', 'e', ' ', 'c'] };
    drawLab(<Samples />, pausedLab(), { samples: { state: 'ready', value } });
    expect(screen.getByText('the c')).toBeVisible();
  });
});

test('the metric is a share for classes and an error for numbers', () => {
  const { config } = createEmptyLab().getState().view;
  const { unmount } = drawLab(<Statistics />, pausedLab());
  expect(screen.getByText('90%')).toBeVisible();
  unmount();
  drawLab(<Statistics />, pausedLab({ config: { ...config, task: 'adding' } }));
  expect(screen.getByText('0.900')).toBeVisible();
});

test('a run that broke down says how it goes on', async () => {
  const divergence = { step: 7, lastGoodStep: 6, nextLearningRate: 0.01 };
  const goBack = vi.fn();
  const { store } = drawLab(<LabPage />, {
    ...pausedLab(),
    status: 'diverged',
    loss: Number.NaN,
    divergence,
  });
  store.setState({ goBack });
  await userEvent.click(screen.getByRole('button', { name: 'Go back to the last good step' }));
  expect(goBack).toHaveBeenCalledOnce();
});
