// The tape: records ops in order as they run; backward() walks them in reverse. It owns the step's activations
// and is the provenance of every number: each tensor on it has a name, named dimensions, and the op and inputs it came from.

import type { Memory } from './memory.ts';
import { sizeOf } from './shape.ts';
import { Tensor, type Words } from './tensor.ts';

/** One op that ran. */
export interface TapeEntry {
  readonly op: string;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** Adds to the inputs' gradients what the outputs' gradients say; undefined where no input wants one. */
  readonly backward: (() => void) | undefined;
}

export interface NewTensor {
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  readonly dtype?: 'f32' | 'i32';
  readonly requiresGradient?: boolean;
  readonly words?: Words | undefined;
}

export class Tape {
  readonly memory: Memory;
  private entriesSoFar: TapeEntry[] = [];
  private path = '';
  /** False: nothing is recorded and no gradient can be asked for (evaluation, decoding). */
  private on = true;

  constructor(memory: Memory) {
    this.memory = memory;
  }

  /** All ops since the last reset, in the order in which they ran. */
  get entries(): readonly TapeEntry[] {
    return this.entriesSoFar;
  }

  get recording(): boolean {
    return this.on;
  }

  /** Forgets every op and frees every activation. Parameters stay. */
  reset(): void {
    this.entriesSoFar = [];
    this.memory.resetArena();
  }

  /** Runs `body` with `name` added to the names of all tensors made in it; '' adds nothing. */
  scope<T>(name: string, body: () => T): T {
    const outer = this.path;
    this.path = name ? `${outer}${name}.` : outer;
    try {
      return body();
    } finally {
      this.path = outer;
    }
  }

  /** Runs `body`; should it throw, ops and activations made in it are forgotten: tape and arena are as they were. */
  attempt<T>(body: () => T): T {
    const entries = this.entriesSoFar.length;
    const mark = this.memory.mark();
    try {
      return body();
    } catch (error) {
      this.entriesSoFar.length = entries;
      this.memory.release(mark);
      throw error;
    }
  }

  /** Runs `body` without recording; its activations are freed unless the caller reads them inside. */
  withoutGradients<T>(body: () => T): T {
    const before = this.on;
    const mark = this.memory.mark();
    this.on = false;
    try {
      return body();
    } finally {
      this.on = before;
      this.memory.release(mark);
    }
  }

  /** A tensor in the arena with unspecified content. */
  tensor(name: string, fields: NewTensor): Tensor {
    const { dims, shape, dtype = 'f32', requiresGradient = false, words } = fields;
    const tensor = new Tensor({ name: this.path + name, dims, shape, dtype, requiresGradient, words });
    tensor.address = this.memory.allocate(tensor.size * 4);
    return tensor;
  }

  /** A tensor in the arena with these numbers. @throws when there are more or fewer than the shape holds */
  constant(
    name: string,
    dims: readonly string[],
    shape: readonly number[],
    values: ArrayLike<number>,
    options: { dtype?: 'f32' | 'i32'; requiresGradient?: boolean } = {},
  ): Tensor {
    if (values.length !== sizeOf(shape)) {
      throw new RangeError(
        `${this.path}${name}: ${values.length} values for the shape (${shape.join(', ')})`,
      );
    }
    const tensor = this.tensor(name, { dims, shape, ...options });
    const view = tensor.dtype === 'i32' ? this.memory.i32 : this.memory.f32;
    view.set(values, tensor.address / 4);
    return tensor;
  }

  /** A window on `base` that shares its numbers and its gradient. `offset` counts elements. */
  view(
    base: Tensor,
    name: string,
    fields: { dims: readonly string[]; shape: readonly number[]; offset?: number; rowStride?: number },
  ): Tensor {
    const root = base.base ?? base;
    const bytes = base.baseOffset + (fields.offset ?? 0) * 4;
    return new Tensor({
      name: this.path + name,
      dims: fields.dims,
      shape: fields.shape,
      dtype: base.dtype,
      requiresGradient: base.requiresGradient,
      address: root.address + bytes,
      rowStride: fields.rowStride ?? fields.shape.at(-1) ?? 1,
      base: root,
      baseOffset: bytes,
    });
  }

  /**
   * A tensor with the numbers of `x`, not copied, and a gradient of its own: the result of an op that moves nothing.
   * `offset` counts elements.
   */
  alias(x: Tensor, name: string, fields: Omit<NewTensor, 'dtype'> & { offset?: number }): Tensor {
    const address = x.address + (fields.offset ?? 0) * 4;
    return new Tensor({ ...fields, name: this.path + name, dtype: x.dtype, address });
  }

  /** Scratch memory for a kernel, freed with the arena. @returns its address */
  scratch(bytes: number): number {
    return this.memory.allocate(bytes);
  }

  /** Whether an op on these inputs has to be able to run backward. */
  wantsGradient(...inputs: readonly (Tensor | undefined)[]): boolean {
    if (!this.on) return false;
    for (const input of inputs) if (input?.requiresGradient) return true;
    return false;
  }

  /** Puts an op that ran on the tape. `backward` runs only if an output got a gradient. */
  record(op: string, inputs: readonly Tensor[], outputs: readonly Tensor[], backward: () => void): void {
    if (!this.on) return;
    let wanted = false;
    for (const input of inputs) wanted ||= input.requiresGradient;
    this.entriesSoFar.push({ op, inputs, outputs, backward: wanted ? backward : undefined });
  }

  /** Address of the tensor's gradient, made and zeroed on first use; 0 where no gradient is wanted. */
  gradientOf(tensor: Tensor | undefined): number {
    if (!tensor?.requiresGradient) return 0;
    if (tensor.base) return this.gradientOf(tensor.base) + tensor.baseOffset;
    if (tensor.gradient === 0) {
      tensor.gradient = this.memory.allocate(tensor.size * 4);
      this.memory.f32.fill(0, tensor.gradient / 4, tensor.gradient / 4 + tensor.size);
    }
    return tensor.gradient;
  }

  /**
   * Address of the gradient of a tensor that none has arrived at yet, with unspecified content: an op that takes it must
   * write all of it. 0 where there is one already (then add to `gradientOf`), where none is wanted, and for views.
   */
  freshGradientOf(tensor: Tensor | undefined): number {
    if (!tensor?.requiresGradient || tensor.base || tensor.gradient !== 0) return 0;
    tensor.gradient = this.memory.allocate(tensor.size * 4);
    return tensor.gradient;
  }

  /**
   * Fills the gradients of everything that `loss` depends on. Gradients accumulate: zero those of the parameters first.
   * @param seed ∂L/∂loss, for a scalar loss 1
   * @throws when `loss` is not a scalar
   */
  backward(loss: Tensor, seed = 1): void {
    if (loss.size !== 1)
      throw new Error(`backward: ${loss.name} has ${loss.size} elements; a loss is one number`);
    if (!loss.requiresGradient)
      throw new Error(`backward: ${loss.name} does not depend on anything that wants a gradient`);
    this.memory.f32[this.gradientOf(loss) / 4] = seed;
    for (let i = this.entriesSoFar.length - 1; i >= 0; i--) {
      const entry = this.entriesSoFar[i] as TapeEntry;
      if (entry.backward && anyReached(entry.outputs)) entry.backward();
    }
  }

  /** A copy of the tensor's numbers, rows gathered where it is a view of some columns. */
  read(tensor: Tensor): Float32Array {
    return this.gather(tensor, tensor.address);
  }

  /** A copy of the tensor's gradient; zeros where none has arrived. */
  readGradient(tensor: Tensor): Float32Array {
    if (!reached(tensor)) return new Float32Array(tensor.size);
    return this.gather(tensor, this.gradientOf(tensor));
  }

  /** The one number of a scalar. */
  scalar(tensor: Tensor): number {
    if (tensor.size !== 1) throw new Error(`${tensor.name} has ${tensor.size} elements, not one`);
    return this.memory.f32[tensor.address / 4] as number;
  }

  private gather(tensor: Tensor, address: number): Float32Array {
    const values = this.memory.f32;
    if (tensor.contiguous) return values.slice(address / 4, address / 4 + tensor.size);
    const out = new Float32Array(tensor.size);
    for (let row = 0; row < tensor.rows; row++) {
      const from = address / 4 + row * tensor.rowStride;
      out.set(values.subarray(from, from + tensor.columns), row * tensor.columns);
    }
    return out;
  }
}

function anyReached(tensors: readonly Tensor[]): boolean {
  for (const tensor of tensors) if (reached(tensor)) return true;
  return false;
}

function reached(tensor: Tensor): boolean {
  return (tensor.base ?? tensor).gradient !== 0;
}
