// A figure's stage as one SVG that opens anywhere with the same look: styles written into the marks, canvases as
// pictures, text of the page as text, the fonts inside. Taken from what is on the page, so it can show nothing else.

const namespace = 'http://www.w3.org/2000/svg';

/** What a mark's look depends on; computed values, so that custom properties and classes are resolved. */
const inherited = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'font-variant-numeric',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'visibility',
  'display',
] as const;

export interface ExportWords {
  readonly title: string;
  /** Under the picture: where the numbers come from. */
  readonly caption: string;
}

const make = (name: string, attributes: Readonly<Record<string, string | number>>) => {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};

/** A copy with every look written out. */
function styledCopy(source: SVGSVGElement): SVGElement {
  const copy = source.cloneNode(true) as SVGSVGElement;
  const from = [source, ...source.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, at) => {
    const target = to[at];
    if (!(target instanceof SVGElement)) return;
    const style = getComputedStyle(element);
    for (const property of inherited) target.setAttribute(property, style.getPropertyValue(property));
    for (const name of ['class', 'style', 'tabindex', 'role']) target.removeAttribute(name);
  });
  return copy;
}

interface Origin {
  readonly left: number;
  readonly top: number;
}

function boxOf(element: Element, origin: Origin) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left - origin.left, y: top - origin.top, width, height };
}

/** A box of the page: its ground and border, where it has any. */
function drawnBox(element: Element, origin: Origin): SVGElement | undefined {
  const style = getComputedStyle(element);
  const border = Number.parseFloat(style.borderTopWidth) || 0;
  const clear = /rgba\(\d+, \d+, \d+, 0\)|transparent/.test(style.backgroundColor);
  if ((clear && border === 0) || style.visibility === 'hidden') return undefined;
  return make('rect', {
    ...boxOf(element, origin),
    fill: clear ? 'none' : style.backgroundColor,
    stroke: border > 0 ? style.borderTopColor : 'none',
    'stroke-width': border,
    rx: Number.parseFloat(style.borderTopLeftRadius) || 0,
  });
}

/** Text of the page, line by line where it stands. */
function drawnText(node: Text, origin: Origin): SVGElement[] {
  const parent = node.parentElement;
  if (!parent || node.data.trim() === '') return [];
  const style = getComputedStyle(parent);
  const range = document.createRange();
  range.selectNodeContents(node);
  const [rect] = range.getClientRects();
  if (!rect || rect.width === 0 || style.visibility === 'hidden') return [];
  const size = Number.parseFloat(style.fontSize);
  const text = make('text', {
    x: rect.left - origin.left,
    y: rect.top - origin.top + rect.height / 2 + size * 0.35, // the middle of the line to the baseline
    fill: style.color,
    'font-family': style.fontFamily,
    'font-size': style.fontSize,
    'font-weight': style.fontWeight,
    'xml:space': 'preserve',
  });
  text.textContent = node.data.replaceAll(/\s+/g, ' ');
  return [text];
}

const unseen = (element: Element) =>
  element.matches('.figure-unseen, [data-export="no"], script, style, select, input, option');

/** Everything of the stage, back to front, in the order of the page. */
function collect(element: Element, origin: Origin, into: SVGElement): void {
  for (const child of element.childNodes) {
    if (child instanceof Text) into.append(...drawnText(child, origin));
    if (!(child instanceof Element) || unseen(child) || getComputedStyle(child).display === 'none') continue;
    const box = boxOf(child, origin);
    if (child instanceof HTMLCanvasElement) {
      into.append(make('image', { ...box, href: child.toDataURL('image/png') }));
    } else if (child instanceof SVGSVGElement) {
      const copy = styledCopy(child);
      for (const [name, value] of Object.entries(box)) copy.setAttribute(name, String(value));
      copy.setAttribute('overflow', 'visible');
      into.append(copy);
    } else {
      const ground = drawnBox(child, origin);
      if (ground) into.append(ground);
      collect(child, origin, into);
    }
  }
}

const margin = 24;
const headHeight = 40;
const footHeight = 32;

/**
 * @param parts what is drawn, each with its content: the stage, and the legend under it
 * @param fonts `@font-face` rules to put inside
 */
export function toSvg(parts: readonly Element[], words: ExportWords, fonts: string): string {
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const width = Math.max(240, ...boxes.map((box) => box.width)) + 2 * margin;
  const height =
    boxes.reduce((sum, box) => sum + box.height + 16, 0) + headHeight + footHeight + 2 * margin - 16;
  const page = getComputedStyle(document.body);
  const root = make('svg', { xmlns: namespace, width, height, viewBox: `0 0 ${width} ${height}` });
  const style = make('style', {});
  style.textContent = fonts;
  root.append(style, make('rect', { width, height, fill: page.backgroundColor }));
  const font = { fill: page.color, 'font-family': getComputedStyle(parts[0] ?? document.body).fontFamily };
  const title = make('text', { ...font, x: margin, y: margin + 18, 'font-size': 18, 'font-weight': 600 });
  title.textContent = words.title;
  root.append(title);
  let y = margin + headHeight;
  parts.forEach((part, at) => {
    const box = boxes[at] as DOMRect;
    const group = make('g', { transform: `translate(${margin} ${y})` });
    collect(part, { left: box.left, top: box.top }, group);
    root.append(group);
    y += box.height + 16;
  });
  const caption = make('text', { ...font, x: margin, y: height - margin, 'font-size': 12, opacity: 0.75 });
  caption.textContent = words.caption;
  root.append(caption);
  return new XMLSerializer().serializeToString(root);
}
