// The room of a stage that comes later than its figure.
import { act, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useWidth } from '../../../src/figures/lab/useWidth.ts';
import { stubBrowser } from '../browser.ts';

const browser = stubBrowser(640);

function Stage({ there }: { there: boolean }) {
  const { box, width } = useWidth();
  return there ? <div ref={box}>{`${width} pixels`}</div> : <p>waiting</p>;
}

test('is taken when the stage appears, and whenever it changes', () => {
  const { rerender } = render(<Stage there={false} />);
  rerender(<Stage there />);
  expect(screen.getByText('640 pixels')).toBeVisible();
  act(() => browser.resize(500));
  expect(screen.getByText('500 pixels')).toBeVisible();
});
