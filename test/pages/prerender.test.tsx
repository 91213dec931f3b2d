// @vitest-environment node
// What each page's HTML holds before any script has run, and that it has a place for all of it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as home from '../../src/pages/home/prerender.tsx';
import * as lab from '../../src/pages/lab/prerender.tsx';

const pages = [
  { file: 'index.html', made: home.prerender() },
  { file: 'lab.html', made: lab.prerender() },
];

describe.each(pages)('$file before its script', ({ file, made }) => {
  test('has a title and a description that search engines can use', () => {
    expect(made.title.length).toBeLessThanOrEqual(65);
    expect(made.description.length).toBeGreaterThan(80);
    expect(made.description.length).toBeLessThanOrEqual(200);
  });

  test('has all colours, light and dark', () => {
    expect(made.palette).toContain('--ground:');
    expect(made.ground.light).toMatch(/^#[0-9a-f]{6}$/);
    expect(made.ground.dark).not.toBe(made.ground.light);
  });

  test('runs no script of its own making', () => {
    expect(made.page).not.toMatch(/<script|javascript:|\son\w+=/i);
  });

  test('leads to the other pages', () => {
    expect(made.page).toContain('href="./"');
    expect(made.page).toContain('href="./lab.html"');
    expect(made.page.match(/aria-current="page"/g)).toHaveLength(1);
  });

  test('has a place for every part', () => {
    const html = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
    for (const part of ['head', 'noscript', 'page']) expect(html.split(`%${part}%`), part).toHaveLength(2);
  });
});

test('the home page shows the title, the phrase and the controls', () => {
  const { page } = home.prerender();
  expect(page).toContain('Watch a Transformer learn to translate.');
  expect(page).toContain('the big red dog');
  for (const name of ['Train', 'Step', 'Reset', 'Copy link']) expect(page).toContain(name);
});

test('the home page claims nothing about a run that is not there', () => {
  expect(home.prerender().page).not.toMatch(/pairs to learn from|Fluent|Paused at|no word to read/);
});

test('the lab shows what it is, its figures and the controls', () => {
  const { page } = lab.prerender();
  for (const words of ['Lab', 'It reads a sentence', 'Gates', 'Train', 'Step', 'Reset'])
    expect(page).toContain(words);
});
