// Text of the page as text, line by line where it stands.
import { isClear, make, type Origin } from './make.ts';

export interface Line {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** The node's text as the page broke it, without what a cut-off box hides. */
function linesOf(node: Text, limit: number): Line[] {
  const range = document.createRange();
  const lines: { text: string; left: number; right: number; top: number; height: number }[] = [];
  let at = 0;
  let cut = false;
  for (const sign of node.data) {
    range.setStart(node, at);
    at += sign.length;
    range.setEnd(node, at);
    const rect = [...range.getClientRects()].find(({ width }) => width > 0);
    if (!rect || cut) continue; // white space that the page leaves out
    const line = lines.at(-1);
    if (rect.right > limit + 0.5) {
      cut = true;
      if (line) line.text = `${line.text.slice(0, -1).trimEnd()}…`;
      continue;
    }
    const shown = /\s/.test(sign) ? ' ' : sign;
    if (line && Math.abs(line.top - rect.top) < 2 && rect.left >= line.right - 2) {
      line.text += shown;
      line.right = rect.right;
    } else {
      lines.push({ text: shown, left: rect.left, right: rect.right, top: rect.top, height: rect.height });
    }
  }
  return lines.filter(({ text }) => text.trim() !== '');
}

/** Of a line's height, what is above the base of its letters: as the font has it. */
function ascentShare(style: CSSStyleDeclaration): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0.8;
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
  return ascent + descent > 0 ? ascent / (ascent + descent) : 0.8;
}

/** @param limit where a box that cuts its text off ends, on the page */
export function drawnText(node: Text, origin: Origin, limit: number): SVGElement[] {
  const parent = node.parentElement;
  if (!parent || node.data.trim() === '') return [];
  const style = getComputedStyle(parent);
  if (style.visibility === 'hidden' || isClear(style.color)) return [];
  const lines = linesOf(node, limit);
  if (lines.length === 0) return [];
  const share = ascentShare(style);
  const decorated = style.textDecorationLine ?? 'none';
  const text = make('text', {
    fill: style.color,
    'font-family': style.fontFamily,
    'font-size': style.fontSize,
    'font-weight': style.fontWeight,
    ...(style.letterSpacing === 'normal' ? {} : { 'letter-spacing': style.letterSpacing }),
    ...(decorated === 'none' || decorated === '' ? {} : { 'text-decoration': decorated }),
    'xml:space': 'preserve',
  });
  const place = ({ left, top, height }: Line) => ({
    x: left - origin.left,
    y: top - origin.top + height * share,
  });
  const [only, ...more] = lines;
  if (only && more.length === 0) {
    for (const [name, value] of Object.entries(place(only))) text.setAttribute(name, String(value));
    text.textContent = only.text;
  } else {
    for (const line of lines) {
      const span = make('tspan', place(line));
      span.textContent = line.text;
      text.append(span);
    }
  }
  return [text];
}
