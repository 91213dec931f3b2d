// A headless Chromium with a page that holds the worker. Its scripts come from memory: no server, no files.

import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { launchOptions } from '../../chromium.mjs';
import type { Contestant } from '../contest.ts';
import type { Round } from '../stopwatch.ts';
import { bundle, WORKER } from './bundle.ts';
import type { Answer, Question } from './talk.ts';

const ORIGIN = 'http://bench.invalid/';
/** With these two the page's clock is fine-grained: 5 µs, not 100. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

interface Benched extends Window {
  ask?: (question: Question) => Promise<Answer>;
}

export class BenchBrowser {
  readonly version: string;
  private readonly browser: Browser;
  private readonly page: Page;
  private readonly system: CDPSession;

  private constructor(browser: Browser, page: Page, system: CDPSession) {
    this.version = browser.version();
    this.browser = browser;
    this.page = page;
    this.system = system;
  }

  static async open(): Promise<BenchBrowser> {
    const scripts = await bundle();
    const browser = await chromium.launch(await launchOptions());
    const page = await browser.newPage();
    await page.route(`${ORIGIN}**`, (route) => {
      const script = scripts.get(new URL(route.request().url()).pathname.slice(1));
      return script === undefined
        ? route.fulfill({ headers: ISOLATED, contentType: 'text/html', body: '<!doctype html>' })
        : route.fulfill({ headers: ISOLATED, contentType: 'text/javascript', body: script });
    });
    await page.goto(ORIGIN);
    await page.evaluate((script) => {
      const worker = new Worker(script, { type: 'module' });
      const benched: Benched = window;
      benched.ask = (question) =>
        new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message || 'the worker does not start'));
          worker.postMessage(question);
        });
    }, WORKER);
    return new BenchBrowser(browser, page, await browser.newBrowserCDPSession());
  }

  /** The engine in it, as a contestant. */
  contestant(name: string, question: Omit<Question, 'seconds'>): Contestant {
    return { name, run: (seconds) => this.train({ ...question, seconds }) };
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** @throws Error with what the worker says when it cannot */
  private async train(question: Question): Promise<Round> {
    const before = await this.cpuSeconds();
    const answer = await this.page.evaluate(
      (asked) => (window as Benched).ask?.(asked) ?? { failure: 'the page has no worker' },
      question,
    );
    if ('failure' in answer) throw new Error(answer.failure);
    return { ...answer.round, cpuSeconds: (await this.cpuSeconds()) - before };
  }

  /** Processor time of all renderers so far: the page does nothing but wait for its worker. */
  private async cpuSeconds(): Promise<number> {
    const { processInfo } = await this.system.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { type, cpuTime }) => (type === 'renderer' ? sum + cpuTime : sum), 0);
  }
}
