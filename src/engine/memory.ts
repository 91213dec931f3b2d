// The engine's one linear memory and the kernels that work on it. From low to high addresses:
//   kernels' own data | parameters | gradients | optimiser state | arena (activations and scratch, reset every step)
// Fixed blocks are reserved first; the arena takes the rest and grows when a step needs more.

import { packed } from './generated/kernels.ts';
import { instantiate } from './instantiate.ts';
import type { Kernels } from './kernelTypes.ts';

const PAGE = 65536;
const ALIGNMENT = 16;
/** 1 GB: what a 32-bit browser tab can be expected to give. */
const MAX_BYTES = 2 ** 30;

/** The run needs more memory than a browser tab may have. */
export class OutOfMemory extends Error {
  override name = 'OutOfMemory';
}

export class Memory {
  readonly kernels: Kernels;
  private readonly wasm: WebAssembly.Memory;
  private floats: Float32Array;
  private integers: Int32Array;
  private top: number;
  private arenaStart: number;
  private arenaOpen = false;

  /**
   * @param module packed kernels to compute with; those of relaxed.ts are the only others
   * @throws EngineUnsupported without WebAssembly SIMD
   */
  constructor(module: string = packed) {
    // The one place where untyped exports get their types; test/engine/memory.test.ts checks that every name is there.
    this.kernels = instantiate(module) as unknown as Kernels;
    this.wasm = this.kernels.memory;
    this.floats = new Float32Array(this.wasm.buffer);
    this.integers = new Int32Array(this.wasm.buffer);
    this.top = align(this.kernels.heapBase());
    this.arenaStart = this.top;
  }

  /** All of memory as float32. Fetch it anew after anything that may allocate: growth detaches old views. */
  get f32(): Float32Array {
    if (this.floats.length === 0) this.floats = new Float32Array(this.wasm.buffer);
    return this.floats;
  }

  /** All of memory as int32; see f32. */
  get i32(): Int32Array {
    if (this.integers.length === 0) this.integers = new Int32Array(this.wasm.buffer);
    return this.integers;
  }

  /** Bytes in use, fixed blocks and arena together. */
  get used(): number {
    return this.top;
  }

  /** Bytes the module owns. */
  get size(): number {
    return this.wasm.buffer.byteLength;
  }

  /** A zeroed block that stays for good; all of them come before the first arena allocation. @returns its address */
  reserve(bytes: number): number {
    if (this.arenaOpen)
      throw new Error('Memory.reserve: fixed blocks must be reserved before the arena is used');
    const address = this.take(bytes);
    this.f32.fill(0, address / 4, this.top / 4);
    this.arenaStart = this.top;
    return address;
  }

  /** A block of the arena with unspecified content. @returns its address */
  allocate(bytes: number): number {
    this.arenaOpen = true;
    return this.take(bytes);
  }

  /** Where the arena stands now; give it to `release` to free all that was allocated since. */
  mark(): number {
    return this.top;
  }

  release(mark: number): void {
    if (mark < this.arenaStart || mark > this.top)
      throw new RangeError(`Memory.release: ${mark} is not a mark of this arena`);
    this.top = mark;
  }

  /** Frees the whole arena. */
  resetArena(): void {
    this.top = this.arenaStart;
  }

  private take(bytes: number): number {
    const address = this.top;
    const end = address + align(bytes);
    if (end > this.size) {
      if (end > MAX_BYTES) {
        throw new OutOfMemory(
          `This run needs ${Math.ceil(end / 2 ** 20)} MB; the limit is ${MAX_BYTES / 2 ** 20} MB.`,
        );
      }
      // Grow by half at least, so that a long run settles after a few growths.
      const wanted = Math.min(MAX_BYTES, Math.max(end, this.size * 1.5));
      this.wasm.grow(Math.ceil((wanted - this.size) / PAGE));
    }
    this.top = end;
    return address;
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
