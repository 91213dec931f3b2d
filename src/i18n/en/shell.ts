// What stands round every page: name, theme, language, what a broken page says.
export const shell = {
  name: 'Unrolled',
  title: 'Unrolled: watch a Transformer learn to translate',
  description:
    'A small Transformer learns English to French in your browser, from nothing, in seconds. See its loss, its attention and its translations as they form, then try a phrase of your own.',
  skip: 'Skip to the translation',
  navigation: 'Pages',
  pages: { home: 'Home', lab: 'Lab' },
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  noScript:
    'The Transformer on this page is trained by your own browser, so the page needs JavaScript. Nothing is sent anywhere.',
  brokenFigure: 'This figure could not be drawn. The run goes on.',
  brokenPage:
    'The page could not be drawn. Your run is in the link below; loading the page again starts from it.',
  brokenPageRelaxed:
    'The page could not be drawn. The settings of your run are in the link below; loading the page again begins with them.',
  reason: (message: string) => `Reason: ${message}`,
  drawAgain: 'Draw it again',
  /** How 2.8 × 10¹⁷ and 10¹⁷ are read aloud. */
  power: (factor: string | null, exponent: string) =>
    `${factor === null ? '' : `${factor} times `}10 to the power of ${exponent}`,
  reload: 'Load the page again',
};
