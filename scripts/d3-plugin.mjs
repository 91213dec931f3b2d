// Vite plugin: d3's packages come as one file each, and calculate things at their top level (families of curves,
// interpolators of colour spaces). The bundler cannot know that nobody sees those calculations; it is told here, so that
// of each package only what is used is shipped: `line` without it brings all curves along.
const topLevel = /^((?:var|const|let) [\w$]+ = )(?=\(function\b|[\w$.]+\()/gm;

/** What d3-scale writes ticks with. Numbers are written by Intl here (src/i18n/numbers.ts), so nothing asks for it. */
const unused = [
  'format',
  'formatPrefix',
  'formatSpecifier',
  'precisionFixed',
  'precisionPrefix',
  'precisionRound',
];
const noFormat = '\0unrolled-no-format';

/** @returns {import('vite').Plugin} */
export default function d3() {
  return {
    name: 'unrolled-d3',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id, importer) =>
      id === 'd3-format' && /[\\/]d3-scale[\\/]/.test(importer) ? noFormat : null,
    load: (id) =>
      id === noFormat
        ? `const none = () => { throw new Error('No d3-format in this build: see scripts/d3-plugin.mjs'); };
           export { ${unused.map((name) => `none as ${name}`).join(', ')} };`
        : null,
    transform: {
      filter: { id: /node_modules[\\/]d3-[a-z]+[\\/]/ },
      handler: (code) => ({ code: code.replace(topLevel, '$1/*#__PURE__*/ '), map: null }),
    },
  };
}
