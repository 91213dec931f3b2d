// Words on a plane: where each dot lies, and which words can stand beside theirs without covering another.

import { textWidth } from '../textWidth.ts';
import { roundUp } from '../ticks.ts';

export interface MapRoom {
  readonly width: number;
  readonly height: number;
}

export interface MapScale extends MapRoom {
  /** Pixels of 1, the same both ways: a distance is a distance. */
  readonly unit: number;
  readonly x: (across: number) => number;
  readonly y: (up: number) => number;
}

const margin = { across: 56, up: 48 };
/** Above and below, where the axes' names stand. */
const namesBand = 22;

/** @param places [x, y, x, y …]. The domain is round, so that it moves seldom. */
export function planMap(places: ArrayLike<number>, { width, height }: MapRoom): MapScale {
  let [across, up] = [0, 0];
  for (let at = 0; at + 1 < places.length; at += 2) {
    across = Math.max(across, Math.abs(places[at] ?? 0));
    up = Math.max(up, Math.abs(places[at + 1] ?? 0));
  }
  const room = { across: Math.max(1, width / 2 - margin.across), up: Math.max(1, height / 2 - margin.up) };
  // 1 is the least length that means anything here; a cloud in one point lies in the middle.
  const per = Math.max(across / room.across, up / room.up);
  const wanted = per > 0 ? per * room.across : 1;
  const unit = room.across / steady(wanted);
  return { width, height, unit, x: (x) => width / 2 + x * unit, y: (y) => height / 2 - y * unit };
}

/** Up to the next of steps a twentieth apart: little is lost, and the scale moves seldom. */
function steady(value: number): number {
  const ten = roundUp(value, 0) / 20;
  return Math.ceil(value / ten - 1e-9) * ten;
}

export interface Label {
  readonly index: number;
  readonly x: number;
  /** Of the text's middle line. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Where a line from the dot to a label that stands away from it ends. */
  readonly leader?: { readonly x: number; readonly y: number };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const fontSize = 13;
/** Words that matter are written in bold: so much wider. */
const bold = 1.08;
const lineHeight = 16;
const dot = 4;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

interface Place extends Omit<Label, 'index'> {
  readonly box: Box;
  /** How far the label is from its dot, about, pixels. */
  readonly away: number;
}

/** Beside, left of, above and below the dot, then at its corners. */
function candidates(x: number, y: number, width: number): readonly Place[] {
  const box = (left: number, middle: number): Box => ({
    left: left - 2,
    right: left + width + 2,
    top: middle - lineHeight / 2,
    bottom: middle + lineHeight / 2,
  });
  const away = 7;
  const above = dot + lineHeight / 2 + 1;
  const places = [
    { x: x + away, y, anchor: 'start', box: box(x + away, y) },
    { x: x - away, y, anchor: 'end', box: box(x - away - width, y) },
    { x, y: y - above, anchor: 'middle', box: box(x - width / 2, y - above) },
    { x, y: y + above, anchor: 'middle', box: box(x - width / 2, y + above) },
    { x: x + dot, y: y - above, anchor: 'start', box: box(x + dot, y - above) },
    { x: x + dot, y: y + above, anchor: 'start', box: box(x + dot, y + above) },
    { x: x - dot, y: y - above, anchor: 'end', box: box(x - dot - width, y - above) },
    { x: x - dot, y: y + above, anchor: 'end', box: box(x - dot - width, y + above) },
  ] as const;
  return places.map((place, at) => ({ ...place, away: at }));
}

/** How far from its dot a label with a line to it may stand, pixels, and in how many directions. */
const rings = [20, 30, 42, 56, 72, 90];
const directionsRound = 16;

/** Places around the dot at the end of a line. */
function ledCandidates(x: number, y: number, width: number): readonly Place[] {
  return rings.flatMap((away) =>
    Array.from({ length: directionsRound }, (_, at) => {
      const angle = (2 * Math.PI * at) / directionsRound;
      const end = { x: x + away * Math.cos(angle), y: y + away * Math.sin(angle) };
      const across = Math.cos(angle);
      const anchor = across > 0.3 ? 'start' : across < -0.3 ? 'end' : 'middle';
      const left = anchor === 'start' ? end.x + 3 : anchor === 'end' ? end.x - 3 - width : end.x - width / 2;
      const middle = anchor === 'middle' ? end.y + Math.sign(Math.sin(angle)) * (lineHeight / 2) : end.y;
      return {
        x: anchor === 'start' ? left : anchor === 'end' ? left + width : end.x,
        y: middle,
        anchor,
        leader: end,
        away,
        box: {
          left: left - 2,
          right: left + width + 2,
          top: middle - lineHeight / 2,
          bottom: middle + lineHeight / 2,
        },
      } as const;
    }),
  );
}

/** Whether the line from a dot to its label runs through a box. */
function crosses(from: { x: number; y: number }, to: Place['leader'], box: Box): boolean {
  if (!to) return false;
  return Array.from({ length: 8 }, (_, at) => (at + 1) / 8).some((part) => {
    const x = from.x + part * (to.x - from.x);
    const y = from.y + part * (to.y - from.y);
    return x > box.left && x < box.right && y > box.top && y < box.bottom;
  });
}

/** What covering the dot of a word that matters less costs: so many pixels farther away is as good. */
const covered = 40;

/**
 * Places for as many words as fit: no label covers another label, nor another word's dot, nor leaves the picture. A word
 * that is `forced` may stand away from its dot, at the end of a line, and covers dots only where there is no better place,
 * never that of another such word.
 * @param points [x, y, x, y …] in pixels, one pair for each word
 * @param order indices of the words, those that matter most first; those that are `forced` before all others
 */
export function placeLabels(
  words: readonly string[],
  points: ArrayLike<number>,
  order: readonly number[],
  room: MapRoom,
  forced: ReadonlySet<number>,
): readonly Label[] {
  const labels: Label[] = [];
  const taken: Box[] = [];
  const at = (index: number) => ({ x: points[2 * index] ?? 0, y: points[2 * index + 1] ?? 0 });
  const dots = words.map((_, index): Box => {
    const { x, y } = at(index);
    return { left: x - dot, right: x + dot, top: y - dot, bottom: y + dot };
  });
  const inside = ({ box }: Place) =>
    box.left >= 0 && box.right <= room.width && box.top >= namesBand && box.bottom <= room.height - namesBand;
  const stand = (index: number, place: Place | undefined) => {
    if (!place) return;
    const { x, y, anchor, leader, box } = place;
    taken.push(box);
    labels.push({ index, x, y, anchor, ...(leader && { leader }) });
  };
  for (const index of order.filter((own) => forced.has(own))) {
    const { x, y } = at(index);
    const width = textWidth(words[index] ?? '') * fontSize * bold;
    const places = [...candidates(x, y, width), ...ledCandidates(x, y, width)].filter(
      (place) =>
        inside(place) &&
        !taken.some((other) => overlap(place.box, other) || crosses({ x, y }, place.leader, other)) &&
        ![...forced].some((own) => own !== index && overlap(place.box, dots[own] ?? place.box)),
    );
    const cost = ({ box, away }: Place) =>
      away + covered * dots.filter((other) => overlap(box, other)).length;
    stand(index, least(places, cost));
  }
  for (const index of order.filter((own) => !forced.has(own))) {
    const { x, y } = at(index);
    const places = candidates(x, y, textWidth(words[index] ?? '') * fontSize);
    stand(
      index,
      places.find(
        (place) =>
          inside(place) &&
          !taken.some((other) => overlap(place.box, other)) &&
          !dots.some((other, own) => own !== index && overlap(place.box, other)),
      ),
    );
  }
  return labels;
}

/** The first of those that cost least. */
function least<T>(all: readonly T[], cost: (one: T) => number): T | undefined {
  let best: T | undefined;
  let lowest = Infinity;
  for (const one of all) {
    const own = cost(one);
    if (own >= lowest) continue;
    best = one;
    lowest = own;
  }
  return best;
}

/** The word nearest to a point, within `reach` pixels. */
export function nearestPoint(
  points: ArrayLike<number>,
  at: { readonly x: number; readonly y: number },
  reach: number,
): number | undefined {
  let best: number | undefined;
  let least = reach;
  for (let index = 0; 2 * index + 1 < points.length; index++) {
    const distance = Math.hypot((points[2 * index] ?? 0) - at.x, (points[2 * index + 1] ?? 0) - at.y);
    if (distance > least) continue;
    best = index;
    least = distance;
  }
  return best;
}

const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The word that an arrow key leads to: the nearest one in that direction, where a word counts as farther the more it
 * lies aside. Home and End lead to the first and last word. undefined for other keys, `from` itself where there is none.
 */
export function wordTowards(
  points: ArrayLike<number>,
  from: number | undefined,
  key: string,
): number | undefined {
  const count = points.length / 2;
  const direction = directions[key];
  if (key === 'Home' || (direction && from === undefined)) return count > 0 ? 0 : undefined;
  if (key === 'End') return count > 0 ? count - 1 : undefined;
  if (!direction || from === undefined) return undefined;
  let best = from;
  let least = Infinity;
  for (let index = 0; index < count; index++) {
    const dx = (points[2 * index] ?? 0) - (points[2 * from] ?? 0);
    const dy = (points[2 * index + 1] ?? 0) - (points[2 * from + 1] ?? 0);
    const along = dx * direction[0] + dy * direction[1];
    const aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
    // A cone of 45° to either side, so that every word can be reached by going to and fro.
    if (index === from || along <= 0 || aside > along) continue;
    const distance = along + 2 * aside;
    if (distance < least) {
      best = index;
      least = distance;
    }
  }
  return best;
}
