// A model's parameters: declared by name while the model is built, then laid out in one flat block, with their
// gradients and the optimiser's state in blocks of the same order. One copy saves them, one call updates them.

import type { Initialiser } from './init.ts';
import type { Memory } from './memory.ts';
import { Random } from './random.ts';
import { ShapeError, sizeOf } from './shape.ts';
import { requireStateDict, type StateTensor } from './stateDict.ts';
import { Tensor } from './tensor.ts';

/** Copies of the parameters and of every state block, in block order. */
export interface SavedParameters {
  readonly parameters: Float32Array;
  readonly state: readonly Float32Array[];
}

export class Parameters {
  private readonly list: Tensor[] = [];
  private readonly byName = new Map<string, Tensor>();
  private readonly initialisers: Initialiser[] = [];
  private memory: Memory | undefined;
  private block = 0;
  private gradientBlock = 0;
  private stateBlocks: readonly number[] = [];
  private count = 0;

  /**
   * Announces a parameter; its memory comes with `allocate`. The order of declarations is the order of the block
   * and of the checkpoint, so modules declare in PyTorch's `state_dict` order.
   */
  declare(name: string, dims: readonly string[], shape: readonly number[], initialise: Initialiser): Tensor {
    if (this.memory) throw new Error(`${name}: parameters are laid out already`);
    if (this.byName.has(name)) throw new Error(`${name}: declared twice`);
    if (shape.some((size) => !Number.isInteger(size) || size < 1)) {
      throw new ShapeError(name, 'every dimension of a parameter must be a positive integer', shape);
    }
    const tensor = new Tensor({ name, dims, shape, requiresGradient: true });
    this.list.push(tensor);
    this.byName.set(name, tensor);
    this.initialisers.push(initialise);
    this.count += sizeOf(shape);
    return tensor;
  }

  /**
   * Lays out parameters, gradients and the optimiser's state in `memory`, all zero.
   * @param stateBlocks how many blocks the optimiser needs (`Optimiser.stateBlocks`); default 2, as Adam does
   */
  allocate(memory: Memory, stateBlocks = 2): void {
    this.memory = memory;
    const bytes = this.count * 4;
    this.block = memory.reserve(bytes);
    this.gradientBlock = memory.reserve(bytes);
    this.stateBlocks = Array.from({ length: stateBlocks }, () => memory.reserve(bytes));
    let offset = 0;
    for (const tensor of this.list) {
      tensor.address = this.block + offset;
      tensor.gradient = this.gradientBlock + offset;
      offset += tensor.size * 4;
    }
  }

  /** Draws the initial values. Each parameter has a random stream of its own, named after it. */
  initialise(seed: number): void {
    const values = this.home().f32;
    this.list.forEach((tensor, index) => {
      const own = values.subarray(tensor.address / 4, tensor.address / 4 + tensor.size);
      (this.initialisers[index] as Initialiser)(own, tensor.shape, new Random(seed, tensor.name));
    });
  }

  /** In declaration order. */
  get all(): readonly Tensor[] {
    return this.list;
  }

  /** How many numbers the model learns. */
  get size(): number {
    return this.count;
  }

  get(name: string): Tensor {
    const tensor = this.byName.get(name);
    if (!tensor) throw new Error(`no parameter is called ${name}`);
    return tensor;
  }

  /** Addresses of the flat blocks, each `size` floats long: what an optimiser needs. */
  get blocks(): {
    readonly parameters: number;
    readonly gradients: number;
    readonly state: readonly number[];
  } {
    return { parameters: this.block, gradients: this.gradientBlock, state: this.stateBlocks };
  }

  zeroGradients(): void {
    this.home().f32.fill(0, this.gradientBlock / 4, this.gradientBlock / 4 + this.count);
  }

  save(): SavedParameters {
    const values = this.home().f32;
    const copy = (address: number) => values.slice(address / 4, address / 4 + this.count);
    return { parameters: copy(this.block), state: this.stateBlocks.map(copy) };
  }

  /** Puts back what `save` returned. @throws when it is not this model's or this optimiser's; nothing is changed then */
  load({ parameters, state }: SavedParameters): void {
    for (const part of [parameters, ...state]) {
      if (part.length !== this.count) {
        throw new RangeError(`a checkpoint of ${part.length} numbers does not fit a model of ${this.count}`);
      }
    }
    if (state.length !== this.stateBlocks.length) {
      const needed = this.stateBlocks.length;
      throw new RangeError(
        `a checkpoint with ${state.length} state blocks does not fit an optimiser that needs ${needed}`,
      );
    }
    const values = this.home().f32;
    values.set(parameters, this.block / 4);
    state.forEach((block, index) => {
      values.set(block, (this.stateBlocks[index] as number) / 4);
    });
  }

  /** Copies of all parameters by name, in declaration order: PyTorch's `state_dict`. */
  stateDict(): Map<string, { readonly shape: readonly number[]; readonly data: Float32Array }> {
    const values = this.home().f32;
    return new Map(
      this.list.map(({ name, shape, address, size }) => [
        name,
        { shape, data: values.slice(address / 4, address / 4 + size) },
      ]),
    );
  }

  /**
   * Takes every parameter's numbers from `tensors`, as read from a safetensors file. The optimiser's state stays.
   * @throws RangeError or ShapeError when a name is unknown or missing, a shape differs, or a number is not finite in
   * float32; nothing is changed then
   */
  loadStateDict(tensors: ReadonlyMap<string, StateTensor>): void {
    const values = this.home().f32;
    requireStateDict(this.list, tensors);
    for (const tensor of this.list) {
      const { data } = tensors.get(tensor.name) as StateTensor;
      values.set(data as ArrayLike<number>, tensor.address / 4);
    }
  }

  /** The parameters' bytes (little-endian float32, block order), copied: what a fingerprint hashes. */
  bytes(): Uint8Array {
    const memory = this.home();
    return new Uint8Array(memory.f32.buffer.slice(this.block, this.block + this.count * 4));
  }

  private home(): Memory {
    if (!this.memory) throw new Error('parameters have no memory yet: call allocate first');
    return this.memory;
  }
}
