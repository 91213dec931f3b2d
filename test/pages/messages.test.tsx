// Notices and the states in which the run cannot simply go on.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { ProblemReason } from '../../src/experiment/problems.ts';
import { Notices } from '../../src/pages/home/Notices.tsx';
import { StatusMessage } from '../../src/pages/home/StatusMessage.tsx';
import { type NoticeMessage, withNotice } from '../../src/stores/notices.ts';
import { pausedRun } from './fakeRun.ts';
import { draw } from './render.tsx';

const notices = (...messages: NoticeMessage[]) =>
  messages.reduce<ReturnType<typeof withNotice>>((all, message, id) => withNotice(all, id + 1, message), []);

describe('notices', () => {
  const plain: [NoticeMessage, RegExp][] = [
    [{ code: 'worker-restarted', step: 1480 }, /started again at step 1,480\. Nothing is lost\./],
    [{ code: 'storage-refused' }, /does not let the page keep anything/],
    [{ code: 'phrase-cut', limit: 2000 }, /cut after 2,000 characters/],
    [{ code: 'prediction-failed', message: 'out of memory' }, /could not be translated \(out of memory\)/],
    [{ code: 'setting-refused', message: 'too many' }, /learning rate was not changed/],
  ];
  test.each(plain)('%o is a sentence', (message, words) => {
    draw(<Notices />, { notices: notices(message) });
    expect(screen.getByText(words)).toBeVisible();
  });

  test('a warning is an alert, anything else a status', () => {
    draw(<Notices />, {
      notices: notices({ code: 'storage-refused' }, { code: 'worker-restarted', step: 3 }),
    });
    expect(screen.getByRole('alert')).toHaveTextContent(/keep anything/);
    expect(screen.getByRole('status')).toHaveTextContent(/started again/);
  });

  test('each can be dismissed', async () => {
    const { actions } = draw(<Notices />, {
      notices: notices({ code: 'storage-refused' }, { code: 'worker-restarted', step: 3 }),
    });
    await userEvent.click(screen.getAllByRole('button', { name: 'Dismiss' })[1] ?? document.body);
    expect(actions.dismissNotice).toHaveBeenCalledExactlyOnceWith(2);
  });

  test('a replaced run can be had back, and so can that of the last visit', async () => {
    const { actions } = draw(<Notices />, {
      notices: notices({ code: 'run-replaced', previousStep: 148 }, { code: 'previous-run', step: 90 }),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await userEvent.click(screen.getByRole('button', { name: 'Continue that run' }));
    expect(actions.undo).toHaveBeenCalledOnce();
    expect(actions.continuePrevious).toHaveBeenCalledOnce();
  });

  const reasons: [ProblemReason, RegExp][] = [
    ['unknown-field', /“seed” is not a setting/],
    ['not-a-number', /Seed: “<b>x<\/b>” is not a number; 7 is used/],
    ['out-of-range', /Seed: “<b>x<\/b>” is out of range; 7 is used/],
    ['not-a-choice', /Seed: “<b>x<\/b>” is not one of the choices; 7 is used/],
    ['too-long', /Seed: too long/],
    ['unreadable', /Seed: “<b>x<\/b>” cannot be read; 7 is used/],
    ['newer-version', /newer version/],
  ];
  test.each(reasons)(
    'a link’s value that is %s is named in words, and its text stays text',
    (reason, words) => {
      const { container } = draw(<Notices />, {
        notices: notices({
          code: 'link-problems',
          problems: [{ field: 'seed', value: '<b>x</b>', reason, used: '7' }],
        }),
      });
      expect(screen.getByRole('alert')).toHaveTextContent(/One value could not be used as given:/);
      expect(screen.getByRole('listitem')).toHaveTextContent(words);
      expect(container.querySelector('b')).toBeNull();
    },
  );

  test('what a link leaves out is one line', () => {
    const left = (field: string) => ({ field, value: '', reason: 'unreadable', used: '1' }) as const;
    draw(<Notices />, {
      notices: notices({ code: 'link-problems', problems: [left('seed'), left('learningRate'), left('v')] }),
    });
    expect(screen.getByRole('listitem')).toHaveTextContent(
      'Not given: seed, learning rate and version; their defaults are used.',
    );
  });

  test('two problems with the same words are said once', () => {
    const same = { field: 'seed', value: 'x', reason: 'not-a-number', used: '7' } as const;
    draw(<Notices />, { notices: notices({ code: 'link-problems', problems: [same, same] }) });
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });
});

describe('the state of the run', () => {
  test.each(['loading', 'paused', 'running'] as const)('has nothing to add when %s', (status) => {
    const { container } = draw(<StatusMessage />, { ...pausedRun, status });
    expect(container).toBeEmptyDOMElement();
  });

  test('replaying: how far it has come', () => {
    draw(<StatusMessage />, { ...pausedRun, status: 'replaying', step: 50, replayTarget: 148 });
    expect(screen.getByRole('progressbar', { name: /Going to step 148/ })).toHaveAttribute('value', '50');
  });

  test('diverged: what happened, from where and with which rate it can go on', async () => {
    const { actions } = draw(<StatusMessage />, {
      ...pausedRun,
      status: 'diverged',
      loss: Number.NaN,
      rateInUse: 0.5,
      divergence: { step: 12, lastGoodStep: 10, nextLearningRate: 0.05 },
    });
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent(
      'At step 12 the loss stopped being a number (NaN): training has diverged.',
    );
    expect(alert).toHaveTextContent(/Step 10 was still good; from there it can go on at 0\.05/);
    await userEvent.click(screen.getByRole('button', { name: 'Go back to the last good step' }));
    expect(actions.goBack).toHaveBeenCalledOnce();
  });

  test.each([
    [{ loss: Number.POSITIVE_INFINITY }, /the loss stopped being a number \(∞\)/],
    [{ loss: 3120.4 }, /the loss shot up to 3,120, far worse than guessing/],
    [{ loss: 4, gradientNorm: Number.NaN }, /the gradient stopped being a number \(NaN\)/],
  ])('diverged with %o: the sentence says what the numbers say', (numbers, words) => {
    const divergence = { step: 12, lastGoodStep: 10, nextLearningRate: 0.05 };
    draw(<StatusMessage />, { ...pausedRun, gradientNorm: 1, ...numbers, status: 'diverged', divergence });
    expect(screen.getByRole('alert')).toHaveTextContent(words);
  });

  test.each([
    ['error', /error in the page/],
    ['worker-died', /stopped again and again/],
    ['worker-refused', /did not start/],
  ] as const)('failed (%s): what happened, and a way to try again', async (failureReason, words) => {
    const { actions } = draw(<StatusMessage />, {
      ...pausedRun,
      status: 'failed',
      failure: 'matmul: <i>',
      failureReason,
    });
    expect(screen.getByRole('alert')).toHaveTextContent(words);
    expect(screen.getByRole('alert')).toHaveTextContent('matmul: <i>');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(actions.retry).toHaveBeenCalledOnce();
  });

  test.each([
    ['webassembly', /no WebAssembly/],
    ['simd', /no SIMD/],
    ['worker', /does not allow workers/],
  ] as const)('unsupported (%s): what is missing, and which browsers have it', (missing, words) => {
    draw(<StatusMessage />, { status: 'unsupported', missing });
    expect(screen.getByRole('alert')).toHaveTextContent(words);
    expect(screen.getByRole('alert')).toHaveTextContent(/Chrome and Edge \d+, Firefox \d+, Safari/);
  });
});
