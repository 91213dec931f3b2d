// Paints a large matrix as one image, a pixel a number, enlarged without smoothing: tens of thousands of rectangles would
// hold up the page.
import { parseBytes } from '../../geometry/colour.ts';

/** From this many cells on, and where none is masked, a matrix is painted so. */
export const manyCells = 8192;

/** @param scale gives `#rrggbb`; it has few colours, so each is read once */
export function paintPixels(
  context: CanvasRenderingContext2D,
  values: ArrayLike<number>,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  scale: (value: number) => string,
  size: { readonly width: number; readonly height: number },
): void {
  const picture = document.createElement('canvas');
  picture.width = columns;
  picture.height = rows;
  const inner = picture.getContext('2d');
  if (inner === null) return;
  const image = inner.createImageData(columns, rows);
  const known = new Map<string, readonly [number, number, number]>();
  for (let at = 0; at < rows * columns; at++) {
    const colour = scale(values[at] ?? 0);
    let bytes = known.get(colour);
    if (!bytes) {
      bytes = parseBytes(colour);
      known.set(colour, bytes);
    }
    image.data[4 * at] = bytes[0];
    image.data[4 * at + 1] = bytes[1];
    image.data[4 * at + 2] = bytes[2];
    image.data[4 * at + 3] = 255;
  }
  inner.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, 0, 0, size.width, size.height);
}
