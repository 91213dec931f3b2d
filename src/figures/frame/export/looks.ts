// A drawing of the page with its look written into its marks: what style sheets, classes and custom properties gave it.

/** What a mark hands down to those inside of it, unless they have their own. */
const inherited = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-linejoin',
  'shape-rendering',
  'font-family',
  'font-size',
  'font-weight',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'visibility',
] as const;

/** What it has for itself, and what that is without a word. */
const own: Readonly<Record<string, string>> = {
  opacity: '1',
  display: 'inline',
  'stop-color': 'rgb(0, 0, 0)',
  'stop-opacity': '1',
  'vector-effect': 'none',
};

/** Of the page, not of the picture. */
const dropped = /^(class|style|tabindex|role|focusable|aria-.*|data-.*)$/;

function write(target: Element, name: string, value: string, plain: string | undefined): void {
  if (value === '' || value === plain) target.removeAttribute(name);
  else target.setAttribute(name, value);
}

/** A copy of a drawing that looks the same without the page's styles. */
export function styledCopy(source: SVGSVGElement): SVGElement {
  const copy = source.cloneNode(true) as SVGSVGElement;
  const from = [source, ...source.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  const styles = new Map(from.map((element) => [element, getComputedStyle(element)]));
  from.forEach((element, at) => {
    const target = to[at];
    const style = styles.get(element);
    if (!(target instanceof SVGElement) || !style) return;
    const above = element === source ? undefined : element.parentElement && styles.get(element.parentElement);
    for (const name of inherited)
      write(target, name, style.getPropertyValue(name), above?.getPropertyValue(name));
    for (const [name, plain] of Object.entries(own)) {
      const value = style.getPropertyValue(name);
      write(target, name, name === 'display' && value !== 'none' ? plain : value, plain);
    }
    const moved = style.transform;
    if (element !== source && moved && moved !== 'none' && !element.hasAttribute('transform'))
      target.setAttribute('transform', moved);
    for (const name of target.getAttributeNames()) if (dropped.test(name)) target.removeAttribute(name);
  });
  return copy;
}
