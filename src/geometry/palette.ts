// The one file of colours. A colour is a role: whoever draws asks for the role, never for a hue. Stylesheets read the
// roles as custom properties (`--loss`), which paletteCss() writes; canvases ask colourOf().
// The values come from a search that keeps the roles of one picture apart for every kind of colour vision while text
// in them stays legible; test/geometry/palette.test.ts holds both. Colour is never the only cue all the same.

export type ColourScheme = 'light' | 'dark';

interface Token {
  readonly light: string;
  readonly dark: string;
}

export const palette = {
  /** The page. */
  ground: { light: '#ffffff', dark: '#121417' },
  /** What lies on the page: a field, a thumbnail, a row under the pointer. */
  surface: { light: '#f4f5f7', dark: '#1c1f24' },
  ink: { light: '#16191d', dark: '#eceef1' },
  inkMuted: { light: '#555c66', dark: '#a6adb7' },
  /** Rules that only order the page. */
  hairline: { light: '#dcdfe4', dark: '#31363d' },
  /** Lines that carry meaning: axes, borders of controls, the hatching of a mask. */
  rule: { light: '#858c96', dark: '#757d88' },
  /** What can be touched, and the ring of focus. */
  accent: { light: '#066cdd', dark: '#4990f7' },
  onAccent: { light: '#ffffff', dark: '#0b0d10' },

  /** x: what the model is given. */
  input: { light: '#144f6f', dark: '#7de7ff' },
  /** ŷ: what the model says. */
  output: { light: '#461786', dark: '#9395c5' },
  /** y: what it should have said. */
  target: { light: '#06715d', dark: '#5cd3a8' },
  query: { light: '#006784', dark: '#76d7dd' },
  key: { light: '#975800', dark: '#f7ad5f' },
  value: { light: '#811652', dark: '#e46fab' },
  attention: { light: '#6f27b1', dark: '#c8a1ff' },
  loss: { light: '#a95b11', dark: '#f98e42' },
  /** The share of held-out examples that come out right. */
  accuracy: { light: '#005c3c', dark: '#76e4ae' },
  gradient: { light: '#8a309d', dark: '#e480fe' },
  hidden: { light: '#073902', dark: '#afeca2' },
  cell: { light: '#996509', dark: '#efba53' },
  forgetGate: { light: '#943820', dark: '#f78669' },
  inputGate: { light: '#017d7c', dark: '#57ccbe' },
  /** g or n: what a cell might write. */
  candidate: { light: '#780838', dark: '#f83888' },
  outputGate: { light: '#500888', dark: '#b373ce' },
  correct: { light: '#005c3c', dark: '#76e4ae' },
  wrong: { light: '#a8031e', dark: '#f25e5c' },

  /** Where the sequential scale ends: a weight of 1. It begins at `ground`. */
  scaleEnd: { light: '#420a78', dark: '#cda6ff' },
  /** Where the diverging scale ends, below and above zero. It is `ground` in the middle. */
  negativeEnd: { light: '#08489b', dark: '#7fb2ff' },
  positiveEnd: { light: '#a24400', dark: '#ffa955' },
} as const satisfies Record<string, Token>;

export type Role = keyof typeof palette;

/** A role's colour, `#rrggbb`: for canvases. */
export const colourOf = (role: Role, scheme: ColourScheme): string => palette[role][scheme];

const roles = Object.keys(palette) as Role[];

/** The custom property of a role, `--ink-muted`. */
const propertyOf = (role: Role): string =>
  `--${role.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;

/** A role's colour for styles and SVG: it follows the colour scheme by itself. */
export const roleColour = (role: Role): string => `var(${propertyOf(role)})`;

/**
 * Every role as a custom property that follows the colour scheme: the system's, or the one that `data-theme` on the
 * root element asks for.
 */
export function paletteCss(): string {
  const declare = (scheme: ColourScheme) =>
    roles.map((role) => `${propertyOf(role)}:${palette[role][scheme]}`).join(';');
  // Not light-dark(): browsers of 2021 to 2023 have what the engine needs, but not that.
  return [
    `:root{color-scheme:light dark;${declare('light')}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${declare('dark')}}}`,
    `:root[data-theme=dark]{color-scheme:dark;${declare('dark')}}`,
    ':root[data-theme=light]{color-scheme:light}',
  ].join('');
}
