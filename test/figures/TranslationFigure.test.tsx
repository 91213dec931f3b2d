// The hero: what it shows is what was predicted, in every state, for every kind of reader.
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { WordChoice } from '../../src/experiment/prediction.ts';
import { weightsOf } from '../../src/figures/attention/weights.ts';
import { TranslationFigure } from '../../src/figures/translation/TranslationFigure.tsx';
import { colourOf } from '../../src/geometry/palette.ts';
import { sequentialScale } from '../../src/geometry/sequential.ts';
import { stubBrowser } from './browser.ts';
import { sample } from './sample.ts';

const french = () => screen.getByRole('toolbar', { name: 'French' });
const words = () => within(french()).getAllByRole('button');
const word = (name: string | RegExp) => within(french()).getByRole('button', { name });
/** The texts that are seen on a button, in their order. */
const seen = (button: Element): string[] => {
  const walker = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
  const parts: string[] = [];
  while (walker.nextNode())
    if (walker.currentNode.parentElement?.closest('.figure-unseen') === null)
      parts.push(walker.currentNode.textContent ?? '');
  return parts;
};
/** What a model says whose parameters are no numbers. */
const broken = () => {
  const prediction = sample({ output: 'vache chien noire', reference: null });
  const lost = (choice: WordChoice, at: number) => ({
    ...choice,
    probability: at === 1 ? Number.POSITIVE_INFINITY : Number.NaN,
  });
  return {
    ...prediction,
    steps: prediction.steps.map(({ chosen, best }) => ({ chosen: lost(chosen, 0), best: best.map(lost) })),
    attention: prediction.attention.map((map) => ({ ...map, weights: map.weights.slice().fill(Number.NaN) })),
  };
};
const likeliest = () => screen.getByRole('list', { name: /^Likeliest for word/ });

describe('the translation', () => {
  const browser = stubBrowser(800);
  const arcs = () =>
    browser.marksOn(document.querySelector('canvas')).filter(({ kind }) => kind === 'stroke');

  test('shows every word with its probability, and the end as a mark', () => {
    render(<TranslationFigure prediction={sample()} />);
    const names = [
      'le, probability 0.90',
      'gros, probability 0.80',
      'chien, probability 0.70',
      'rouge, probability 0.60',
      'end of the phrase, probability 0.50',
    ];
    expect(words()).toHaveLength(names.length);
    for (const [at, name] of names.entries()) expect(words()[at]).toHaveAccessibleName(name);
    expect(within(french()).getByText('end')).toBeVisible();
  });

  test('is one sentence for who cannot see it', () => {
    render(<TranslationFigure prediction={sample()} />);
    expect(screen.getByText('the big red dog → le gros chien rouge')).toBeInTheDocument();
  });

  test('paints an arc for every weight, in the colour that the legend gives it and as wide', () => {
    const prediction = sample();
    render(<TranslationFigure prediction={prediction} />);
    const cross = prediction.attention.find(({ kind }) => kind === 'cross');
    if (cross === undefined) throw new Error('no cross-attention');
    const scale = sequentialScale('light');
    const seen = [...weightsOf(cross, null)]
      .filter((weight) => weight >= 0.02)
      .sort((one, other) => one - other);
    expect(arcs().map(({ colour }) => colour)).toEqual(seen.map(scale));
    expect(arcs().map(({ lineWidth }) => lineWidth)).toEqual(
      seen.map((weight) => expect.closeTo(weight * 18, 4)),
    );
  });

  test('takes the chosen head', () => {
    const prediction = sample();
    const { rerender } = render(<TranslationFigure prediction={prediction} view={{ layer: 0, head: 0 }} />);
    const first = arcs();
    browser.prefer('reduced-motion', true);
    rerender(<TranslationFigure prediction={prediction} view={{ layer: 0, head: 1 }} />);
    act(() => browser.frames(60));
    expect(arcs().map(({ lineWidth }) => lineWidth)).not.toEqual(first.map(({ lineWidth }) => lineWidth));
  });

  test('lets arcs glide to new weights, and jump with reduced motion', () => {
    const [before, after] = [sample({ heads: 1 }), sample({ heads: 2 })];
    const { rerender } = render(<TranslationFigure prediction={before} />);
    act(() => browser.frames(5));
    const start = arcs().map(({ lineWidth }) => lineWidth);
    rerender(<TranslationFigure prediction={after} />);
    expect(arcs().map(({ lineWidth }) => lineWidth)).toEqual(start);
    act(() => browser.frames(60));
    expect(arcs().map(({ lineWidth }) => lineWidth)).not.toEqual(start);
  });

  test('strikes a wrong word, with the right one beside it', () => {
    render(<TranslationFigure prediction={sample({ output: 'le rouge chien rouge <eos>' })} />);
    const wrong = word('rouge: wrong, it should be gros, probability 0.80');
    expect(within(wrong).getByText('rouge')).toHaveClass('tr-wrong');
    expect(within(wrong).getByText('gros')).toHaveClass('tr-right');
    expect(screen.getByText(/^3 of 4 words are right/)).toBeInTheDocument();
  });

  test('shows a gap for a missing word, and an end that came too early', () => {
    render(<TranslationFigure prediction={sample({ output: 'le gros <eos>' })} />);
    expect(word(/^end of the phrase.* wrong, it should be chien/)).toBeInTheDocument();
    expect(within(french()).getByText('missing:')).toBeInTheDocument();
    expect(words()).toHaveLength(3);
  });

  test('lists words too many, small and struck', () => {
    render(<TranslationFigure prediction={sample({ output: 'le gros chien rouge un un un un' })} />);
    expect(within(french()).getByText('and 3 more words:')).toBeVisible();
    expect(within(french()).getAllByRole('button', { name: /wrong, no word belongs here/ })).toHaveLength(4);
  });

  test('names every button by what is seen on it, in its order', () => {
    render(
      <TranslationFigure
        prediction={sample({
          output: 'le rouge chien noire <eos> un <eos>',
          source: 'the zebra',
          unknown: ['zebra'],
        })}
      />,
    );
    const words = screen.getAllByRole('toolbar').flatMap((row) => within(row).getAllByRole('button'));
    for (const button of words) {
      const parts = seen(button).map((part) => part.replace(/[.<>]/g, '\\$&'));
      expect(button).toHaveAccessibleName(expect.stringMatching(new RegExp(`^${parts.join('.*')}`)));
      // Where the name is not made of the content, axe and speech input would need all of it again.
      expect(button).not.toHaveAttribute('aria-label');
    }
  });

  test('draws a probability that is no number as an empty bar, and says so', async () => {
    const user = userEvent.setup();
    render(<TranslationFigure prediction={broken()} />);
    expect(document.body).not.toHaveTextContent('NaN');
    expect(document.body).not.toHaveTextContent('∞');
    const bars = [...document.querySelectorAll<HTMLElement>('.tr-bar > span')];
    expect(bars.length).toBeGreaterThan(5);
    expect(new Set(bars.map(({ style }) => style.width))).toEqual(new Set(['0%']));
    for (const item of within(likeliest()).getAllByRole('listitem'))
      expect(item).toHaveTextContent('not a number');
    expect(arcs()).toEqual([]);
    await user.hover(word(/^vache, probability not a number$/));
    expect(document.querySelector('.figure-readout')).toHaveTextContent(
      'It writes “vache”; its probability is not a number.',
    );
    expect(document.body).not.toHaveTextContent('NaN');
  });

  test('never lets a special token look like a word', () => {
    const { container } = render(
      <TranslationFigure
        prediction={sample({ output: '<pad> <bos> <unk> chien <pad> <pad> <pad> <pad> <eos>' })}
      />,
    );
    expect(container).not.toHaveTextContent('<pad>');
    expect(screen.getByText('the big red dog → chien')).toBeInTheDocument();
    const shown = [...french().querySelectorAll('.tr-word > span:first-child')];
    expect(shown.map((each) => each.textContent)).toEqual([
      'padding',
      'start',
      '<unk>',
      'chien',
      ...Array.from({ length: 4 }, () => 'padding'),
      'end',
    ]);
    for (const each of shown) expect(each.classList.contains('tr-token')).toBe(each.textContent !== 'chien');
    expect(within(likeliest()).getByText('padding')).toHaveClass('tr-token');
  });

  test('says nothing of right and wrong where it cannot know', () => {
    render(<TranslationFigure prediction={sample({ reference: null, output: 'la vache <eos>' })} />);
    expect(screen.queryByText(/right/)).toBeNull();
    expect(document.querySelector('.tr-wrong')).toBeNull();
  });

  test('marks words that the model does not know', () => {
    render(
      <TranslationFigure prediction={sample({ source: 'the <b>zebra</b>', unknown: ['<b>zebra</b>'] })} />,
    );
    const unknown = screen.getByRole('button', {
      name: '<b>zebra</b><unk>',
      description: '<b>zebra</b>, unknown to the model',
    });
    expect(within(unknown).getByText('<unk>')).toBeVisible();
    expect(document.querySelector('b')).toBeNull();
  });

  test('has a picture for no phrase, one word, and twelve', () => {
    const { rerender } = render(<TranslationFigure prediction={null} />);
    expect(screen.getByText('nothing yet')).toBeVisible();
    rerender(
      <TranslationFigure prediction={sample({ source: 'dog', output: 'chien <eos>', reference: 'chien' })} />,
    );
    expect(screen.getByText(/The word is right/)).toBeInTheDocument();
    const twelve = 'le '.repeat(12).trim();
    rerender(
      <TranslationFigure
        prediction={sample({
          source: 'the '.repeat(12).trim(),
          output: `${twelve} <eos>`,
          reference: twelve,
        })}
      />,
    );
    expect(words()).toHaveLength(13);
  });

  test('shows the runners-up of the word under the pointer or the keys, with bars as long as their probability', async () => {
    const user = userEvent.setup();
    render(<TranslationFigure prediction={sample()} />);
    expect(likeliest()).toHaveAccessibleName('Likeliest for word 1');
    await user.hover(word(/^chien/));
    expect(likeliest()).toHaveAccessibleName('Likeliest for word 3');
    const items = within(likeliest()).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'chien0.70',
      'un0.04',
      'vache0.03',
      'noire0.02',
      'petit0.01',
    ]);
    expect(items[0]?.querySelector<HTMLElement>('.tr-bar > span')?.style.width).toBe('70%');
    await user.unhover(word(/^chien/));
    expect(likeliest()).toHaveAccessibleName('Likeliest for word 1');
    await user.tab();
    await user.tab();
    await user.keyboard('{ArrowRight}');
    expect(word(/^gros/)).toHaveFocus();
    expect(likeliest()).toHaveAccessibleName('Likeliest for word 2');
  });

  test('keeps arcs of the word pointed at in full strength, the rest at a fifth', async () => {
    const user = userEvent.setup();
    render(<TranslationFigure prediction={sample()} />);
    await user.hover(word(/^rouge/));
    const strengths = arcs().map(({ alpha }) => alpha);
    expect(strengths.filter((alpha) => alpha === 1)).toHaveLength(4);
    expect(strengths.filter((alpha) => alpha === 0.2)).toHaveLength(16);
  });

  test('is walked with arrow keys, Home and End; Enter pins, Escape lets go', async () => {
    const user = userEvent.setup();
    render(<TranslationFigure prediction={sample()} />);
    await user.tab();
    expect(screen.getByRole('button', { name: 'the' })).toHaveFocus();
    await user.tab();
    expect(word(/^le/)).toHaveFocus();
    await user.keyboard('{End}');
    expect(word(/^end/)).toHaveFocus();
    await user.keyboard('{Home}{ArrowRight}{Enter}');
    expect(word(/^gros/)).toHaveAttribute('aria-pressed', 'true');
    await user.tab();
    expect(likeliest()).toHaveAccessibleName('Likeliest for word 2');
    await user.tab({ shift: true });
    await user.keyboard('{Escape}');
    expect(word(/^gros/)).toHaveAttribute('aria-pressed', 'false');
    expect(arcs().every(({ alpha }) => alpha === 1)).toBe(true);
  });

  test('tells the page which word it points at, and shows what others point at', async () => {
    const user = userEvent.setup();
    const onCursor = vi.fn();
    const prediction = sample();
    const { rerender } = render(<TranslationFigure prediction={prediction} onCursor={onCursor} />);
    expect(onCursor).not.toHaveBeenCalled();
    await user.hover(word(/^gros/));
    expect(onCursor).toHaveBeenLastCalledWith({ target: 1 });
    await user.unhover(word(/^gros/));
    expect(onCursor).toHaveBeenLastCalledWith({});
    await user.hover(screen.getByRole('button', { name: 'red' }));
    expect(onCursor).toHaveBeenLastCalledWith({ source: 2 });
    await user.unhover(screen.getByRole('button', { name: 'red' }));
    rerender(
      <TranslationFigure prediction={prediction} onCursor={onCursor} cursor={{ target: 2, source: 3 }} />,
    );
    expect(arcs().filter(({ alpha }) => alpha === 1)).toHaveLength(1);
    expect(screen.getByText(/^Writing “chien”, it looks 0.\d\d at “dog”\.$/)).toBeInTheDocument();
  });

  test('unfolds the runners-up under a word on a narrow screen, only when asked', async () => {
    const user = userEvent.setup();
    render(<TranslationFigure prediction={sample()} />);
    act(() => browser.resize(328));
    expect(screen.queryByRole('list', { name: /^Likeliest/ })).toBeNull();
    await user.click(word(/^chien/));
    expect(likeliest()).toHaveAccessibleName('Likeliest for word 3');
    const below = word(/^rouge/).style.top;
    await user.keyboard('{Escape}');
    expect(Number.parseInt(below, 10)).toBeGreaterThan(Number.parseInt(word(/^rouge/).style.top, 10));
  });

  test('paints in the colours of the theme chosen on the page', () => {
    document.documentElement.dataset.theme = 'dark';
    render(<TranslationFigure prediction={sample({ source: 'dog', output: 'chien', reference: null })} />);
    delete document.documentElement.dataset.theme;
    expect(arcs()[0]?.colour).toBe(colourOf('scaleEnd', 'dark'));
  });
});
