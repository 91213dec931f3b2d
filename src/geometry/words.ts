// Where the words of a phrase and of its translation stand: in two rows, one above the other, where there is room for
// legible type, else in two columns, drawn anew for a narrow screen. Pure arithmetic: widths of texts are estimated, and
// words are centred in their slots, so that nothing jumps when a font arrives or a word changes.
import { textWidth } from './textWidth.ts';

export interface Anchor {
  readonly x: number;
  readonly y: number;
}

/** One word's place along the phrase. */
export interface Slot {
  readonly start: number;
  readonly size: number;
}

export interface WordsLayout {
  /** rows: English above French, slots side by side. columns: English left of French, slots below one another. */
  readonly form: 'rows' | 'columns';
  readonly fontSize: number;
  /** Of a word's line, and of the right word under or beside a wrong one: pixels. */
  readonly line: number;
  readonly correctionSize: number;
  readonly slots: readonly Slot[];
  /** Of the words and the arcs between them. */
  readonly width: number;
  readonly height: number;
  /** The words of the phrase: top in rows, left in columns. */
  readonly sourceStart: number;
  /** From here on, across the slots, the words of the translation. */
  readonly outputStart: number;
  /** Between which the arcs run. */
  readonly arcsFrom: number;
  readonly arcsTo: number;
}

export interface WordsInput {
  /** Pixels to be had. */
  readonly width: number;
  /** Pixels of these that rows leave free at their left, for their names. */
  readonly gutter: number;
  readonly slots: number;
  readonly source: readonly string[];
  /** What the widths of the slots are made for: the right translation where it is known, else what is written. */
  readonly output: readonly string[];
  /** Whether the phrase needs a line for marks under its words. */
  readonly marks: boolean;
}

const largest = 44;
/** Below this, two rows give way to two columns. */
const smallestInRows = 21;
const smallestRoom = 480;
/** Room between words, in em, and the least a slot may take. */
const gap = 0.62;
const leastSlot = 2.1;
/** A typed word may be 40 letters: past this, in em, it is cut with an ellipsis. */
const widestWord = 7.5;
/** Slots do not drift further apart than this, in pixels. */
const widestSlot = 190;

/** Heights in pixels: of a row of words, and of the marks under it. */
const lineHeight = (fontSize: number): number => Math.round(fontSize * 1.3);
const correctionSize = (fontSize: number): number => Math.min(24, Math.max(16, Math.round(fontSize * 0.6)));
const markHeight = 20;
/** Of a slot in columns: less for a long phrase, more where words carry marks. */
const columnSlot = (count: number, marks: boolean): number => (marks ? 58 : count > 7 ? 46 : 54);
/** Columns are no wider than that: arcs would grow long and flat. */
const widestColumns = 500;

export function layoutWords(input: WordsInput): WordsLayout {
  const count = Math.max(1, input.slots);
  const ems = Array.from({ length: count }, (_, slot) => {
    const widest = Math.max(textWidth(input.source[slot] ?? ''), textWidth(input.output[slot] ?? ''));
    return Math.max(leastSlot, Math.min(widestWord, widest)) + gap;
  });
  const total = ems.reduce((sum, em) => sum + em, 0);
  const room = input.width - input.gutter;
  const fontSize = Math.floor(Math.min(largest, room / total));
  return fontSize >= smallestInRows && input.width >= smallestRoom
    ? inRows(input, room, ems, fontSize)
    : inColumns(input, count);
}

function inRows(input: WordsInput, room: number, ems: readonly number[], fontSize: number): WordsLayout {
  const needed = ems.reduce((sum, em) => sum + em * fontSize, 0);
  const spare = (room - needed) / ems.length;
  let at = 0;
  const slots = ems.map((em) => {
    const natural = em * fontSize;
    const size = Math.max(natural, Math.min(natural + spare, widestSlot));
    const slot = { start: at, size };
    at += size;
    return slot;
  });
  const line = lineHeight(fontSize);
  const arcsFrom = line + 4 + (input.marks ? markHeight : 0);
  const arcsTo = arcsFrom + Math.round(Math.min(124, Math.max(96, input.width * 0.18)));
  return {
    form: 'rows',
    fontSize,
    line,
    correctionSize: correctionSize(fontSize),
    slots,
    width: at,
    height: arcsTo + line,
    sourceStart: 0,
    outputStart: arcsTo + 6,
    arcsFrom,
    arcsTo,
  };
}

function inColumns(input: WordsInput, count: number): WordsLayout {
  const width = Math.min(input.width, widestColumns);
  const size = columnSlot(count, input.marks);
  const fontSize = width < 420 ? 21 : 24;
  const widest = Math.max(3, ...input.source.map((word) => Math.min(widestWord, textWidth(word))));
  const arcsFrom = Math.round(Math.min(widest * fontSize + 10, width * 0.38));
  const arcsTo = Math.round(Math.max(arcsFrom + 64, Math.min(width * 0.5, arcsFrom + 200)));
  return {
    form: 'columns',
    fontSize,
    line: lineHeight(fontSize),
    correctionSize: correctionSize(fontSize),
    slots: Array.from({ length: count }, (_, slot) => ({ start: slot * size, size })),
    width,
    height: count * size,
    sourceStart: 0,
    outputStart: arcsTo + 10,
    arcsFrom,
    arcsTo,
  };
}

/** Where arcs leave the phrase's words and reach the translation's; `shift(slot)` moves what lies below an open panel. */
export function anchors(
  layout: WordsLayout,
  shift: (slot: number) => number = () => 0,
): { readonly source: readonly Anchor[]; readonly output: readonly Anchor[] } {
  const middle = (slot: Slot, at: number) => slot.start + shift(at) + slot.size / 2;
  const along = (across: number) =>
    layout.slots.map((slot, at) =>
      layout.form === 'rows' ? { x: middle(slot, at), y: across } : { x: across, y: middle(slot, at) },
    );
  return { source: along(layout.arcsFrom), output: along(layout.arcsTo) };
}

/** The size at which a word fits its slot: the layout's own, or smaller for one that is longer than was planned for. */
export function fitted(word: string, fontSize: number, room: number): number {
  const needed = textWidth(word) * fontSize;
  return needed <= room ? fontSize : Math.max(15, Math.floor((fontSize * room) / needed));
}
