// Vite plugin: fills each page's placeholders with what its own prerender.tsx makes, so that the page is there, in its
// colours, before its script is.
import { basename } from 'node:path';
import react from '@vitejs/plugin-react';
import { runnerImport } from 'vite';

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Which module draws which page. A new page is a line here, an HTML file and an entry of vite.config.ts. */
const modules = {
  'index.html': '/src/pages/home/prerender.tsx',
  'lab.html': '/src/pages/lab/prerender.tsx',
};

/** What stands in the head of every page: its words, its colours, and the theme chosen on an earlier visit. */
const headOf = ({ title, description, ground, palette }) => `<title>${escaped(title)}</title>
    <meta name="description" content="${escaped(description)}" />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" content="${ground.light}" media="(prefers-color-scheme: light)" data-scheme="light" />
    <meta name="theme-color" content="${ground.dark}" media="(prefers-color-scheme: dark)" data-scheme="dark" />
    <link rel="icon" href="./favicon.svg" type="image/svg+xml" />
    <script>
      // The theme chosen on an earlier visit, before the first paint.
      try {
        const theme = localStorage.getItem('unrolled.theme');
        if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
      } catch {}
    </script>
    <style>${palette}</style>`;

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
      async handler(html, { filename }) {
        const { module } = await runnerImport(modules[basename(filename)], {
          root,
          configFile: false,
          logLevel: 'error',
          plugins: [noStyles, react()],
        });
        const parts = module.prerender();
        const fill = { head: headOf(parts), noscript: escaped(parts.noScript), page: parts.page };
        return html.replace(/%(head|noscript|page)%/g, (_, name) => fill[name]);
      },
    },
  };
}
