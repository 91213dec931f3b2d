// The lab's frame: what every figure can be asked for, whatever it draws.
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toCsv } from '../../../src/figures/frame/export/csv.ts';
import { LabFrame, type LabFrameProps } from '../../../src/figures/frame/LabFrame.tsx';
import { useBeats } from '../../../src/figures/frame/useBeats.ts';

const data = () => ({
  caption: 'Norms',
  columns: ['step', 'norm'],
  rows: [
    ['the', 0.25],
    ['=dog', 1 / 3],
  ],
});

function Sample({ count = 4, ...over }: Partial<LabFrameProps> & { count?: number }) {
  const beats = useBeats(count, true, 0);
  return (
    <LabFrame
      id="sample"
      title="A sample"
      state="ready"
      beats={{ beats, label: (index) => `beat ${index}` }}
      readout={`shows ${beats.index}`}
      data={data}
      step={12}
      link={() => 'https://example.org/lab.html#figure=sample'}
      {...over}
    >
      {over.state === 'empty' ? undefined : <svg aria-hidden="true" />}
    </LabFrame>
  );
}

const region = () => screen.getByRole('region', { name: 'A sample' });
const button = (name: string | RegExp) => within(region()).getByRole('button', { name });
const scrub = () => within(region()).getByRole('slider', { name: 'Beat' });

describe('the frame of a figure', () => {
  test('is a region named by its title that says which figure it is and how it stands', () => {
    render(<Sample />);
    expect(region()).toHaveAttribute('data-figure', 'sample');
    expect(region()).toHaveAttribute('data-state', 'ready');
  });

  test.each([
    ['empty', 'Nothing to show yet.'],
    ['computing', 'Computing…'],
  ] as const)('says so while it is %s, and offers nothing to save', (state, words) => {
    render(
      <LabFrame id="x" title="A sample" state={state} readout="" data={data} step={0} link={() => ''} />,
    );
    expect(region()).toHaveTextContent(words);
    expect(within(region()).queryByRole('button')).toBeNull();
  });

  test('shows why it failed, and keeps what it last drew', () => {
    render(<Sample state="failed" problem="The example is too long." />);
    expect(screen.getByRole('alert')).toHaveTextContent('The example is too long.');
    expect(region().querySelector('svg')).not.toBeNull();
  });

  test('turns into its table and back', async () => {
    render(<Sample />);
    await userEvent.click(button(/^Table/));
    expect(within(region()).getByRole('row', { name: 'the 0.250' })).toBeVisible();
    await userEvent.click(button(/^Table/));
    expect(within(region()).queryByRole('table')).toBeNull();
  });

  test('opens the ways to save it from the keyboard, and closes them with Escape', async () => {
    render(<Sample />);
    button('Save: A sample').focus();
    await userEvent.keyboard('{Enter}');
    expect(button('Save: A sample')).toHaveAttribute('aria-expanded', 'true');
    expect(button('Numbers (CSV)')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(within(region()).queryByRole('button', { name: 'Numbers (CSV)' })).toBeNull();
    expect(button('Save: A sample')).toHaveFocus();
  });
});

describe('beats', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const press = (name: string) => act(() => button(name).click());
  const wait = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

  test('go on and back one at a time, and stay within their ends', () => {
    render(<Sample />);
    press('One beat back');
    expect(scrub()).toHaveValue('0');
    press('One beat on');
    press('One beat on');
    expect(scrub()).toHaveAttribute('aria-valuetext', '3 of 4: beat 2');
    press('One beat on');
    press('One beat on');
    expect(scrub()).toHaveValue('3');
    expect(button('One beat on')).toHaveAttribute('aria-disabled', 'true');
  });

  test('play one after another at the chosen pace, and stop at the last', () => {
    render(<Sample />);
    press('Play');
    wait(1400);
    expect(region()).toHaveTextContent('shows 1');
    press('Pause');
    wait(5000);
    expect(region()).toHaveTextContent('shows 1');
    press('Play');
    wait(1400);
    wait(1400);
    expect(region()).toHaveTextContent('shows 3');
    expect(button('Play')).toBeVisible();
    press('Play');
    expect(region()).toHaveTextContent('shows 0');
  });

  test('stay inside when there are fewer of them', () => {
    const { rerender } = render(<Sample count={9} />);
    for (let k = 0; k < 8; k++) press('One beat on');
    rerender(<Sample count={3} />);
    expect(scrub()).toHaveValue('2');
  });

  test('are not offered where there is only one', () => {
    render(<Sample count={1} />);
    expect(within(region()).queryByRole('slider')).toBeNull();
  });
});

test('CSV is quoted as it must be, and no word becomes a formula', () => {
  expect(toCsv(data())).toBe("step,norm\r\nthe,0.25\r\n'=dog,0.3333333333333333\r\n");
  expect(toCsv({ caption: '', columns: ['a,b', 'c"d'], rows: [['x\ny', -1]] })).toBe(
    '"a,b","c""d"\r\n"x\ny",-1\r\n',
  );
});
