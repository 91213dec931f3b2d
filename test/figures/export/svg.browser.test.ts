// In a real browser: what is exported of a page is where, and what, the page shows.
import { afterEach, expect, test } from 'vitest';
import { toSvg } from '../../../src/figures/frame/export/svg.ts';

const words = { title: 'A sample', caption: 'Unrolled, step 12.' };

afterEach(() => document.body.replaceChildren());

function page(html: string): readonly Element[] {
  document.body.innerHTML = `<div style="font: 14px/20px sans-serif; color: rgb(20, 20, 20)">${html}</div>`;
  return [...document.querySelectorAll('.lab-stage, .legend')];
}

const numbers = (element: Element | null | undefined, ...names: string[]) =>
  names.map((name) => Number(element?.getAttribute(name)));

test('text that is wrapped on the page is wrapped in the picture, line by line at the same places', () => {
  const said = 'Each step uses the same weights and adds a share to their gradient.';
  const parts = page(`<div class="lab-stage"><p style="width: 160px; margin: 0">${said}</p></div>`);
  const spans = [...toSvg(parts, words).querySelectorAll('tspan')];
  const range = document.createRange();
  range.selectNodeContents(parts[0]?.firstElementChild as Element);
  const lines = range.getClientRects().length;
  expect(lines).toBeGreaterThan(2);
  expect(spans.length).toBe(lines);
  expect(spans.map(({ textContent }) => textContent?.trim()).join(' ')).toBe(said);
  const tops = spans.map((span) => Number(span.getAttribute('y')));
  for (const [at, top] of tops.entries()) if (at > 0) expect(top - Number(tops[at - 1])).toBeCloseTo(20, 1);
});

test('text that its box cuts off ends as it does on the page', () => {
  const parts = page(
    '<div class="lab-stage"><p style="width: 60px; margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">embedding.weight</p></div>',
  );
  const [cut] = [...toSvg(parts, words).querySelectorAll('g text')];
  expect(cut?.textContent).toMatch(/^emb\w*…$/);
});

test('a legend’s ramp is a gradient of the same colours', () => {
  const parts = page(
    '<div class="lab-stage">x</div><div class="legend"><div style="width: 100px; height: 10px; border: 1px solid red; background-image: linear-gradient(to right, rgb(1, 2, 3), rgb(4, 5, 6))"></div></div>',
  );
  const svg = toSvg(parts, words);
  const gradient = svg.querySelector('linearGradient');
  const colours = [...(gradient?.children ?? [])].map((stop) => stop.getAttribute('stop-color'));
  expect(colours).toEqual(['rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
  expect(numbers(gradient, 'x1', 'x2', 'y1', 'y2')).toEqual([1, 101, 6, 6]);
  expect(svg.querySelector(`[fill="url(#${gradient?.id})"]`)).not.toBeNull();
});

test('what is scrolled away is in the picture, which is as wide as all of it', () => {
  const parts = page(
    '<div class="lab-stage" style="width: 200px"><div class="box" style="overflow-x: auto"><div style="width: 900px; display: flex; justify-content: space-between"><b>first</b><b>last</b></div></div></div>',
  );
  const box = document.querySelector('.box') as Element;
  box.scrollLeft = 400;
  const svg = toSvg(parts, words);
  const [first, last] = [...svg.querySelectorAll('g text')];
  expect(numbers(first, 'x')).toEqual([0]);
  expect(Number(last?.getAttribute('x'))).toBeGreaterThan(850);
  expect(numbers(svg, 'width')).toEqual([948]);
  expect(box.scrollLeft).toBe(400);
});

test('what is turned on the page is turned in the picture, and stays as it was', () => {
  const parts = page(
    '<div class="lab-stage" style="padding: 50px"><span style="position: absolute; transform: rotate(-90deg); transform-origin: 0 100%">turned</span></div>',
  );
  const svg = toSvg(parts, words);
  const group = svg.querySelector('g g');
  expect(group?.getAttribute('transform')).toMatch(/^translate\(50 70\) matrix\(0, -1, 1, 0, 0, 0\)/);
  expect(group?.textContent).toBe('turned');
  expect(parts[0]?.firstElementChild?.getAttribute('style')).toContain('rotate(-90deg)');
  expect(parts[0]?.firstElementChild?.getAttribute('style')).not.toContain('transition');
});

test('marks have the looks of the page’s styles, and nothing of the page besides', () => {
  const parts = page(
    '<style>.m { fill: none; stroke: currentColor; color: rgb(1, 2, 3) }</style><div class="lab-stage"><svg width="20" height="20" aria-hidden="true"><g class="m" tabindex="0"><path d="M0 0L9 9" stroke="red" style="opacity: 0.5"/></g></svg></div>',
  );
  const svg = toSvg(parts, words);
  expect(svg.querySelector('svg svg g, g svg g')?.getAttribute('stroke')).toBe('rgb(1, 2, 3)');
  const path = svg.querySelector('path');
  expect(path?.getAttributeNames().sort()).toEqual(['d', 'opacity', 'stroke']);
  expect(path?.getAttribute('stroke')).toBe('rgb(255, 0, 0)');
});

test('each side of a box has its own border, and the ground is the page’s', () => {
  document.documentElement.style.backgroundColor = 'rgb(9, 9, 9)';
  const parts = page(
    '<div class="lab-stage"><div style="height: 30px; border-left: 2px solid rgb(7, 7, 7)"></div></div>',
  );
  const svg = toSvg(parts, words);
  document.documentElement.style.backgroundColor = '';
  expect(svg.querySelector('rect')?.getAttribute('fill')).toBe('rgb(9, 9, 9)');
  const line = svg.querySelector('line');
  expect(line?.getAttribute('stroke')).toBe('rgb(7, 7, 7)');
  expect(numbers(line, 'x1', 'x2', 'y1', 'y2')).toEqual([1, 1, 0, 30]);
});
