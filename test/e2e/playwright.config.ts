// End-to-end tests: the built site, served under a sub-path, in a real browser. Build first (npm run test:e2e does).
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from '../../scripts/chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 4187));
    });
  });
// Each worker reads this file again and must come to the same port.
process.env.UNROLLED_E2E_PORT ??= String(await freePort());
const port = process.env.UNROLLED_E2E_PORT;
const baseURL = `http://127.0.0.1:${port}/any/sub-path/`;
// Pixels are compared only where browser and fonts are the ones that npm ships.
const pinned = process.platform === 'linux' && process.arch === 'x64';
const others = ['desktop', 'phone', ...(pinned ? ['visual'] : [])];

/** By the names of files alone: the folder may be called anything. */
const visual = /visual[^/]*\.spec/i;
const timed = /smooth[^/]*\.spec/;

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? 'line' : 'list',
  updateSnapshots: 'none', // a test run writes nothing into the sources: --update-snapshots does
  snapshotPathTemplate: '{testDir}/__screenshots__/{arg}{ext}',
  expect: { toHaveScreenshot: { maxDiffPixelRatio: 0.002, animations: 'disabled' } },
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    launchOptions: await launchOptions(),
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'desktop', testIgnore: [visual, timed] },
    {
      name: 'phone',
      testIgnore: [visual, timed, /(offline|labAccess)\.spec/], // labAccess brings its own widths
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    ...(pinned
      ? [{ name: 'visual', testMatch: visual, use: { launchOptions: await launchOptions('shipped') } }]
      : []),
    // What is timed runs last and alone.
    { name: 'timing', testMatch: timed, workers: 1, dependencies: others },
  ],
  webServer: {
    command: `node scripts/serve.mjs ${port} /any/sub-path/`,
    cwd: root,
    url: baseURL,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
});
