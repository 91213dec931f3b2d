// A box of the page as marks: its shadow, its ground, its borders, its outline, where it has any.
import { drawnGradient, readGradient } from './gradients.ts';
import { type Box, isClear, make, pixels } from './make.ts';

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;

interface Border {
  readonly width: number;
  readonly colour: string;
  readonly style: string;
}

const bordersOf = (style: CSSStyleDeclaration): Border[] =>
  sides.map((side) => ({
    width: pixels(style[`border${side}Width`]),
    colour: style[`border${side}Color`],
    style: style[`border${side}Style`],
  }));

const isSeen = ({ width, colour, style }: Border) =>
  width > 0 && style !== 'none' && style !== 'hidden' && !isClear(colour);

const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: Math.max(0, width + 2 * by),
  height: Math.max(0, height + 2 * by),
});

const dashes = ({ style, width }: Border) =>
  style === 'dashed' || style === 'dotted'
    ? { 'stroke-dasharray': style === 'dashed' ? `${3 * width} ${2 * width}` : `${width} ${width}` }
    : {};

function drawnBorders(box: Box, borders: readonly Border[], rx: number): SVGElement[] {
  const [first] = borders;
  if (
    first &&
    borders.every((some) => isSeen(some) && some.width === first.width && some.colour === first.colour)
  )
    return [
      make('rect', {
        ...grown(box, -first.width / 2),
        rx: Math.max(0, rx - first.width / 2),
        fill: 'none',
        stroke: first.colour,
        'stroke-width': first.width,
        ...dashes(first),
      }),
    ];
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  return borders.flatMap((border, side) => {
    if (!isSeen(border)) return [];
    const half = border.width / 2;
    const ends = [
      { x1: box.x, x2: right, y1: box.y + half, y2: box.y + half },
      { x1: right - half, x2: right - half, y1: box.y, y2: bottom },
      { x1: box.x, x2: right, y1: bottom - half, y2: bottom - half },
      { x1: box.x + half, x2: box.x + half, y1: box.y, y2: bottom },
    ][side];
    return [
      make('line', { ...ends, stroke: border.colour, 'stroke-width': border.width, ...dashes(border) }),
    ];
  });
}

/** A ring of one width around a box, as figures draw theirs: a shadow without blur, or an outline. */
const ring = (box: Box, width: number, colour: string, rx: number) =>
  make('rect', { ...grown(box, width / 2), rx, fill: 'none', stroke: colour, 'stroke-width': width });

function drawnShadow(box: Box, shadow: string, rx: number): SVGElement[] {
  const [, colour = '', x, y, spread, inset] =
    /^(.+?) (-?[\d.]+)px (-?[\d.]+)px 0px (-?[\d.]+)px( inset)?$/.exec(shadow) ?? [];
  if (isClear(colour)) return [];
  if (inset === undefined) return pixels(spread) > 0 ? [ring(box, pixels(spread), colour, rx)] : [];
  // A hairline along the upper edge.
  const high = pixels(y);
  return pixels(x) === 0 && high > 0
    ? [make('rect', { x: box.x, y: box.y, width: box.width, height: high, fill: colour })]
    : [];
}

export interface DrawnBox {
  /** What is under the box's content. */
  readonly under: readonly SVGElement[];
  /** What the marks refer to. */
  readonly definitions: readonly SVGElement[];
}

/** @param nextId gives each definition a name of its own */
export function drawnBox(element: Element, box: Box, nextId: () => string): DrawnBox {
  const style = getComputedStyle(element);
  if (style.visibility === 'hidden') return { under: [], definitions: [] };
  const rx = pixels(style.borderTopLeftRadius);
  const under = drawnShadow(box, style.boxShadow, rx);
  const definitions: SVGElement[] = [];
  if (!isClear(style.backgroundColor)) under.push(make('rect', { ...box, rx, fill: style.backgroundColor }));
  const borders = bordersOf(style);
  const gradient = readGradient(style.backgroundImage);
  if (gradient) {
    // As the page does it: from inside of the borders.
    const inner = {
      x: box.x + (borders[3]?.width ?? 0),
      y: box.y + (borders[0]?.width ?? 0),
      width: box.width - (borders[1]?.width ?? 0) - (borders[3]?.width ?? 0),
      height: box.height - (borders[0]?.width ?? 0) - (borders[2]?.width ?? 0),
    };
    const id = nextId();
    definitions.push(drawnGradient(id, gradient, inner));
    under.push(make('rect', { ...inner, fill: `url(#${id})` }));
  }
  under.push(...drawnBorders(box, borders, rx));
  const outline = pixels(style.outlineWidth);
  // The ring of what has the focus belongs to the page.
  if (outline > 0 && style.outlineStyle === 'solid' && !element.matches(':focus'))
    under.push(ring(box, outline, style.outlineColor, rx));
  return { under, definitions };
}
