// Words on the plane: neighbours, labels that cover nothing, and ways from word to word.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestPoint, placeLabels, planMap, wordTowards } from '../../src/geometry/lab/embeddingMap.ts';
import { cosine, nearestNeighbours } from '../../src/geometry/lab/embeddingNeighbours.ts';
import { textWidth } from '../../src/geometry/textWidth.ts';

describe('neighbours', () => {
  const values = Float32Array.of(1, 0, 2, 0, 1, 1, 0, 3, -1, 0, 0, 0);

  test('are those that point the same way, however long they are', () => {
    expect(nearestNeighbours(values, 6, 2, 0, 3).map(({ index }) => index)).toEqual([1, 2, 3]);
    expect(cosine(values, 2, 0, 1)).toBe(1);
    expect(cosine(values, 2, 0, 2)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(cosine(values, 2, 0, 4)).toBe(-1);
  });

  test('a vector of nothing points nowhere', () => {
    expect(cosine(values, 2, 0, 5)).toBe(0);
  });
});

describe('the scale', () => {
  test('is the same both ways, and takes all in', () => {
    const places = [3, 0.2, -2.5, -1, 0, 1.1];
    const { unit, x, y } = planMap(places, { width: 500, height: 400 });
    expect(x(1) - x(0)).toBeCloseTo(unit, 9);
    expect(y(0) - y(1)).toBeCloseTo(unit, 9);
    for (let at = 0; at < places.length; at += 2) {
      expect(Math.abs(x(places[at] as number) - 250)).toBeLessThanOrEqual(250);
      expect(Math.abs(y(places[at + 1] as number) - 200)).toBeLessThanOrEqual(200);
    }
  });

  test('does not move for a little more', () => {
    const plan = (most: number) => planMap([most, 0], { width: 500, height: 400 }).unit;
    expect(plan(3.02)).toBe(plan(3.04));
  });
});

const room = { width: 400, height: 300 };
const words = Array.from({ length: 40 }, (_, at) => 'abcdefghijklmnop'.slice(0, 2 + (at % 7)));

test('no label covers another, or leaves the picture', () => {
  const point = fc.tuple(fc.integer({ min: 20, max: 380 }), fc.integer({ min: 40, max: 260 }));
  fc.assert(
    fc.property(fc.array(point, { minLength: 40, maxLength: 40 }), (points) => {
      const order = words.map((_, at) => at);
      const labels = placeLabels(words, points.flat(), order, room, new Set([3, 7]));
      const boxes = labels.map(({ index, x, y, anchor }) => {
        const width = textWidth(words[index] as string) * 13;
        const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
        return { left, right: left + width, top: y - 8, bottom: y + 8 };
      });
      boxes.forEach((box, at) => {
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(400);
        for (const other of boxes.slice(at + 1))
          expect(
            box.right <= other.left ||
              other.right <= box.left ||
              box.bottom <= other.top ||
              other.bottom <= box.top,
          ).toBe(true);
      });
    }),
    { numRuns: 50 },
  );
});

test('words that matter stand away from a crowd, at the end of a line, and cover no dot of one another', () => {
  const names = ['walk', 'walks', 'walked', 'game', 'to', 'key', ...words];
  // All within a few pixels, and a crowd around them.
  const points = names.flatMap((_, at) =>
    at < 6 ? [200 + 3 * at, 150 + 2 * (at % 3)] : [160 + ((at * 37) % 80), 110 + ((at * 53) % 80)],
  );
  const forced = new Set([0, 1, 2, 3, 4, 5]);
  const labels = placeLabels(
    names,
    points,
    names.map((_, at) => at),
    room,
    forced,
  );
  const own = labels.filter(({ index }) => forced.has(index));
  expect(own).toHaveLength(6);
  expect(own.some(({ leader }) => leader)).toBe(true);
  for (const { index, x, y, anchor } of own) {
    const width = textWidth(names[index] as string) * 13;
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    for (const other of forced) {
      if (other === index) continue;
      const [dotX = 0, dotY = 0] = points.slice(2 * other);
      const covers = dotX + 4 > left && dotX - 4 < left + width && Math.abs(dotY - y) < 12;
      expect(covers).toBe(false);
    }
  }
});

test('where all names have room, all stand', () => {
  const points = words.flatMap((_, at) => [30 + (at % 5) * 75, 40 + Math.floor(at / 5) * 30]);
  const order = words.map((_, at) => at);
  expect(placeLabels(words, points, order, room, new Set())).toHaveLength(40);
});

describe('the cursor', () => {
  const points = [100, 100, 200, 100, 100, 200, 120, 40];

  test('goes to the nearest word in the direction of the key', () => {
    expect(wordTowards(points, 0, 'ArrowRight')).toBe(1);
    expect(wordTowards(points, 0, 'ArrowDown')).toBe(2);
    expect(wordTowards(points, 0, 'ArrowUp')).toBe(3);
    expect(wordTowards(points, 0, 'ArrowLeft')).toBe(0);
    expect(wordTowards(points, undefined, 'ArrowLeft')).toBe(0);
    expect(wordTowards(points, 0, 'End')).toBe(3);
    expect(wordTowards(points, 0, 'x')).toBeUndefined();
  });

  test('and the pointer to the word within its reach', () => {
    expect(nearestPoint(points, { x: 105, y: 95 }, 24)).toBe(0);
    expect(nearestPoint(points, { x: 150, y: 150 }, 24)).toBeUndefined();
  });
});
