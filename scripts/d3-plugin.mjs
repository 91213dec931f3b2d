// Vite plugin: d3's packages come as one file each, and calculate things at their top level (families of curves,
// interpolators of colour spaces). The bundler cannot know that nobody sees those calculations; it is told here, so that
// of each package only what is used is shipped: `line` without it brings all curves along.
const topLevel = /^((?:var|const|let) [\w$]+ = )(?=\(function\b|[\w$.]+\()/gm;

/** @returns {import('vite').Plugin} */
export default function d3() {
  return {
    name: 'unrolled-d3',
    apply: 'build',
    transform: {
      filter: { id: /node_modules[\\/]d3-[a-z]+[\\/]/ },
      handler: (code) => ({ code: code.replace(topLevel, '$1/*#__PURE__*/ '), map: null }),
    },
  };
}
