// Paints a large matrix as one image, a pixel a number, enlarged without smoothing: tens of thousands of rectangles would
// hold up the page. The image is kept while the numbers and the scale are the same, so that walking through the columns
// paints no number twice.
import { parseBytes } from '../../geometry/colour.ts';
import { hatch } from '../attention/paintHeatmap.ts';

/** From this many cells on a matrix is painted so, unless there are lines between its cells. */
export const manyCells = 2048;

export interface Pixels {
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  /** The first column that is hatched. */
  readonly until: number;
  /** Gives `#rrggbb`; it has few colours, so each is read once. */
  readonly scale: (value: number) => string;
  readonly hatch: string;
}

interface Image {
  readonly columns: number;
  readonly scale: Pixels['scale'];
  readonly picture: HTMLCanvasElement;
}

const images = new WeakMap<object, Image>();

function imageOf({ values, rows, columns, scale }: Pixels): HTMLCanvasElement | null {
  const known = images.get(values);
  if (known?.scale === scale && known.columns === columns) return known.picture;
  const picture = document.createElement('canvas');
  picture.width = columns;
  picture.height = rows;
  const inner = picture.getContext('2d');
  if (inner === null) return null;
  const image = inner.createImageData(columns, rows);
  const bytes = image.data;
  const colours = new Map<string, readonly [number, number, number]>();
  for (let at = 0, byte = 0; at < rows * columns; at++) {
    const colour = scale(values[at] ?? 0);
    let rgb = colours.get(colour);
    if (rgb === undefined) {
      rgb = parseBytes(colour);
      colours.set(colour, rgb);
    }
    bytes[byte++] = rgb[0];
    bytes[byte++] = rgb[1];
    bytes[byte++] = rgb[2];
    bytes[byte++] = 255;
  }
  inner.putImageData(image, 0, 0);
  images.set(values, { columns, scale, picture });
  return picture;
}

export function paintPixels(
  context: CanvasRenderingContext2D,
  pixels: Pixels,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const { rows, columns, scale } = pixels;
  const until = Math.min(columns, pixels.until);
  const picture = imageOf(pixels);
  if (picture === null) return;
  const edge = (until * width) / columns;
  context.imageSmoothingEnabled = false;
  if (until > 0) context.drawImage(picture, 0, 0, until, rows, 0, 0, edge, height);
  if (until === columns) return;
  context.fillStyle = scale(0);
  context.fillRect(edge, 0, width - edge, height);
  context.save();
  context.beginPath();
  context.rect(edge, 0, width - edge, height);
  hatch(context, pixels.hatch, { width, height });
  context.restore();
}
