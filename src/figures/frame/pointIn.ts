// Where the pointer is in an element, in the element's own CSS pixels: a figure that fills the screen is magnified
// (magnified.ts).

interface Pointed {
  readonly clientX: number;
  readonly clientY: number;
  readonly currentTarget: Element;
}

/** How much an element is magnified. */
export const zoomOf = (element: Element): number => element.currentCSSZoom ?? 1;

export function pointIn({ clientX, clientY, currentTarget }: Pointed): {
  readonly x: number;
  readonly y: number;
} {
  const { left, top } = currentTarget.getBoundingClientRect();
  const zoom = zoomOf(currentTarget);
  return { x: (clientX - left) / zoom, y: (clientY - top) / zoom };
}
