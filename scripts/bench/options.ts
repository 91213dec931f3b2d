// What the command line may say: every flag once, with its default, its check and its line of --help.

import { figureIds, type View, views } from './frames/views.ts';
import { type PeerId, peerIds } from './peers/registry.ts';
import { type VariantId, variantIds } from './variants.ts';
import { type ShapeId, shapeIds } from './workloads/shapes.ts';

export interface BenchOptions {
  readonly shapes: readonly ShapeId[];
  readonly secs: number;
  readonly rounds: number;
  /** Those that are measured, in turns where there are several. */
  readonly variant: readonly VariantId[];
  readonly against: readonly PeerId[];
  readonly updates: number;
  readonly pages: readonly View[];
}

/** Something on the command line that cannot be; its message says what, and what could. */
export class Refused extends Error {
  override name = 'Refused';
}

interface Option<Value> {
  readonly value: string;
  readonly help: string;
  readonly fallback: Value;
  /** @throws Refused */
  parse(text: string): Value;
}

/** Instead of one build. */
const BOTH = 'both';

type Options = { readonly [Name in keyof BenchOptions]: Option<BenchOptions[Name]> };

export const options: Options = {
  shapes: {
    value: 'a,b',
    help: `which shapes, of ${shapeIds.join(', ')}; all where not given`,
    fallback: shapeIds,
    parse: (text) => listOf('shapes', text, shapeIds),
  },
  secs: {
    value: 'N',
    help: 'seconds for each measurement, over all of its rounds (5)',
    fallback: 5,
    parse: (text) => number('secs', text, 'a number of seconds above 0', (value) => value > 0),
  },
  rounds: {
    value: 'N',
    help: 'how many rounds a measurement is cut into; the median counts (5)',
    fallback: 5,
    parse: (text) => number('rounds', text, 'a whole number from 1', (n) => Number.isInteger(n) && n >= 1),
  },
  variant: {
    value: [...variantIds, BOTH].join('|'),
    help: `which build of the kernels (${variantIds[0]}); ${BOTH}: in turns, with their ratio`,
    fallback: ['plain'],
    parse(text) {
      const [only, second] = listOf('variant', text, [...variantIds, BOTH]);
      if (!only || second) throw new Refused(`--variant ${text}: one word, or ${BOTH}`);
      return only === BOTH ? variantIds : [only];
    },
  },
  against: {
    value: 'torch,jax',
    help: `which peers, of ${peerIds.join(', ')}; all where not given`,
    fallback: peerIds,
    parse: (text) => listOf('against', text, peerIds),
  },
  updates: {
    value: 'N',
    help: 'how many updates --memory makes, a multiple of 100 (50000)',
    fallback: 50_000,
    parse: (text) =>
      number('updates', text, 'a multiple of 100, 200 or more', (n) => n >= 200 && n % 100 === 0),
  },
  pages: {
    value: 'home,lab',
    help: `which pages; lab is each of its figures in turn: ${figureIds.join(', ')},
which can be named alone; all where not given`,
    fallback: views,
    parse: (text) => {
      const named = listOf('pages', text, ['home', 'lab', ...figureIds]);
      return views.filter(({ page, figure }) => named.some((name) => name === page || name === figure));
    },
  },
};

/** A list of known names, each once. @throws Refused */
function listOf<Name extends string>(flag: string, text: string, known: readonly Name[]): Name[] {
  const named = text.split(',').map((name) => name.trim());
  if (named.includes(''))
    throw new Refused(`--${flag} "${text}": a name is missing; there are ${known.join(', ')}`);
  const unknown = named.find((name) => !known.includes(name as Name));
  if (unknown !== undefined)
    throw new Refused(`--${flag} ${text}: "${unknown}" is not one of ${known.join(', ')}`);
  return [...new Set(named as Name[])];
}

function number(flag: string, text: string, what: string, fits: (value: number) => boolean): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value < Infinity && fits(value))) throw new Refused(`--${flag} "${text}": it must be ${what}`);
  return value;
}
