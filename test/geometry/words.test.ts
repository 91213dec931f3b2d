// Where words stand: two rows while there is room for legible type, else two columns; never past the edge.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textWidth } from '../../src/geometry/textWidth.ts';
import { anchors, fitted, layoutWords, type WordsInput } from '../../src/geometry/words.ts';

const short: WordsInput = {
  width: 800,
  gutter: 72,
  slots: 5,
  source: 'the big red dog'.split(' '),
  output: 'le gros chien rouge'.split(' '),
  marks: false,
};
const long: WordsInput = {
  ...short,
  slots: 13,
  source: 'the beautiful white turtle does not often watch the small black mouse'.split(' '),
  output: 'la belle tortue blanche ne regarde pas souvent la petite souris noire'.split(' '),
};

describe('the layout of words', () => {
  test('sets a short phrase in two rows of large type', () => {
    const layout = layoutWords(short);
    expect(layout.form).toBe('rows');
    expect(layout.fontSize).toBe(44);
  });

  test('sets any phrase in two columns on a phone', () => {
    for (const input of [short, long]) expect(layoutWords({ ...input, width: 328 }).form).toBe('columns');
  });

  test('sets a long phrase in two columns rather than in small type', () => {
    expect(layoutWords(long).form).toBe('columns');
    expect(layoutWords({ ...long, width: 1400 }).form).toBe('rows');
  });

  test('keeps its places while the words written change, where the right ones are known', () => {
    const { output: _, ...rest } = short;
    expect(layoutWords({ ...rest, output: short.output })).toEqual(layoutWords(short));
  });

  test('gives every planned word room in its slot, and none past the edge', () => {
    const word = fc.string({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 280, max: 1600 }),
        (source, width) => {
          const layout = layoutWords({ ...short, source, output: [], slots: source.length, width });
          const end = Math.max(...layout.slots.map((slot) => slot.start + slot.size));
          expect(layout.width).toBeLessThanOrEqual(width);
          if (layout.form === 'rows') {
            expect(end).toBeLessThanOrEqual(width - short.gutter + 0.01);
            expect(layout.fontSize).toBeGreaterThanOrEqual(21);
          } else {
            expect(layout.outputStart).toBeLessThan(layout.width);
            expect(layout.arcsTo - layout.arcsFrom).toBeGreaterThanOrEqual(60);
          }
          expect(layout.slots).toHaveLength(source.length);
        },
      ),
    );
  });

  test('ends arcs in the middle of their words, and moves those below an open panel', () => {
    const layout = layoutWords({ ...short, width: 360 });
    const plain = anchors(layout);
    const moved = anchors(layout, (slot) => (slot > 1 ? 100 : 0));
    expect(moved.output.map(({ y }, at) => y - (plain.output[at]?.y ?? 0))).toEqual([0, 0, 100, 100, 100]);
    expect(new Set(plain.source.map(({ x }) => x))).toEqual(new Set([layout.arcsFrom]));
    const [first] = layoutWords(short).slots;
    expect(anchors(layoutWords(short)).source[0]?.x).toBe((first?.size ?? 0) / 2);
  });

  test('shrinks a word that is longer than its slot, and no other', () => {
    expect(fitted('le', 44, 100)).toBe(44);
    expect(textWidth('nouvelle') * fitted('nouvelle', 44, 100)).toBeLessThanOrEqual(100);
    expect(fitted('a'.repeat(40), 44, 100)).toBe(15);
  });
});
