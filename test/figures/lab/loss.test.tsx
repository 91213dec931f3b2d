// The figure `loss`: its lines are the run's numbers, and the time machine in it works by pointer, by keys and in words.
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfigFor } from '../../../src/experiment/lab/settings.ts';
import type { LabFigureProps, LabView } from '../../../src/figures/definition.ts';
import LossFigure from '../../../src/figures/loss/LossFigure.tsx';
import { planLossCurve } from '../../../src/geometry/lab/lossCurve.ts';
import { stubBrowser } from '../browser.ts';
import { labProps } from './props.ts';

/** A real run: 43 updates, judged at every tenth step. */
function runOf(task: LabView['config']['task']): LabView {
  const session = LabSession.create({ ...defaultLabConfigFor(task), hiddenSize: 4, batchSize: 4, length: 5 });
  session.evaluate();
  while (session.stepCount < 43) {
    session.step();
    if (session.stepCount % 10 === 0) session.evaluate();
  }
  return {
    config: session.config,
    step: 43,
    lastStep: 43,
    running: false,
    losses: session.losses.slice(),
    evaluations: [...session.evaluations],
    blindLoss: session.blindLoss,
  };
}
const counted = runOf('firstToken');
const measured = runOf('adding');
const three = (value: number | undefined) => (value as number).toFixed(3);
const percent = (share: number | undefined) => `${Math.floor((share as number) * 100 + 1e-9)}%`;
const at = (view: LabView, step: number) => view.evaluations.findLast((each) => each.step <= step);

const region = () => screen.getByRole('region', { name: 'Loss and time machine' });
const slider = () => screen.getByRole('slider', { name: 'Step shown' });
const button = (name: string) => within(region()).getByRole('button', { name });
const readout = () => region().querySelector('.figure-readout')?.textContent;
const planOf = (view: LabView, width = 720) =>
  planLossCurve({
    width,
    losses: view.losses,
    heldOut: view.evaluations.map(({ step, loss }) => ({ step, value: loss })),
    shares:
      view.config.task === 'adding'
        ? null
        : view.evaluations.map(({ step, metric }) => ({ step, value: metric })),
    blindLoss: view.blindLoss,
    stepWords: String,
  });
const draw = (view: Partial<LabView>, over: Partial<LabFigureProps> = {}) => {
  const props = labProps({}, { ...counted, ...view }, over);
  return { props, ...render(<LossFigure {...props} />) };
};
/** Where the slider thinks a step is: it begins at the axis. */
const clientX = (step: number) => planOf(counted).x(step) - planOf(counted).left;

stubBrowser(720);
beforeEach(() => {
  Element.prototype.setPointerCapture = vi.fn(); // which jsdom lacks
});

describe('the curves', () => {
  test('are the run’s losses, judgements and shares, on the axes’ scales', () => {
    draw({});
    const plan = planOf(counted);
    const path = (name: string) => region().querySelector(`path.${name}`);
    expect(path('loss-every')).toHaveAttribute('d', plan.loss.path);
    expect(path('loss-held')).toHaveAttribute('d', plan.loss.heldOut);
    expect(path('lc-accuracy')).toHaveAttribute('d', plan.share?.path);
    expect(Number(region().querySelector('.loss-blind')?.getAttribute('y1'))).toBe(
      plan.lossY(counted.blindLoss),
    );
  });

  test('have their names and present values at their ends', () => {
    draw({});
    const names = [...region().querySelectorAll('.lc-name')].map(({ textContent }) => textContent);
    const last = at(counted, 43);
    expect(names).toEqual([
      `guessing blindly${three(counted.blindLoss)}`,
      `training loss${three(counted.losses[42])}`,
      `held-out loss${three(last?.loss)}`,
      `held-out right${percent(last?.metric)}`,
    ]);
  });

  test('of a task of numbers are one panel of squared errors', () => {
    draw(measured);
    expect(region()).toHaveTextContent('mean squared error, log scale');
    expect(region().querySelectorAll('.lc-axis')).toHaveLength(1);
    expect(region().querySelector('path.loss-held')).toHaveAttribute('d', planOf(measured).loss.heldOut);
    expect(readout()).toBe(
      `Step 43, the newest: loss ${three(measured.losses[42])}; held-out loss ${three(at(measured, 43)?.loss)} (judged at step 40).`,
    );
  });

  test('have a table of every number', async () => {
    draw({});
    await userEvent.click(button('Table: Loss and time machine'));
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows).toHaveLength(1 + 44);
    expect(rows[31]).toHaveTextContent(
      `30${three(counted.losses[29])}${three(at(counted, 30)?.loss)}${three(at(counted, 30)?.metric)}`,
    );
    expect(rows[32]).toHaveTextContent(new RegExp(`^31${three(counted.losses[30])}$`));
  });

  test('say where the run broke down', () => {
    draw({}, { brokeAt: 43 });
    expect(screen.getByText('broke down at step 43')).toBeInTheDocument();
    expect(region().querySelector('.lc-break')).toHaveAttribute('x1', `${planOf(counted).x(43)}`);
  });
});

describe('the step shown', () => {
  test('is marked by a line and said in words, with the fingerprint of that step', () => {
    draw({ step: 27 }, { asked: 27, fingerprint: '0123456789abcdef' });
    expect(region()).toHaveAttribute('data-state', 'ready');
    expect(region().querySelector('.loss-shown')).toHaveAttribute('x1', `${planOf(counted).x(27)}`);
    expect(region().querySelector('.loss-handle-step')).toHaveTextContent('27');
    const judged = at(counted, 27);
    const words = `Step 27 of 43: loss ${three(counted.losses[26])}; held-out loss ${three(judged?.loss)}, ${percent(judged?.metric)} right (judged at step 20). Fingerprint 0123456789abcdef.`;
    expect(readout()).toBe(words);
    expect(slider()).toHaveAttribute('aria-valuetext', words);
    expect(slider()).toHaveValue('27');
  });

  test('says that it is being recomputed, and keeps the last picture meanwhile', () => {
    draw({ step: 43 }, { asked: 40, fingerprint: 'ffff' });
    expect(readout()).toBe('Recomputing step 40 …');
    expect(region()).toHaveAttribute('data-state', 'computing');
    expect(region().querySelector('.loss-shown')).toHaveAttribute('x1', `${planOf(counted).x(43)}`);
    expect(region().querySelector('.loss-asked')).toHaveAttribute('x1', `${planOf(counted).x(40)}`);
    expect(region().querySelector('.loss-handle-step')).toHaveTextContent('40');
  });

  test('has no fingerprint while the run goes on, which is past before it is read', () => {
    draw({ running: true }, { fingerprint: 'ffff' });
    expect(readout()).not.toMatch(/Fingerprint/);
  });
});

describe('scrubbing', () => {
  test('by pressing and dragging goes to the step under the pointer', () => {
    const { props } = draw({});
    fireEvent.pointerDown(slider(), { clientX: clientX(12) });
    expect(props.actions.showStep).toHaveBeenLastCalledWith(12);
    fireEvent.pointerMove(slider(), { clientX: clientX(15), buttons: 1 });
    expect(props.actions.showStep).toHaveBeenLastCalledWith(15);
    fireEvent.pointerMove(slider(), { clientX: 4000, buttons: 1 });
    expect(props.actions.showStep).toHaveBeenLastCalledWith(null);
  });

  test('is previewed by pointing, which goes nowhere', () => {
    const { props } = draw({});
    fireEvent.pointerMove(slider(), { clientX: clientX(12) });
    expect(readout()).toMatch(
      new RegExp(`^Step 12 of 43: loss ${three(counted.losses[11])};.*Press to go there\\.$`),
    );
    expect(props.actions.showStep).not.toHaveBeenCalled();
    fireEvent.pointerLeave(slider());
    expect(readout()).toMatch(/^Step 43, the newest/);
  });

  test('by keys is a native slider’s, and Escape goes back to the newest', async () => {
    const { props } = draw({ step: 27 }, { asked: 27 });
    const user = userEvent.setup();
    while (document.activeElement !== slider()) await user.tab();
    expect(slider()).toHaveAttribute('min', '0');
    expect(slider()).toHaveAttribute('max', '43');
    fireEvent.change(slider(), { target: { value: '26' } });
    expect(props.actions.showStep).toHaveBeenLastCalledWith(26);
    fireEvent.change(slider(), { target: { value: '43' } });
    expect(props.actions.showStep).toHaveBeenLastCalledWith(null);
    await user.keyboard('{Escape}');
    expect(props.actions.showStep).toHaveBeenCalledTimes(3);
    expect(props.actions.showStep).toHaveBeenLastCalledWith(null);
  });

  test('has nothing newer than the newest', async () => {
    const { props } = draw({});
    expect(button('Back to the newest')).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(button('Back to the newest'));
    expect(props.actions.showStep).not.toHaveBeenCalled();
  });

  test('ends with the button back to the newest, by keys', async () => {
    const { props } = draw({ step: 27 }, { asked: 27 });
    const user = userEvent.setup();
    while (document.activeElement !== button('Back to the newest')) await user.tab();
    await user.keyboard('{Enter}');
    expect(props.actions.showStep).toHaveBeenLastCalledWith(null);
  });
});

describe('the beats', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const beat = () => screen.getByRole('slider', { name: 'Beat' });
  /** The page: the step asked for is shown once `arrive` is called. */
  function page(start: number | null) {
    const showStep = vi.fn();
    let asked = start;
    const properties = (step: number) => {
      const props = labProps({}, { ...counted, step }, { asked });
      return { ...props, actions: { ...props.actions, showStep } };
    };
    let shown = asked ?? 43;
    const { rerender } = render(<LossFigure {...properties(shown)} />);
    showStep.mockImplementation((step: number | null) => {
      asked = step;
      rerender(<LossFigure {...properties(shown)} />);
    });
    const arrive = () => {
      shown = asked ?? 43;
      rerender(<LossFigure {...properties(shown)} />);
    };
    return { showStep, arrive };
  }

  test('are the judgements and the newest step, one by one', async () => {
    const { showStep, arrive } = page(27);
    expect(beat()).toHaveAttribute('max', '5');
    expect(beat()).toHaveValue('2');
    expect(beat()).toHaveAttribute('aria-valuetext', '3 of 6: step 20');
    await userEvent.click(button('One beat back'));
    expect(showStep).toHaveBeenLastCalledWith(20);
    arrive();
    await userEvent.click(button('One beat on'));
    expect(showStep).toHaveBeenLastCalledWith(30);
    fireEvent.change(beat(), { target: { value: '0' } });
    expect(showStep).toHaveBeenLastCalledWith(0);
    fireEvent.change(beat(), { target: { value: '5' } });
    expect(showStep).toHaveBeenLastCalledWith(null);
  });

  test('play the run again from its start, each only once its step is shown', () => {
    vi.useFakeTimers();
    const { showStep, arrive } = page(null);
    fireEvent.click(button('Play'));
    expect(showStep.mock.calls).toEqual([[0]]);
    act(() => vi.advanceTimersByTime(10_000));
    expect(showStep).toHaveBeenCalledTimes(1); // still being recomputed
    for (const next of [10, 20, 30, 40, null]) {
      arrive();
      act(() => vi.advanceTimersByTime(1000));
      expect(showStep).toHaveBeenLastCalledWith(next);
    }
    expect(button('Play')).toBeInTheDocument();
    arrive();
    act(() => vi.advanceTimersByTime(10_000));
    expect(showStep).toHaveBeenCalledTimes(6);
  });

  test('pause, and stop where somebody goes elsewhere', () => {
    vi.useFakeTimers();
    const { showStep, arrive } = page(10);
    fireEvent.click(button('Play'));
    fireEvent.click(button('Pause'));
    act(() => vi.advanceTimersByTime(10_000));
    expect(showStep).not.toHaveBeenCalled();
    fireEvent.click(button('Play'));
    fireEvent.change(slider(), { target: { value: '35' } });
    arrive();
    act(() => vi.advanceTimersByTime(10_000));
    expect(showStep.mock.calls).toEqual([[35]]);
    expect(button('Play')).toBeInTheDocument();
  });

  test('fade what comes after the step shown', () => {
    draw({ step: 20 }, { asked: 20 });
    const future = region().querySelector('.loss-future');
    expect(future).toHaveAttribute('x', `${planOf(counted).x(20)}`);
    cleanup();
    draw({});
    expect(region().querySelector('.loss-future')).toBeNull();
  });
});

describe('a fork', () => {
  const losses = (count: number, from: Float32Array = counted.losses) => from.slice(0, count);

  test('keeps the picture until it is there, and has the other run behind it', async () => {
    const { props, rerender } = draw({ step: 20 }, { asked: 20 });
    await userEvent.click(button('Fork a new run from here'));
    expect(props.actions.fork).toHaveBeenCalledOnce();
    const nothing = { losses: losses(0), evaluations: [], step: 0, lastStep: 0, blindLoss: Number.NaN };
    rerender(<LossFigure {...labProps({}, { ...counted, ...nothing })} />);
    expect(region()).toHaveAttribute('data-state', 'computing');
    expect(region().querySelector('path.loss-every')).toBeInTheDocument();
    const forked = {
      losses: losses(20),
      evaluations: counted.evaluations.slice(0, 3),
      step: 20,
      lastStep: 20,
    };
    rerender(<LossFigure {...labProps({}, { ...counted, ...forked })} />);
    expect(screen.getByText('forked at step 20')).toBeInTheDocument();
    expect(screen.getByText('training loss of the run it was forked from')).toBeInTheDocument();
    const plan = planLossCurve({
      width: 720,
      losses: forked.losses,
      heldOut: forked.evaluations.map(({ step, loss }) => ({ step, value: loss })),
      shares: forked.evaluations.map(({ step, metric }) => ({ step, value: metric })),
      blindLoss: counted.blindLoss,
      earlier: { losses: counted.losses, from: 20 },
      stepWords: String,
    });
    expect(region().querySelector('path.loss-earlier')).toHaveAttribute('d', plan.loss.earlier);
  });

  test('is forgotten where the page shows a run that is none', async () => {
    const { rerender } = draw({ step: 20 }, { asked: 20 });
    await userEvent.click(button('Fork a new run from here'));
    const shows = (view: Partial<LabView>) =>
      rerender(<LossFigure {...labProps({}, { ...counted, ...view })} />);
    const emptied = { losses: losses(0), evaluations: [], step: 0, lastStep: 0 };
    shows(emptied);
    shows({ losses: losses(25), step: 25, lastStep: 25 });
    expect(screen.getByText('forked at step 20')).toBeInTheDocument();
    shows(emptied); // undone: the run comes back whole
    shows({});
    expect(screen.queryByText('forked at step 20')).toBeNull();
    expect(region().querySelector('path.loss-earlier')).toHaveAttribute('d', '');
    await userEvent.click(button('Fork a new run from here'));
    shows(emptied);
    shows({ losses: losses(43, measured.losses) }); // another run
    expect(screen.queryByText(/^forked at/)).toBeNull();
  });
});

describe('before there is anything', () => {
  const nothing = { losses: new Float32Array(), evaluations: [], step: 0, lastStep: 0 };

  test('says so, and trains', async () => {
    const { props } = draw(nothing);
    expect(region()).toHaveAttribute('data-state', 'empty');
    expect(region()).toHaveTextContent('Nothing has been trained yet, so there is no loss to draw.');
    await userEvent.click(button('Train'));
    expect(props.actions.train).toHaveBeenCalledOnce();
  });

  test('says that the first update broke down, which training again would not mend', () => {
    draw(nothing, { brokeAt: 0 });
    expect(region()).toHaveTextContent('broke down at its very first update');
    expect(within(region()).queryByRole('button')).toBeNull();
  });

  test('waits for a run that is still on its way to where it begins, and draws what there is', async () => {
    const { props } = draw({}, { replayTarget: 120 });
    expect(region()).toHaveAttribute('data-state', 'computing');
    expect(readout()).toBe('Still on its way to step 120.');
    expect(region().querySelector('path.loss-every')).toBeInTheDocument();
    expect(slider()).toBeDisabled();
    for (const name of ['Fork a new run from here', 'One beat back', 'Play'])
      await userEvent.click(button(name));
    expect(props.actions.fork).not.toHaveBeenCalled();
    expect(props.actions.showStep).not.toHaveBeenCalled();
  });

  test('waits for a run that is being set up', () => {
    draw({ ...nothing, blindLoss: Number.NaN });
    expect(region()).toHaveTextContent('Computing…');
  });
});
