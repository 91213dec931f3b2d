// Checkpoints in safetensors: files of PyTorch's names and numbers, round trips, and files that lie.

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FixtureTensor, readFixture } from '../../scripts/parity/fixture.ts';
import { zeros } from '../../src/engine/init.ts';
import { Memory } from '../../src/engine/memory.ts';
import { Parameters } from '../../src/engine/parameters.ts';
import { readSafetensors, SafetensorsError, writeSafetensors } from '../../src/engine/safetensors.ts';
import type { StateTensor } from '../../src/engine/stateDict.ts';

const folder = new URL('../reference/', import.meta.url);
const bytesOf = (file: string) => new Uint8Array(readFileSync(new URL(file, folder)));
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.safetensors') && file !== 'safetensors_dtypes.safetensors')
  .map((file) => file.slice(0, -'.safetensors'.length));

/** A file with this header and so many bytes of data. */
function file(header: unknown, size = 0, { length = -1 } = {}): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length < 0 ? text.length : length), true);
  bytes.set(text, 8);
  return bytes;
}
const vector = (begin: number, end: number, rest: object = {}) => ({
  dtype: 'F32',
  shape: [(end - begin) / 4],
  data_offsets: [begin, end],
  ...rest,
});

describe('readSafetensors', () => {
  it('reads every type it knows, scalars, empty tensors, names in any script and unaligned numbers', () => {
    const expected = JSON.parse(
      readFileSync(new URL('safetensors_dtypes.expected.json', folder), 'utf8'),
    ) as Record<string, FixtureTensor>;
    const { tensors, metadata } = readSafetensors(bytesOf('safetensors_dtypes.safetensors'));
    expect([...tensors.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [name, { dtype, shape, data }] of Object.entries(expected)) {
      const tensor = tensors.get(name);
      expect(tensor?.dtype, name).toBe(dtype);
      expect(tensor?.shape, name).toEqual(shape);
      expect(Array.from(tensor?.data ?? [], Number), name).toEqual(data); // exact: widening loses nothing
    }
    expect(Object.fromEntries(metadata)).toEqual({ format: 'pt', note: 'every dtype once' });
  });

  it.each(cases)("reads %s as the fixture's parameters, bit for bit", (name) => {
    const { params } = readFixture(new URL(`${name}.json`, folder).pathname);
    const { tensors } = readSafetensors(bytesOf(`${name}.safetensors`));
    expect([...tensors.keys()].sort()).toEqual(Object.keys(params).sort());
    for (const [tensor, { shape, data }] of Object.entries(params)) {
      expect(tensors.get(tensor)?.shape).toEqual(shape);
      expect(tensors.get(tensor)?.data).toEqual(Float32Array.from(data));
    }
  });

  it('widens all 65,536 half-precision numbers exactly', () => {
    const header = {
      half: { dtype: 'F16', shape: [65536], data_offsets: [0, 131072] },
      brain: { dtype: 'BF16', shape: [65536], data_offsets: [131072, 262144] },
    };
    const bytes = file(header, 262144);
    const start = bytes.length - 262144;
    const view = new DataView(bytes.buffer);
    for (let bits = 0; bits < 65536; bits++) {
      view.setUint16(start + 2 * bits, bits, true);
      view.setUint16(start + 131072 + 2 * bits, bits, true);
    }
    const { tensors } = readSafetensors(bytes);
    const half = tensors.get('half')?.data as Float32Array;
    const brain = tensors.get('brain')?.data as Float32Array;
    const word = new DataView(new ArrayBuffer(4));
    const differences: number[] = [];
    for (let bits = 0; bits < 65536; bits++) {
      const sign = bits >= 32768 ? -1 : 1;
      const exponent = (bits >> 10) & 31;
      const fraction = (bits & 1023) / 1024;
      let expected = sign * 2 ** (exponent - 15) * (1 + fraction);
      if (exponent === 0) expected = sign * 2 ** -14 * fraction;
      if (exponent === 31) expected = fraction === 0 ? sign * Infinity : NaN;
      if (!Object.is(half[bits], expected)) differences.push(bits);
      word.setUint32(0, bits * 65536);
      if (!Object.is(brain[bits], word.getFloat32(0))) differences.push(bits);
    }
    expect(differences).toEqual([]);
  });

  it('copies: what is read does not change with the bytes', () => {
    const bytes = file({ a: vector(0, 4) }, 4);
    const { tensors } = readSafetensors(bytes);
    bytes.fill(255);
    expect(tensors.get('a')?.data).toEqual(Float32Array.of(0));
  });

  it('reads and copies a Node Buffer, whose slice is no copy', () => {
    const bytes = Buffer.from(file({ a: vector(0, 4) }, 4));
    const { tensors } = readSafetensors(bytes);
    bytes.fill(255);
    expect(tensors.get('a')?.data).toEqual(Float32Array.of(0));
  });

  it('reads a window of a larger buffer', () => {
    const own = file({ a: vector(0, 4) }, 4);
    const wide = new Uint8Array(own.length + 20);
    wide.set(own, 7);
    expect(readSafetensors(wide.subarray(7, 7 + own.length)).tensors.get('a')?.shape).toEqual([1]);
  });

  const lies: [what: string, bytes: Uint8Array, says: string][] = [
    ['nothing', new Uint8Array(0), 'begins with 8 bytes; this one has 0'],
    ['half a length', new Uint8Array(7), 'begins with 8 bytes; this one has 7'],
    ['a header cut short', file('{}', 0, { length: 100 }), 'claims 100 bytes, but only 2 follow'],
    ['a giant header', file('{}', 0, { length: 2 ** 40 }), 'claims 1099511627776 bytes; at most 100000000'],
    ['a header of length 2⁶⁴ − 1', new Uint8Array(16).fill(255), 'at most 100000000 are allowed'],
    ['an empty header', file('', 0), 'must begin with {'],
    ['an array', file('[]'), 'must begin with {'],
    ['text that is no JSON', file('{"a":'), 'the header is not JSON'],
    ['bytes that are no text', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xff), 'not UTF-8'],
    ['a byte order mark', file('\ufeff{}'), 'must begin with {'],
    ['a name given twice', file('{"a":1,"a":2}'), 'a: stands twice'],
    [
      'an escaped name given twice',
      file('{"b":{"dtype":"F32","\\u0064type":"F32","shape":[],"data_offsets":[0,4]}}', 4),
      'dtype: stands twice',
    ],
    ['an entry that is a number', file({ a: 3 }), 'a: its entry must be an object'],
    ['an entry that is null', file({ a: null }), 'a: its entry must be an object'],
    ['no type', file({ a: { shape: [], data_offsets: [0, 4] } }, 4), 'a: dtype must be a text'],
    ['an unknown type', file({ a: vector(0, 4, { dtype: 'F8' }) }, 4), 'a: the type F8 is none of F64, F32'],
    [
      'a type named like a method',
      file({ a: vector(0, 4, { dtype: 'toString' }) }, 4),
      'a: the type toString',
    ],
    ['a shape of text', file({ a: vector(0, 4, { shape: ['1'] }) }, 4), 'a: shape must be a list of whole'],
    ['a negative size', file({ a: vector(0, 4, { shape: [-1] }) }, 4), 'a: shape must be a list of whole'],
    ['half a size', file({ a: vector(0, 4, { shape: [0.5, 2] }) }, 4), 'a: shape must be a list of whole'],
    ['a shape past counting', file({ a: vector(0, 4, { shape: [2 ** 40, 2 ** 40] }) }, 4), 'too large'],
    ['a shape that needs more bytes', file({ a: vector(0, 4, { shape: [2] }) }, 4), 'F32 (2) takes 8 bytes'],
    [
      'a shape that needs fewer bytes',
      file({ a: vector(0, 8, { shape: [1] }) }, 8),
      'takes 4 bytes, but its',
    ],
    ['no offsets', file({ a: { dtype: 'F32', shape: [] } }, 4), 'a: data_offsets must be two'],
    ['three offsets', file({ a: vector(0, 4, { data_offsets: [0, 4, 8] }) }, 4), 'data_offsets must be two'],
    ['offsets in reverse', file({ a: vector(0, 4, { data_offsets: [4, 0] }) }, 4), 'begin at 4, after their'],
    ['offsets past the end', file({ a: vector(0, 8) }, 4), 'a: its bytes 0 to 8 end behind the data'],
    ['overlapping tensors', file({ a: vector(0, 8), b: vector(4, 12) }, 12), 'b: its bytes 4 to 12 overlap'],
    ['the same bytes twice', file({ a: vector(0, 4), b: vector(0, 4) }, 4), 'overlap those of a'],
    ['a hole', file({ a: vector(0, 4), b: vector(8, 12) }, 12), 'b: its bytes 8 to 12 leave a hole after'],
    ['bytes that belong to nobody', file({ a: vector(0, 4) }, 9), 'end at byte 4 of the data, which has 9'],
    ['data without tensors', file({}, 3), 'end at byte 0 of the data, which has 3'],
    ['metadata that is no object', file({ __metadata__: [] }), '__metadata__ must be an object'],
    ['metadata that is no text', file({ __metadata__: { a: 1 } }), '__metadata__.a must be a text'],
  ];
  it.each(lies)('refuses %s', (_what, bytes, says) => {
    expect(() => readSafetensors(bytes)).toThrow(SafetensorsError);
    expect(() => readSafetensors(bytes)).toThrow(says);
  });

  it('takes a name of millions of escapes, and finds it when it stands twice', () => {
    const name = '\\"x'.repeat(3_000_000);
    expect(readSafetensors(file(`{"__metadata__":{"${name}":"v"}}`)).metadata.size).toBe(1);
    expect(() => readSafetensors(file(`{"__metadata__":{"${name}":"v","${name}" :"w"}}`))).toThrow(
      SafetensorsError,
    );
  });

  it('refuses a truth value that is neither', () => {
    const bytes = file({ a: { dtype: 'BOOL', shape: [3], data_offsets: [0, 3] } }, 3);
    bytes[bytes.length - 2] = 2;
    expect(() => readSafetensors(bytes)).toThrow('a: element 1 of a BOOL tensor is 2, not 0 or 1');
  });

  it('takes an empty file, empty tensors anywhere, and names that objects have by themselves', () => {
    expect(readSafetensors(file({})).tensors.size).toBe(0);
    const { tensors } = readSafetensors(
      file(
        '{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"e":{"dtype":"I64","shape":[0,9],"data_offsets":[4,4]}}',
        4,
      ),
    );
    expect([...tensors.keys()]).toEqual(['__proto__', 'e']);
  });

  it('never throws anything but a SafetensorsError, whatever the bytes', () => {
    const good = bytesOf('mha_self_avg.safetensors');
    const judge = (bytes: Uint8Array) => {
      try {
        readSafetensors(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(SafetensorsError);
      }
    };
    const random = fc.uint8Array({ maxLength: 300 });
    const json = fc.tuple(fc.json(), fc.nat(64)).map(([text, size]) => file(text, size));
    const changed = fc
      .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
      .map((changes) => {
        const bytes = good.slice();
        for (const [place, value] of changes) bytes[place % 700] = value; // the header and the first numbers
        return bytes;
      });
    const cut = fc.nat(good.length - 1).map((length) => good.slice(0, length));
    const field = fc.oneof(fc.nat(40), fc.integer(), fc.double(), fc.string(), fc.constant(null));
    const entry = fc.record(
      {
        dtype: fc.oneof(fc.constantFrom('F32', 'F16', 'BOOL', 'I64'), field),
        shape: fc.oneof(fc.array(field, { maxLength: 3 }), field),
        data_offsets: fc.oneof(fc.array(fc.nat(40), { maxLength: 3 }), field),
      },
      { requiredKeys: [] },
    );
    const nearly = fc
      .tuple(fc.dictionary(fc.string(), entry, { maxKeys: 3 }), fc.nat(40))
      .map(([header, size]) => file(header, size));
    fc.assert(fc.property(fc.oneof(random, json, changed, cut, nearly), judge), { numRuns: 2000 });
  });

  it('refuses a good file cut short anywhere', () => {
    const good = bytesOf('enc_layer_post_relu.safetensors');
    for (let length = 0; length < good.length; length += 7)
      expect(() => readSafetensors(good.subarray(0, length)), `${length} bytes`).toThrow(SafetensorsError);
  });
});

describe('writeSafetensors', () => {
  it('writes what it reads back: any names, shapes and numbers', () => {
    const name = fc
      .string({ unit: 'grapheme' })
      .filter((text) => text !== '__metadata__' && !/\p{Cs}/u.test(text));
    const tensor = fc.array(fc.nat(4), { maxLength: 4 }).chain((shape) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const data = fc.array(fc.float(), { minLength: size, maxLength: size });
      return data.map((numbers) => ({ shape, data: Float32Array.from(numbers) }));
    });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, tensor), { selector: ([text]) => text }), (list) => {
        const bytes = writeSafetensors(new Map(list), { by: 'test' });
        const { tensors, metadata } = readSafetensors(bytes);
        expect(Object.fromEntries(metadata)).toEqual({ by: 'test' });
        expect(tensors.size).toBe(list.length);
        for (const [text, { shape, data }] of list) {
          expect(tensors.get(text)).toEqual({ dtype: 'F32', shape, data });
        }
        const header = new DataView(bytes.buffer).getUint32(0, true);
        expect(header % 8).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the order of the names, numbers among them too', () => {
    const one = { shape: [], data: Float32Array.of(1) };
    const bytes = writeSafetensors(
      new Map([
        ['b', one],
        ['2', one],
        ['1', one],
      ]),
    );
    const text = new TextDecoder().decode(bytes.subarray(8, bytes.length - 12));
    expect(text.trimEnd()).toBe(
      '{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[],"data_offsets":[0,4]},' +
        '"2":{"dtype":"F32","shape":[],"data_offsets":[4,8]},"1":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}',
    );
  });

  it('writes numbers that are a window of something larger', () => {
    const data = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
    const bytes = writeSafetensors(new Map([['a', { shape: [2], data }]]));
    expect(readSafetensors(bytes).tensors.get('a')?.data).toEqual(Float32Array.of(2, 3));
  });

  it('refuses numbers that do not fill the shape, and the reserved name', () => {
    const data = new Float32Array(3);
    expect(() => writeSafetensors(new Map([['a', { shape: [2, 2], data }]]))).toThrow(
      'a: 3 numbers for the shape (2, 2)',
    );
    expect(() => writeSafetensors(new Map([['__metadata__', { shape: [3], data }]]))).toThrow('__metadata__');
  });
});

describe("a model's state_dict", () => {
  const model = () => {
    const parameters = new Parameters();
    parameters.declare('a.weight', ['out', 'in'], [2, 3], zeros);
    parameters.declare('a.bias', ['out'], [2], zeros);
    const memory = new Memory();
    parameters.allocate(memory);
    memory.f32.set([1, 2, 3, 4, 5, 6, 7, 8], parameters.blocks.parameters / 4);
    return parameters;
  };
  const weight = { shape: [2, 3], data: Float32Array.of(6, 5, 4, 3, 2, 1) };
  const bias = { shape: [2], data: Float32Array.of(9, 8) };

  it('goes through a file and back without a changed bit', () => {
    const from = model();
    const to = model();
    const changed = new Map([
      ['a.weight', weight],
      ['a.bias', bias],
    ]);
    from.loadStateDict(changed);
    to.loadStateDict(readSafetensors(writeSafetensors(from.stateDict())).tensors);
    expect(to.bytes()).toEqual(from.bytes());
    expect([...to.stateDict()]).toEqual([...changed]);
  });

  it('takes parameters in any order and in double precision', () => {
    const parameters = model();
    parameters.loadStateDict(
      new Map<string, StateTensor>([
        ['a.bias', { shape: [2], data: Float64Array.of(0.1, 0.2) }],
        ['a.weight', weight],
      ]),
    );
    expect([...(parameters.stateDict().get('a.bias')?.data ?? [])]).toEqual([
      Math.fround(0.1),
      Math.fround(0.2),
    ]);
  });

  const big = { shape: [2], data: Float64Array.of(0, 1e39) };
  const refused: [what: string, entries: [string, StateTensor][], says: string][] = [
    ['a missing name', [['a.weight', weight]], 'does not fit the model: it lacks a.bias'],
    [
      'an unknown name',
      [
        ['a.weight', weight],
        ['a.bias', bias],
        ['b', bias],
      ],
      'the model has no b',
    ],
    [
      'other names',
      [
        ['c', weight],
        ['d', bias],
      ],
      'it lacks a.weight, a.bias; the model has no c, d',
    ],
    [
      'a transposed weight',
      [
        ['a.weight', { ...weight, shape: [3, 2] }],
        ['a.bias', bias],
      ],
      'a.weight: the model and the checkpoint differ in shape: (2, 3) · (3, 2)',
    ],
    [
      'a flat weight',
      [
        ['a.weight', { ...weight, shape: [6] }],
        ['a.bias', bias],
      ],
      '(2, 3) · (6)',
    ],
    [
      'whole numbers',
      [
        ['a.weight', weight],
        ['a.bias', { shape: [2], data: Int32Array.of(1, 2) }],
      ],
      'a.bias: a parameter needs floating point',
    ],
    [
      'too few numbers',
      [
        ['a.weight', weight],
        ['a.bias', { shape: [2], data: Float32Array.of(1) }],
      ],
      'a.bias: 1 numbers for the shape (2)',
    ],
    [
      'no number',
      [
        ['a.weight', weight],
        ['a.bias', { shape: [2], data: Float32Array.of(1, NaN) }],
      ],
      'a.bias: element 1 is NaN; a parameter must be a finite float32',
    ],
    [
      'a number past float32',
      [
        ['a.weight', weight],
        ['a.bias', big],
      ],
      'a.bias: element 1 is 1e+39',
    ],
  ];
  it.each(refused)('refuses %s and changes nothing', (_what, entries, says) => {
    const parameters = model();
    const before = parameters.bytes();
    expect(() => parameters.loadStateDict(new Map(entries))).toThrow(says);
    expect(parameters.bytes()).toEqual(before);
  });

  it('names the first five of many, and counts the rest', () => {
    const entries = Array.from({ length: 8 }, (_, i): [string, typeof bias] => [`x${i}`, bias]);
    const all = new Map([['a.weight', weight], ['a.bias', bias], ...entries]);
    expect(() => model().loadStateDict(all)).toThrow('the model has no x0, x1, x2, x3, x4 and 3 more');
  });
});
