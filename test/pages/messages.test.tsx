// Notices and the states in which the run cannot simply go on.
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { readLink } from '../../src/experiment/link.ts';
import type { ProblemReason } from '../../src/experiment/problems.ts';
import { DockMessages } from '../../src/pages/run/DockMessages.tsx';
import { Notices } from '../../src/pages/run/Notices.tsx';
import { StatusMessage } from '../../src/pages/run/StatusMessage.tsx';
import { type NoticeMessage, withNotice } from '../../src/stores/notices.ts';
import { pausedRun } from './fakeRun.ts';
import { draw } from './render.tsx';

const notices = (...messages: NoticeMessage[]) =>
  messages.reduce<ReturnType<typeof withNotice>>((all, message, id) => withNotice(all, id + 1, message), []);

const openLink = (hash: string) =>
  draw(<Notices />, { notices: notices({ code: 'link-problems', problems: readLink(hash).problems }) });
/** As they are drawn: what is there for the ear alone is left out. */
const lines = () =>
  screen
    .getAllByRole('listitem')
    .map((item) => (item.querySelector('[aria-hidden="true"]') ?? item).textContent);

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
      notices: notices(
        { code: 'run-replaced', previousStep: 148 },
        { code: 'previous-run', step: 90, relaxed: false },
      ),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await userEvent.click(screen.getByRole('button', { name: 'Continue that run' }));
    expect(actions.undo).toHaveBeenCalledOnce();
    expect(actions.continuePrevious).toHaveBeenCalledOnce();
  });

  test('a run of the last visit with fast arithmetic is not promised to come back to the last digit', () => {
    draw(<Notices />, { notices: notices({ code: 'previous-run', step: 90, relaxed: true }) });
    expect(screen.getByText(/come to step 90\. It used fast arithmetic: .* may differ/)).toBeVisible();
  });

  test('fast arithmetic that could not be loaded is said, in the program’s words too', () => {
    draw(<Notices />, { notices: notices({ code: 'relaxed-refused', message: 'Failed to fetch' }) });
    expect(screen.getByRole('alert')).toHaveTextContent(/could not be loaded.*\(Failed to fetch\)/);
  });

  const reasons: [ProblemReason, RegExp][] = [
    ['unknown-field', /“seed” is not a setting/],
    ['not-a-number', /Seed: “<b>x<\/b>” is not a number; 7 is used/],
    ['out-of-range', /Seed: “<b>x<\/b>” is out of range; 7 is used/],
    ['not-a-choice', /Seed: “<b>x<\/b>” is not one of the choices; 7 is used/],
    ['too-long', /Seed: too long/],
    ['unreadable', /Seed was given more than once/],
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
    openLink('v=1&task=translation&model=transformer&width=32&step=3');
    expect(lines()).toEqual(['No value for seed, learning rate, layers and heads; their defaults are used.']);
  });

  test('two problems with the same words are said once', () => {
    const same = { field: 'seed', value: 'x', reason: 'not-a-number', used: '7' } as const;
    draw(<Notices />, { notices: notices({ code: 'link-problems', problems: [same, same] }) });
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });
});

describe('a bad link', () => {
  const cases: [hash: string, said: string[]][] = [
    ['seed=1&seed=', ['Seed was given more than once; only the first, “1”, counts.']],
    ['seed=1&seed=2', ['Seed was given more than once; only the first, “1”, counts.']],
    ['seed=7&seed=2', ['Seed was given more than once; only the first, “7”, counts.']],
    ['phrase=a&phrase=b', ['Phrase was given more than once; only the first, “a”, counts.']],
    ['seed=%E0%A4%A', ['Seed: “%E0%A4%A” cannot be used; 7 is used.']],
    ['phrase=%E0%A4%A', ['Phrase: “%E0%A4%A” cannot be used.']],
    ['changes=x', ['Changes of the learning rate: “x” cannot be used.']],
    ['&&&==&=', ['A value without a name was left out.']],
    ['constructor=1', ['“constructor” is not a setting of this page; it was left out.']],
    ['__proto__=1&__proto__=2', ['“__proto__” is not a setting of this page; it was left out.']],
    ['learningRate=1e300', ['Learning rate: “1e300” is out of range; 1038 is used.']],
  ];
  test.each(cases)('#%s is told truly', (hash, said) => {
    openLink(hash);
    expect(lines()).toEqual(said);
  });

  test('no name and no value is taken from the language’s own objects', () => {
    openLink('v=1&toString=1&valueOf=1&hasOwnProperty=&__proto__=x&seed=constructor&task=toString');
    expect(screen.getByRole('alert')).not.toHaveTextContent(/function|native code|\[object|undefined/);
  });

  test('one that is refused whole does not speak of values that are used', () => {
    openLink(`phrase=${'x'.repeat(9000)}`);
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent(
      /The link could not be used: it is too long.*every setting is at its default/,
    );
    expect(alert).not.toHaveTextContent(/One value|what fits|beginning/);
    expect(screen.queryByRole('list')).toBeNull();
  });
});

describe('many problems', () => {
  test('a list that does not fit can be scrolled by keys, and says that it goes on', () => {
    const hash = Array.from({ length: 20 }, (_, at) => `field${at}=1`).join('&');
    const { container } = draw(<DockMessages />, {
      notices: notices({ code: 'link-problems', problems: readLink(hash).problems }),
    });
    const box = container.querySelector<HTMLElement>('.dock-messages');
    if (box === null) throw new Error('no messages');
    expect(box).not.toHaveAttribute('data-more');
    Object.defineProperties(box, { scrollHeight: { value: 900 }, clientHeight: { value: 200 } });
    fireEvent.scroll(box);
    expect(box).toHaveAttribute('data-more');
    box.scrollTop = 700;
    fireEvent.scroll(box);
    expect(box).not.toHaveAttribute('data-more');
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
    [{ loss: 2.844e17 }, /the loss shot up to 2\.8 times 10 to the power of 17, far worse/],
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
