// The figure `embedding`: its marks are the embedding's numbers, and all of it works from the keyboard.
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { ParametersAnswer } from '../../../src/experiment/lab/queries.ts';
import { defaultLabConfigFor } from '../../../src/experiment/lab/settings.ts';
import { embedding as definition } from '../../../src/figures/embedding/definition.ts';
import EmbeddingFigure from '../../../src/figures/embedding/EmbeddingFigure.tsx';
import { divergingScale, roundExtent } from '../../../src/geometry/diverging.ts';
import { planMap } from '../../../src/geometry/lab/embeddingMap.ts';
import { nearestNeighbours } from '../../../src/geometry/lab/embeddingNeighbours.ts';
import { principalAxes, project } from '../../../src/geometry/lab/pca.ts';
import { type PredictionTaskId, predictionTasks } from '../../../src/tasks/prediction/registry.ts';
import { stubBrowser } from '../browser.ts';
import { parametersFixture } from './parametersFixture.ts';
import { labProps } from './props.ts';

const query = { kind: 'parameters', only: ['embedding.weight'] } as const;
const text = 'the main character sucked but a good plot did not';
const { parameters, trace } = parametersFixture({ text }, 7, query);
const [table] = parameters.parameters;
if (!table) throw new Error('no embedding');
const words = table.labels[0] ?? [];
const [count = 0, size = 0] = table.shape;
const ready = {
  parameters: { state: 'ready', value: parameters },
  trace: { state: 'ready', value: trace },
} as const;
const region = () => screen.getByRole('region', { name: 'Where the words lie' });
const map = () => within(region()).getByRole('img', { name: /^Words on the two axes/ });
const wordMarks = () => [...map().querySelectorAll<SVGGElement>('.embedding-word')];
const neighboursOf = (word: string, most = 8) =>
  nearestNeighbours(table.values, count, size, words.indexOf(word), most);

/** The embedding at another step, with every number turned into another. */
const frame = (step: number, change: (value: number, at: number) => number): ParametersAnswer => ({
  ...parameters,
  step,
  parameters: [{ ...table, values: table.values.map(change) }],
});

describe('what it fits', () => {
  test('are the tasks that read tokens', () => {
    for (const id of Object.keys(predictionTasks) as PredictionTaskId[])
      expect([id, definition.fits(defaultLabConfigFor(id))]).toEqual([
        id,
        predictionTasks[id].input.kind === 'tokens',
      ]);
  });

  test('is its own setting', () => {
    expect(definition.fits({ ...defaultLabConfigFor('sine'), ...definition.setting })).toBe(true);
  });
});

describe('the figure', () => {
  const browser = stubBrowser(900);

  test('puts every word where its vector lies on the two axes', () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    const places = project(table.values, count, principalAxes(table.values, count, size));
    const width = map().style.width.replace('px', '');
    const height = map().style.height.replace('px', '');
    const { x, y } = planMap(places, { width: Number(width), height: Number(height) });
    expect(wordMarks().map(({ style }) => style.transform)).toEqual(
      words.map((_, at) => `translate(${x(places[2 * at] ?? 0)}px, ${y(places[2 * at + 1] ?? 0)}px)`),
    );
  });

  test('writes the share of the differences on each axis', () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    const [one, other] = principalAxes(table.values, count, size).axes;
    const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
    expect(map()).toHaveTextContent(`axis 1, across: ${percent(one.share)} of the differences`);
    expect(map()).toHaveTextContent(`axis 2, up: ${percent(other.share)} of the differences`);
  });

  test('begins with the last word of the text, its neighbours by cosine, and lines to them', () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    const nearest = neighboursOf('not');
    const list = within(region()).getByRole('list', { name: 'Nearest to “not”' });
    expect(
      within(list)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(
      nearest.map(
        ({ index, cosine }) => `${words[index]}${cosine < 0 ? '−' : ''}${Math.abs(cosine).toFixed(2)}`,
      ),
    );
    expect(map().querySelectorAll('.embedding-line')).toHaveLength(nearest.length);
  });

  test('paints the vectors behind the cosines in the colour of the legend’s scale', () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    const rows = [words.indexOf('not'), ...neighboursOf('not').map(({ index }) => index)];
    const scale = divergingScale(roundExtent(table.values), 'light');
    const painted = browser
      .marksOn(
        within(region())
          .getByRole('img', { name: /^Their vectors/ })
          .querySelector('canvas'),
      )
      .filter(({ kind }) => kind === 'fill')
      .slice(-rows.length * size)
      .map(({ colour }) => colour);
    expect(painted).toEqual(
      rows.flatMap((row) => Array.from(table.values.subarray(row * size, (row + 1) * size), (v) => scale(v))),
    );
  });

  test('leads from word to word with the keys; Enter keeps one, Escape lets it go', async () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    map().focus();
    await userEvent.keyboard('{Home}');
    const first = words[0] ?? '';
    expect(region()).toHaveTextContent(`“${first}”: nearest are`);
    await userEvent.keyboard('{End}{Enter}');
    await userEvent.tab();
    expect(within(region()).getByLabelText('Word')).toHaveDisplayValue(words.at(-1) ?? '');
    map().focus();
    await userEvent.keyboard('{Escape}');
    expect(within(region()).getByLabelText('Word')).toHaveDisplayValue('none chosen');
    expect(region()).toHaveTextContent(`${count} tokens with ${size} numbers each`);
  });

  const readout = () => region().querySelector('.figure-readout')?.textContent;
  const text = trace.labels;
  const told = (step: number) => {
    const name = text[step] ?? '';
    return `Step ${step + 1}, “${name}”: row ${words.indexOf(name) + 1} of the table’s ${count}; nearest are “${words[neighboursOf(name)[0]?.index ?? -1]}”`;
  };

  test('has a beat for each word of the text: its row looked up, its dot lit, a path through the words so far', () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    const beat = within(region()).getByRole('slider', { name: 'Beat' });
    expect(beat).toHaveAttribute('max', `${text.length - 1}`);
    expect(readout()).toContain(told(text.length - 1));
    fireEvent.change(beat, { target: { value: '2' } });
    expect(readout()).toContain(told(2));
    const lit = () => wordMarks().flatMap((mark, at) => (mark.matches('.embedding-read') ? words[at] : []));
    expect(new Set(lit())).toEqual(new Set(text.slice(0, 3)));
    expect(map().querySelector('.embedding-seen text')).toHaveTextContent(text[2] ?? '');
    const places = project(table.values, count, principalAxes(table.values, count, size));
    const { x, y } = planMap(places, {
      width: Number.parseFloat(map().style.width),
      height: Number.parseFloat(map().style.height),
    });
    const path = text.slice(0, 3).map((name) => {
      const at = 2 * words.indexOf(name);
      return `${x(places[at] ?? 0).toFixed(1)} ${y(places[at + 1] ?? 0).toFixed(1)}`;
    });
    expect(map().querySelector('.embedding-path')).toHaveAttribute('d', `M${path.join('L')}`);
    expect(
      within(region()).getByRole('img', {
        name: `The whole table, ${count} rows; row ${words.indexOf(text[2] ?? '') + 1} is looked up`,
      }),
    ).toBeVisible();
  });

  test('paints the whole table in the colours of the legend’s scale', () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    const scale = divergingScale(roundExtent(table.values), 'light');
    const picture = within(region()).getByRole('img', { name: /^The whole table/ });
    expect(browser.marksOn(picture.querySelector('canvas')).map(({ colour }) => colour)).toEqual(
      Array.from(table.values, (value) => scale(value)),
    );
  });

  test('a chosen word stays until the next beat', async () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    await userEvent.selectOptions(within(region()).getByLabelText('Word'), 'plot');
    expect(readout()).toMatch(/^“plot”: nearest are/);
    await userEvent.click(within(region()).getByRole('button', { name: 'One beat back' }));
    expect(readout()).toContain(told(text.length - 2));
  });

  test('says of a word that the table does not have that it has no row', () => {
    const other = { ...trace, labels: ['the', 'zebra'] };
    render(<EmbeddingFigure {...labProps({ ...ready, trace: { state: 'ready', value: other } })} />);
    expect(readout()).toBe('Step 2, “zebra”: the table has no row for it.');
  });

  test('writes a real minus', async () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    expect(region().textContent).not.toMatch(/-\d/);
    await userEvent.click(within(region()).getByRole('button', { name: /^Table/ }));
    expect(region().textContent).toMatch(/−\d/);
    expect(region().textContent).not.toMatch(/-\d/);
  });

  test('a neighbour leads on to its own, and any word can be chosen from the list of all', async () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    const next = words[neighboursOf('not')[0]?.index ?? 0] ?? '';
    await userEvent.click(within(region()).getByRole('button', { name: new RegExp(`^${next}`) }));
    expect(region()).toHaveTextContent(`Nearest to “${next}”`);
    await userEvent.selectOptions(within(region()).getByLabelText('Word'), 'plot');
    expect(region()).toHaveTextContent('Nearest to “plot”');
  });

  test('pins a number of a vector', async () => {
    const onPin = vi.fn();
    render(<EmbeddingFigure {...labProps(ready, {}, { onPin })} />);
    within(region())
      .getByRole('img', { name: /^Their vectors/ })
      .focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}');
    const tensor = trace.tensors.find(({ name }) => name === 'embedding.weight')?.id;
    expect(onPin).toHaveBeenLastCalledWith({ tensor, index: words.indexOf('not') * size + 1, of: 'value' });
  });

  test('keeps its axes’ faces from frame to frame, and leaves trails', () => {
    const { rerender } = render(<EmbeddingFigure {...labProps(ready)} />);
    const before = wordMarks().map(({ style }) => style.transform);
    expect(map().querySelectorAll('.embedding-trail')).toHaveLength(0);
    // Everything a little larger: the same axes, the same scale up to its steps.
    const grown = frame(8, (value) => value * 1.0001);
    rerender(<EmbeddingFigure {...labProps({ ...ready, parameters: { state: 'ready', value: grown } })} />);
    const after = wordMarks().map(({ style }) => style.transform);
    const across = (transform: string) => Number(/-?[\d.]+/.exec(transform)?.[0]);
    after.forEach((transform, at) => {
      expect(Math.abs(across(transform) - across(before[at] ?? ''))).toBeLessThan(0.1);
    });
    expect(map().querySelectorAll('.embedding-trail')).toHaveLength(1);
  });

  test('hides names rather than let them cover others, and says so', () => {
    // All words in nearly one place.
    const crowd = frame(7, (value, at) => 1 + value * (at < 3 ? 1 : 1e-3));
    render(<EmbeddingFigure {...labProps({ ...ready, parameters: { state: 'ready', value: crowd } })} />);
    const named = wordMarks().filter((mark) => mark.querySelector('text')).length;
    expect(named).toBeLessThan(count);
    expect(region()).toHaveTextContent(/tokens? (is a dot|are dots) only/);
    expect(region()).toHaveTextContent(new RegExp(`${count - named} token`));
  });

  test('gives every number in its table', async () => {
    render(<EmbeddingFigure {...labProps(ready)} />);
    await userEvent.click(within(region()).getByRole('button', { name: /^Table/ }));
    const rows = within(region()).getAllByRole('row');
    expect(rows).toHaveLength(1 + count);
    expect(within(rows[1] as HTMLElement).getAllByRole('cell')).toHaveLength(4 + size);
    expect(rows[1]).toHaveTextContent(words[0] ?? '');
  });

  test('waits in words, and says why it cannot be drawn', () => {
    const { rerender } = render(<EmbeddingFigure {...labProps({})} />);
    expect(region()).toHaveTextContent('Computing…');
    const failed = { state: 'failed', reason: 'error', message: 'No worker.' } as const;
    rerender(<EmbeddingFigure {...labProps({ parameters: failed })} />);
    expect(screen.getByRole('alert')).toHaveTextContent('No worker.');
    const none = { state: 'ready', value: { ...parameters, parameters: [] } } as const;
    rerender(<EmbeddingFigure {...labProps({ parameters: none })} />);
    expect(screen.getByRole('alert')).toHaveTextContent('This run has no embedding');
  });
});
