// `npm run lighthouse`: the phone profile on the built site, under a sub-path. Prints the four scores and what is
// below 90, and fails under 95. Not a part of npm test, because the score for performance depends on the machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { launchOptions } from './chromium.mjs';
import { serve } from './serve.mjs';

const wanted = 0.95;
const results = fileURLToPath(new URL('../test-results/', import.meta.url));

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const port = await freePort();
const { executablePath, args } = await launchOptions();
const browser = await chromium.launch({ executablePath, args: [...args, `--remote-debugging-port=${port}`] });
const site = await serve();
try {
  const run = await lighthouse(site.url, { port, output: 'html', logLevel: 'error' });
  if (!run) throw new Error('Lighthouse gave no result.');
  const { categories, audits, runtimeError } = run.lhr;
  if (runtimeError) throw new Error(runtimeError.message);
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}lighthouse.html`, String(run.report));

  for (const { title, score, auditRefs } of Object.values(categories)) {
    console.log(`${String(Math.round((score ?? 0) * 100)).padStart(3)}  ${title}`);
    if ((score ?? 0) < wanted) process.exitCode = 1;
    for (const { id } of auditRefs) {
      const audit = audits[id];
      if (audit.score === null || audit.score >= 0.9) continue;
      const value = audit.displayValue ? `: ${audit.displayValue}` : '';
      console.log(`     ${audit.score.toFixed(2)} ${audit.title}${value} (${id})`);
      for (const item of audit.details?.items?.slice(0, 5) ?? [])
        if (item.node || item.url) console.log(`          ${item.node?.snippet ?? item.url}`);
    }
  }
  console.log(`The whole report: ${results}lighthouse.html`);
} finally {
  await site.close();
  await browser.close();
}
