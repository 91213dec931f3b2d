// @vitest-environment node
// What index.html holds before any script has run, and that it has a place for all of it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { prerender } from '../../src/pages/home/prerender.tsx';

const html = readFileSync(fileURLToPath(new URL('../../index.html', import.meta.url)), 'utf8');

describe('the page before its script', () => {
  const made = prerender();

  test('shows the title, the phrase and the controls', () => {
    expect(made.page).toContain('Watch a Transformer learn to translate.');
    expect(made.page).toContain('the big red dog');
    for (const name of ['Train', 'Step', 'Reset', 'Copy link']) expect(made.page).toContain(name);
  });

  test('claims nothing about a run that is not there', () => {
    expect(made.page).not.toMatch(/pairs to learn from|Fluent|Paused at|no word to read/);
  });

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
});

test('index.html has a place for every part', () => {
  for (const part of ['head', 'noscript', 'page']) {
    expect(html.split(`%${part}%`), part).toHaveLength(2);
  }
});
