// What this machine can at most compute with 128-bit lanes on one core: multiplications and additions on registers alone,
// in chains so many that only the processor's units are in the way. Compiled when it is asked for.

import asc from 'assemblyscript/asc';

interface Loop {
  /** Registers that change; with both constants they fit into 15. */
  readonly chains: number;
  /** One step of all chains, from the chains, a and b. */
  readonly step: (chains: readonly string[]) => readonly string[];
  /** Operations that a step makes of each lane. */
  readonly operations: number;
  readonly features: readonly string[];
}

const assign = (chain: string, value: string) => `${chain} = ${value};`;

const loops = {
  /**
   * Two instructions, as the kernels have them: x = x·a, and sums of products of x as in a matrix product, where
   * the product is not the same from step to step (V8 would move it out of the loop).
   */
  plain: {
    chains: 9,
    step: (chains) =>
      [0, 3, 6].flatMap((at) => {
        const [x = '', y = '', z = ''] = chains.slice(at, at + 3);
        const sum = (to: string, by: string) => assign(to, `f32x4.add(${to}, f32x4.mul(${x}, ${by}))`);
        return [sum(y, 'a'), sum(z, 'b'), assign(x, `f32x4.mul(${x}, a)`)];
      }),
    operations: 3 * (2 + 2 + 1),
    features: ['simd'],
  },
  /** One instruction for both, where the processor has it: c = c·a + b. */
  relaxed: {
    chains: 12,
    step: (chains) => chains.map((chain) => assign(chain, `f32x4.relaxed_madd(${chain}, a, b)`)),
    operations: 12 * 2,
    features: ['simd', 'relaxed-simd'],
  },
} as const satisfies Record<string, Loop>;

export type CeilingId = keyof typeof loops;

export const ceilingIds = Object.keys(loops) as CeilingId[];

const LANES = 4;
/** Steps in a pass: the loop's own instructions must not count. */
const UNROLLED = 8;
const PASSES = 10_000;

function source({ chains: count, step }: Loop): string {
  const chains = Array.from({ length: count }, (_, i) => `c${i}`);
  const steps = step(chains);
  return [
    'export function run(passes: i32): f32 {',
    '  const a = f32x4.splat(0.99999), b = f32x4.splat(0.00001);',
    ...chains.map((chain, i) => `  let ${chain} = f32x4.splat(0.${i + 1});`),
    '  for (let i = 0; i < passes; i++) {',
    ...Array.from({ length: UNROLLED }, () => steps).flat(),
    '  }',
    `  return f32x4.extract_lane(${chains.reduce((sum, chain) => `f32x4.add(${sum}, ${chain})`)}, 0);`,
    '}',
  ].join('\n');
}

export interface Ceiling {
  /** Operations of one run. */
  readonly operations: number;
  run(): void;
}

/** @returns undefined where this Node does not compile the loop. @throws Error when AssemblyScript does not */
export async function ceiling(id: CeilingId): Promise<Ceiling | undefined> {
  const loop: Loop = loops[id];
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const flags = [
    '-O3',
    '--runtime',
    'stub',
    '--noAssert',
    ...loop.features.flatMap((one) => ['--enable', one]),
  ];
  const { error, stderr } = await asc.main(['loop.ts', '--outFile', 'loop.wasm', ...flags], {
    readFile: (name) => (name === 'loop.ts' ? source(loop) : null),
    writeFile: (_name, contents) => {
      binary = Uint8Array.from(contents as Uint8Array);
    },
  });
  if (error || !binary) throw new Error(`the loop does not compile: ${stderr}`);
  if (!WebAssembly.validate(binary)) return undefined;
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(binary)).exports as {
    run: (passes: number) => number;
  };
  return { operations: loop.operations * LANES * UNROLLED * PASSES, run: () => run(PASSES) };
}
