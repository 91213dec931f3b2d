// `npm test`: everything that must hold, in order. Ends with one line that a machine can read, "total: N passed,
// N failed", and status 1 when anything failed. `npm test -- lint unit` runs only those steps.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const reports = { unit: join(results, 'unit.json'), e2e: join(results, 'e2e.json') };

const steps = {
  types: ['typescript', 'tsc', []],
  lint: ['@biomejs/biome', 'biome', ['ci', '--config-path=scripts/biome.config.json', '.']],
  unused: ['knip', 'knip', []],
  unit: [
    'vitest',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`],
  ],
  build: ['vite', 'vite', ['build', '--logLevel', 'warn']],
  size: ['size-limit', 'size-limit', ['--config', 'scripts/sizes.mjs']],
  e2e: [
    '@playwright/test',
    'playwright',
    ['test', '--config', 'test/e2e/playwright.config.ts', '--reporter=line,json'],
  ],
};
const needsBuild = new Set(['size', 'e2e']);

/** The script behind a package's command: run with Node itself, it needs no shell and no npx. */
function binary(name, command) {
  const file = join(root, 'node_modules', name, 'package.json');
  const { bin } = createRequire(import.meta.url)(file);
  return join(dirname(file), typeof bin === 'string' ? bin : bin[command]);
}

/** How many tests a step's report counts; a step that writes none, or broke before it could, is one check. */
function count(step, ok) {
  try {
    const report = JSON.parse(readFileSync(reports[step], 'utf8'));
    const { stats } = report;
    const [passed, failed] = stats
      ? [stats.expected, stats.unexpected + stats.flaky]
      : [report.numPassedTests, report.numFailedTests];
    return { passed, failed: ok ? failed : Math.max(1, failed) };
  } catch {
    return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  }
}

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in steps));
if (unknown) {
  console.error(`There is no step "${unknown}". The steps: ${Object.keys(steps).join(', ')}.`);
  process.exit(1);
}

mkdirSync(results, { recursive: true });
for (const report of Object.values(reports)) rmSync(report, { force: true });
const browser = await findChromium();
console.log(`browser: ${browser.path} (${browser.from})\n`);
const env = { ...process.env, CHROMIUM_PATH: browser.path, PLAYWRIGHT_JSON_OUTPUT_FILE: reports.e2e };

const total = { passed: 0, failed: 0 };
let built = true;
for (const [name, [pack, command, args]] of Object.entries(steps)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const start = performance.now();
  const run = built || !needsBuild.has(name);
  const status = run
    ? spawnSync(process.execPath, [binary(pack, command), ...args], {
        cwd: root,
        env,
        stdio: ['ignore', 'inherit', 'inherit'],
      }).status
    : 1;
  if (name === 'build') built = status === 0;
  const { passed, failed } = count(name, status === 0);
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const verdict = status === 0 ? 'ok  ' : 'FAIL';
  console.log(
    `${verdict} ${name}: ${passed} passed, ${failed} failed, ${run ? `${seconds} s` : 'not built'}\n`,
  );
}
console.log(`total: ${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
