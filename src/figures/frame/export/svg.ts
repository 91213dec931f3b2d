// A figure as one SVG that opens anywhere with the same look: styles written into the marks, canvases as pictures, text of
// the page as text, gradients as gradients. Taken from what is on the page, so it can show nothing else.
import { drawnBox } from './boxes.ts';
import { styledCopy } from './looks.ts';
import { boxOf, isClear, make, type Origin, pixels } from './make.ts';
import { drawnText } from './text.ts';

export interface ExportWords {
  readonly title: string;
  /** Under the picture: where the numbers come from. */
  readonly caption: string;
}

/** What the walk through the page fills. */
interface Sheet {
  readonly definitions: SVGElement;
  readonly nextId: () => string;
  /** How far to the right there is something, in the picture's own pixels. */
  right: number;
}

/** Where in the walk we are. */
interface Place {
  readonly origin: Origin;
  /** Text ends here, on the page. */
  readonly limit: number;
}

const unseen = (element: Element, style: CSSStyleDeclaration) =>
  element.matches(
    '.figure-unseen, .visually-hidden, [data-export="no"], script, style, select, input, option',
  ) || style.display === 'none';

const scrolls = (style: CSSStyleDeclaration) => /auto|scroll/.test(style.overflowX);

/** Where the content of an element is measured from: as if it had not been scrolled. */
function inside(element: Element, style: CSSStyleDeclaration, { origin, limit }: Place): Place {
  if (scrolls(style))
    return {
      origin: { left: origin.left - element.scrollLeft, top: origin.top - element.scrollTop },
      limit: Number.POSITIVE_INFINITY,
    };
  const isCut = style.textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth;
  return { origin, limit: isCut ? element.getBoundingClientRect().right : limit };
}

/** Everything in an element, back to front, in the order of the page. */
function collect(element: Element, place: Place, into: SVGElement, sheet: Sheet): void {
  for (const child of element.childNodes) {
    if (child instanceof Text) into.append(...drawnText(child, place.origin, place.limit));
    if (!(child instanceof Element)) continue;
    const style = getComputedStyle(child);
    if (unseen(child, style)) continue;
    const opacity = Number(style.opacity);
    const target = opacity < 1 ? make('g', { opacity }) : into;
    if (target !== into) into.append(target);
    if (child instanceof HTMLElement && isTurned(style)) turned(child, style, place, target, sheet);
    else draw(child, style, place, target, sheet);
  }
}

function draw(
  element: Element,
  style: CSSStyleDeclaration,
  place: Place,
  into: SVGElement,
  sheet: Sheet,
): void {
  const box = boxOf(element, place.origin);
  if (element instanceof HTMLCanvasElement) {
    if (element.width > 0 && box.width > 0)
      into.append(
        make('image', { ...box, href: element.toDataURL('image/png'), preserveAspectRatio: 'none' }),
      );
  } else if (element instanceof SVGSVGElement) {
    const copy = styledCopy(element);
    for (const [name, value] of Object.entries(box)) copy.setAttribute(name, String(value));
    copy.setAttribute('overflow', 'visible');
    into.append(copy);
  } else {
    const { under, definitions } = drawnBox(element, box, sheet.nextId);
    into.append(...under);
    sheet.definitions.append(...definitions);
    if (scrolls(style)) sheet.right = Math.max(sheet.right, box.x + element.scrollWidth);
    collect(element, inside(element, style, place), into, sheet);
  }
}

/** Whether it is turned or stretched; what is only moved stands where it is measured. */
function isTurned(style: CSSStyleDeclaration): boolean {
  const [, numbers] = /^matrix\((.*)\)$/.exec(style.transform) ?? [];
  return numbers !== undefined && !/^1, 0, 0, 1,/.test(numbers);
}

/** Measured as if it were not turned, for a moment that nobody sees, and turned in the picture. */
function turned(
  element: HTMLElement,
  { transform, transformOrigin }: CSSStyleDeclaration,
  place: Place,
  into: SVGElement,
  sheet: Sheet,
): void {
  const matrix = transform;
  const [originX, originY] = transformOrigin.split(' ').map(pixels);
  const before = element.getAttribute('style');
  element.style.transition = 'none';
  element.style.transform = 'none';
  const box = boxOf(element, place.origin);
  const [x, y] = [box.x + (originX ?? 0), box.y + (originY ?? 0)];
  const group = make('g', { transform: `translate(${x} ${y}) ${matrix} translate(${-x} ${-y})` });
  draw(element, getComputedStyle(element), { ...place, limit: Number.POSITIVE_INFINITY }, group, sheet);
  into.append(group);
  if (before === null) element.removeAttribute('style');
  else element.setAttribute('style', before);
}

/** The colour behind an element: of the first box around it that has one. */
function groundOf(element: Element | null): string {
  for (let at = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!isClear(backgroundColor)) return backgroundColor;
  }
  return 'white';
}

/** What is on its way ends now, so that nothing is caught half seen. */
function settle(element: Element): void {
  for (const animation of element.getAnimations?.({ subtree: true }) ?? []) {
    if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
  }
}

const margin = 24;
const between = 16;
const headHeight = 40;
const footHeight = 32;

/** The box around all of them. */
function around(elements: readonly Element[]): { left: number; top: number; right: number; bottom: number } {
  const boxes = elements.map((element) => element.getBoundingClientRect());
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

function widthOf(text: string, font: string): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = font;
  return context.measureText(text).width;
}

/**
 * @param parts what is drawn, each with its content: first the stage, then its legends, which stay to each other as they
 * are; in the page
 */
export function toSvg(parts: readonly Element[], words: ExportWords): SVGElement {
  const outer = parts.filter((part) => !parts.some((other) => other !== part && other.contains(part)));
  const [stage, ...legends] = outer;
  const groups = [stage ? [stage] : [], legends].filter((group) => group.length > 0);
  for (const part of outer) settle(part);
  const { color: fill, fontFamily: family } = getComputedStyle(stage ?? document.body);
  const root = make('svg');
  const definitions = make('defs');
  let count = 0;
  const nextId = () => `scale-${++count}`;
  const drawn: SVGElement[] = [];
  let wide = Math.max(
    240,
    widthOf(words.title, `600 18px ${family}`),
    widthOf(words.caption, `400 12px ${family}`),
  );
  let y = margin + headHeight;
  for (const group of groups) {
    const box = around(group);
    const sheet: Sheet = { definitions, nextId, right: box.right - box.left };
    const marks = make('g', { transform: `translate(${margin} ${y})` });
    for (const part of group)
      draw(part, getComputedStyle(part), { origin: box, limit: Number.POSITIVE_INFINITY }, marks, sheet);
    drawn.push(marks);
    wide = Math.max(wide, sheet.right);
    y += box.bottom - box.top + between;
  }
  const [width, height] = [Math.ceil(wide + 2 * margin), Math.ceil(y - between + footHeight + margin)];
  for (const [name, value] of Object.entries({
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
  }))
    root.setAttribute(name, String(value));
  const named = make('title');
  named.textContent = words.title;
  const font = { fill, 'font-family': family };
  const title = make('text', { ...font, x: margin, y: margin + 18, 'font-size': 18, 'font-weight': 600 });
  title.textContent = words.title;
  const caption = make('text', { ...font, x: margin, y: height - margin, 'font-size': 12, opacity: 0.75 });
  caption.textContent = words.caption;
  root.append(named, definitions, make('rect', { width, height, fill: groundOf(stage ?? null) }));
  root.append(title, ...drawn, caption);
  return root;
}
