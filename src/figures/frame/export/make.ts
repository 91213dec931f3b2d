// What all parts of an export are made with.

const namespace = 'http://www.w3.org/2000/svg';

export function make(name: string, attributes: Readonly<Record<string, string | number>> = {}): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, shown(value));
  return element;
}

/** A hundredth of a pixel is more than anybody sees. */
const shown = (value: string | number) =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The place on the page that is (0, 0) in the picture. */
export interface Origin {
  readonly left: number;
  readonly top: number;
}

export function boxOf(element: Element, origin: Origin): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left - origin.left, y: top - origin.top, width, height };
}

export const pixels = (value: string | undefined) => Number.parseFloat(value ?? '') || 0;

/** Whether nothing would be seen of this colour, as a browser writes it. */
export const isClear = (colour: string) =>
  colour === 'transparent' || /^rgba\(.*, 0\)$|\/ 0\)$/.test(colour) || colour === '';
