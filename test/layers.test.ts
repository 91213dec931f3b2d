// The direction of imports, and what each layer must not touch.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { breaches, kernelBreaches } from './setup/layers.ts';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('engine/generated/'));
const isKernel = (path: string) => path.startsWith('engine/kernels/');

describe('the sources', () => {
  test('keep to the rules of their layers', () => {
    expect(files.length).toBeGreaterThan(20);
    const read = (path: string) => readFileSync(src + path, 'utf8');
    const found = files.flatMap((path) => (isKernel(path) ? kernelBreaches : breaches)(path, read(path)));
    expect(found).toEqual([]);
  });
});

describe('the checker', () => {
  const refused: [what: string, path: string, source: string, says: RegExp][] = [
    [
      'a static import',
      'engine/a.ts',
      "import { x } from '../models/b.ts'",
      /engine\/a.ts imports "\.\.\/models\/b.ts": .*engine\/ comes before models\//,
    ],
    ['an import for its effect', 'models/a.ts', "import '../stores/b.ts'", /models\/ comes before stores\//],
    [
      'an import of a type',
      'tasks/a.ts',
      "import type { X } from '../experiment/b.ts'",
      /tasks\/ comes before/,
    ],
    [
      'an import inside a type',
      'tasks/a.ts',
      "type X = import('../worker/b.ts').X",
      /tasks\/ comes before worker\//,
    ],
    [
      'a dynamic import',
      'stores/a.ts',
      "const p = import('../figures/b.tsx')",
      /stores\/ comes before figures\//,
    ],
    ['an unreadable dynamic import', 'figures/a.ts', 'const p = import(name)', /only known when it runs/],
    [
      'a re-export',
      'experiment/a.ts',
      "export { x } from '../worker/b.ts'",
      /experiment\/ comes before worker\//,
    ],
    [
      'a re-export of everything',
      'engine/a.ts',
      "export * from '../tasks/b.ts'",
      /engine\/ comes before tasks\//,
    ],
    [
      'a worker by URL',
      'worker/a.ts',
      "new Worker(new URL('../pages/w.ts', import.meta.url))",
      /worker\/ comes before pages\//,
    ],
    [
      'a worker by query',
      'engine/a.ts',
      "import W from '../worker/w.ts?worker'",
      /engine\/ comes before worker\//,
    ],
    ['a glob', 'figures/a.ts', "import.meta.glob('../lessons/*.ts')", /figures\/ comes before lessons\//],
    [
      'a way around through src',
      'engine/deep/a.ts',
      "import '../../engine/../stores/b.ts'",
      /comes before stores/,
    ],
    ['a file outside src', 'pages/a.ts', "import '../../scripts/serve.mjs'", /nothing outside src/],
    ['a Node module', 'experiment/a.ts', "import 'node:fs'", /only packages and relative paths/],
    [
      'geometry in a store',
      'stores/a.ts',
      "import '../geometry/b.ts'",
      /geometry\/ is for figures, pages only/,
    ],
    ['geometry on a store', 'geometry/a.ts', "import '../stores/b.ts'", /geometry\/ may import engine/],
    ['words in the engine', 'engine/a.ts', "import '../i18n/en/index.ts'", /i18n\/ is for/],
    [
      'a value of a store in the words',
      'i18n/a.ts',
      "import { x } from '../stores/b.ts'",
      /i18n\/ may import no other/,
    ],
    ['an unknown folder', 'utils/a.ts', '', /utils\/, which is no layer/],
    ['an import of an unknown folder', 'pages/a.ts', "import '../utils/b.ts'", /utils\/ is no layer/],
    ['React in a store', 'stores/a.ts', "import { create } from 'zustand'", /zustand\/vanilla/],
    ['React in geometry', 'geometry/a.ts', "import { useMemo } from 'react'", /know React/],
    ['React by its JSX', 'experiment/a.ts', "import { jsx } from 'react/jsx-runtime'", /know React/],
    ['d3 in the engine', 'engine/a.ts', "import { randomNormal } from 'd3'", /are let in/],
    ['chance', 'engine/a.ts', 'const x = Math.random()', /uses Math\.random/],
    ['an exponential', 'models/a.ts', 'const x = [1].map(Math.exp)', /uses Math\.exp/],
    ['a power', 'tasks/a.ts', 'const x = y ** 2', /uses \*\*/],
    ['a power in place', 'tasks/a.ts', 'y **= 2', /uses \*\*=/],
    ['Math by another name', 'engine/a.ts', 'const { tanh } = Math', /uses Math other than/],
    ['Math by a computed name', 'engine/a.ts', "Math['e' + 'xp'](1)", /uses Math other than/],
    ['Math through the global', 'engine/a.ts', 'globalThis.Math.sin(1)', /Math/],
    ['the date', 'experiment/a.ts', 'const t = new Date()', /mentions Date: no clock/],
    ['the clock', 'experiment/a.ts', 'const t = performance.now()', /mentions performance: no clock/],
    ['the clock through the global', 'models/a.ts', 'globalThis.performance.now()', /mentions performance/],
    ['a clock passed by its name', 'models/a.ts', 'f({ performance })', /mentions performance/],
    [
      'the page in geometry',
      'geometry/a.ts',
      "document.createElement('canvas')",
      /mentions document: .*never touches the page/,
    ],
    ['the window in geometry', 'geometry/a.ts', 'const w = window.innerWidth', /mentions window/],
    ['a thread on a page', 'pages/a.tsx', "const w = new Worker('x.js')", /mentions Worker: only worker\//],
    ['a message in a store', 'stores/a.ts', 'port.postMessage(1)', /mentions postMessage: only worker\//],
    ['what does not parse', 'pages/a.ts', 'const = 1', /cannot be read/],
  ];
  test.each(refused)('refuses %s', (_what, path, source, says) => {
    expect(breaches(path, source).join('\n')).toMatch(says);
  });

  const allowed: [what: string, path: string, source: string][] = [
    ['a layer below', 'pages/a.tsx', "import { x } from '../engine/b.ts'"],
    ['the own layer', 'engine/ops/a.ts', "import { x } from '../tape.ts'"],
    ['the entry importing a page', 'main.tsx', "import { Home } from './pages/home/Home.tsx'"],
    ['geometry in a figure', 'figures/a.tsx', "import { x } from '../geometry/b.ts'"],
    ['data in geometry', 'geometry/a.ts', "import type { Prediction } from '../experiment/prediction.ts'"],
    ['words on a page', 'pages/a.tsx', "import { useMessages } from '../i18n/useMessages.ts'"],
    ['the shape of a notice in the words', 'i18n/a.ts', "import type { N } from '../stores/notices.ts'"],
    ['a store without React', 'stores/a.ts', "import { createStore } from 'zustand/vanilla'"],
    [
      'React in a figure',
      'figures/a.tsx',
      "import { useMemo } from 'react'; export const A = () => <p>Math.exp</p>",
    ],
    [
      'exact arithmetic',
      'engine/a.ts',
      'const x = 2 ** 20 + Math.sqrt(2) + Math.fround(Math.max(1, 2)) * Math.PI',
    ],
    [
      'properties named like globals',
      'experiment/a.ts',
      'const a = { Date: 1 }; a.Date; interface B { performance: number }',
    ],
    ['words in comments and text', 'engine/a.ts', "// Math.exp(Date)\nconst a = 'Worker'"],
    ['threads in worker/', 'worker/a.ts', "new Worker(new URL('./w.ts', import.meta.url)).postMessage(1)"],
    ['a clock in worker/', 'worker/a.ts', 'performance.now()'],
  ];
  test.each(allowed)('allows %s', (_what, path, source) => {
    expect(breaches(path, source)).toEqual([]);
  });

  test('keeps the kernels among themselves and to exact instructions', () => {
    expect(
      kernelBreaches('engine/kernels/a.ts', "import { x } from './math'; import { y } from './norm.ts'"),
    ).toEqual([]);
    expect(kernelBreaches('engine/kernels/a.ts', "import { x } from '../tape.ts'")[0]).toMatch(
      /only the kernels/,
    );
    expect(kernelBreaches('engine/kernels/a.ts', 'Mathf.exp(x)')[0]).toMatch(/the bits must be ours/);
    expect(kernelBreaches('engine/kernels/a.ts', 'f32x4.relaxed_madd(a, b, c)')[0]).toMatch(/relaxed/);
    const guarded = 'if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);';
    expect(kernelBreaches('engine/kernels/a.ts', guarded)).toEqual([]);
  });
});
