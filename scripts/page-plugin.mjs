// Vite plugin: fills index.html's placeholders with what src/pages/prerender.tsx makes, so that the page is there, in
// its colours, before its script is.
import react from '@vitejs/plugin-react';
import { runnerImport } from 'vite';

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Drawing the page to text needs no style sheets, and Vite's own handling of them wants a whole build round it. */
const noStyles = {
  name: 'unrolled-no-styles',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('.css') ? '\0unrolled-no-styles' : undefined),
  load: (id) => (id === '\0unrolled-no-styles' ? '' : undefined),
};

/** @returns {import('vite').Plugin} */
export default function page() {
  let root = process.cwd();
  return {
    name: 'unrolled-page',
    configResolved(config) {
      root = config.root;
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html) {
        const { module } = await runnerImport('/src/pages/prerender.tsx', {
          root,
          configFile: false,
          logLevel: 'error',
          plugins: [noStyles, react()],
        });
        const parts = module.prerender();
        const fill = {
          title: escaped(parts.title),
          description: escaped(parts.description),
          noscript: escaped(parts.noScript),
          palette: `<style>${parts.palette}</style>`,
          'ground-light': parts.ground.light,
          'ground-dark': parts.ground.dark,
          page: parts.page,
        };
        return html.replace(
          /%(title|description|noscript|palette|ground-light|ground-dark|page)%/g,
          (_, name) => fill[name],
        );
      },
    },
  };
}
