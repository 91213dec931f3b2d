// Colour arithmetic: sRGB hex and OKLab, and the contrast ratio of WCAG. It names no colour; palette.ts does.
// OKLab: Björn Ottosson, "A perceptual color space for image processing", 2020.

/** Lightness 0..1, green–red, blue–yellow. Equal distances look about equally far apart. */
export type Lab = readonly [lightness: number, a: number, b: number];

/** Linear light, each 0..1. */
export type Rgb = readonly [red: number, green: number, blue: number];

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
const toGamma = (light: number): number =>
  light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;

/** `#rrggbb` to linear light. */
export function parseHex(hex: string): Rgb {
  const channel = (at: number) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return [channel(1), channel(3), channel(5)];
}

/** `#rrggbb` to its three bytes, as they stand. */
export function parseBytes(hex: string): readonly [red: number, green: number, blue: number] {
  const byte = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [byte(1), byte(3), byte(5)];
}

/** Linear light to `#rrggbb`; what lies outside sRGB is clipped. */
function formatHex(rgb: Rgb): string {
  const byte = (light: number) => Math.round(255 * toGamma(Math.min(1, Math.max(0, light))));
  return `#${rgb.map((light) => byte(light).toString(16).padStart(2, '0')).join('')}`;
}

export function toLab([red, green, blue]: Rgb): Lab {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The colour a fraction `t` of the way from one to the other, straight through OKLab, so that steps look even. */
export function mix(from: string, to: string, t: number): string {
  const start = toLab(parseHex(from));
  const end = toLab(parseHex(to));
  const at = (k: 0 | 1 | 2) => start[k] + (end[k] - start[k]) * t;
  return formatHex(fromLab([at(0), at(1), at(2)]));
}

/** WCAG 2 contrast ratio of two colours, 1..21. */
export function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = parseHex(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [a, b] = [luminance(one), luminance(other)];
  return a > b ? a / b : b / a;
}
