// One configuration for the site (development and build) and for its tests. All paths in the built site are
// relative, so that dist works on any static host under any sub-path.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import d3 from './scripts/d3-plugin.mjs';
import kernels from './scripts/kernels-plugin.mjs';
import page from './scripts/page-plugin.mjs';

const projects = async () => {
  const [{ playwright }, { launchOptions }] = await Promise.all([
    import('@vitest/browser-playwright'),
    import('./scripts/chromium.mjs'),
  ]);
  return [
    {
      extends: true as const,
      test: {
        name: 'node',
        environment: 'node',
        include: ['test/**/*.test.ts'],
        exclude: ['**/*.browser.test.*', 'test/e2e/**'],
      },
    },
    {
      extends: true as const,
      test: {
        name: 'dom',
        environment: 'jsdom',
        include: ['test/**/*.test.tsx'],
        exclude: ['**/*.browser.test.*', 'test/e2e/**'],
        setupFiles: ['test/setup/dom.ts'],
      },
    },
    {
      extends: true as const,
      optimizeDeps: {
        include: [
          '@noble/hashes/sha2.js',
          '@noble/hashes/utils.js',
          'd3',
          'react',
          'react-dom',
          'react-dom/client',
          'react/jsx-dev-runtime',
          'zustand',
          'zustand/vanilla',
        ],
      },
      test: {
        name: 'browser',
        include: ['test/**/*.browser.test.{ts,tsx}'],
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({ launchOptions: await launchOptions() }),
          instances: [{ browser: 'chromium' as const }],
        },
      },
    },
  ];
};

/** What every page needs, by its path. Modules that only some page needs may be in it; none that is large. */
const base = [
  'node_modules/(react|react-dom|scheduler|zustand|internmap|d3[a-z-]*)/',
  'src/i18n/(?!en/lab|useLabMessages)',
  'src/pages/(run|shell)/',
  'src/stores/(?!run|lab)',
  'src/worker/(?!lab)',
  'src/styles/(?!home|lab)', // and before the page's own, which may differ from it
  'src/experiment/(reading|linkFields|parsing|changes|hyperparameters|problems|config)\\.',
  'src/figures/frame/(FigureFrame|DataTable|MoreTools|Picture|Powers|Choice|RampLegend|ScaleLegend|copyText|placed|pointIn|use(?!Beats))',
  'src/figures/(matrix/useCells|attention/paintHeatmap)',
  'src/geometry/(palette|colour|curve|heatmap|learningCurve|ticks|sequential|textWidth)',
  'src/figures/curves/(StepReader|useStepReading|CurveMarks|reading|curves)',
];
const isBase = new RegExp(base.join('|').replaceAll('/', '[\\\\/]'));

export default defineConfig(async () => ({
  base: './',
  plugins: [react(), d3(), kernels(), ...(process.env.VITEST ? [] : [page()])],
  worker: { format: 'es' as const },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false }, // only imports made later preload anything, and they work without it
    rolldownOptions: {
      // What every page needs is one file, which compresses better than the several that sharing alone would make.
      output: { codeSplitting: { groups: [{ name: 'base', test: isBase }] } },
      // A page is a line here, an HTML file, and a line in scripts/page-plugin.mjs.
      input: ['index.html', 'lab.html'],
      // Half of d3's packages declare side effects that they do not have as we use them (no d3-selection or
      // d3-transition); without this line `import { scaleLinear } from 'd3'` ships two and a half times too much.
      treeshake: { moduleSideEffects: [{ test: /node_modules[\\/]d3(-[a-z]+)?[\\/]/, sideEffects: false }] },
    },
  },
  test: {
    // Only a hang should end a test: how fast this machine is, or what else runs on it, says nothing about the code.
    testTimeout: 60_000,
    coverage: {
      provider: 'v8' as const,
      include: ['src/**'],
      exclude: ['src/engine/generated/**', 'src/engine/kernels/**'],
      reportsDirectory: 'test-results/coverage',
      thresholds: { 'src/{engine,models}/**': { lines: 95 } },
    },
    ...(process.env.VITEST ? { projects: await projects() } : {}),
  },
}));
