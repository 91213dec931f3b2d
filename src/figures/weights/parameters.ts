// What the names of the parameters say of them, and which of them belong together.
import type { ParameterState, ParametersAnswer } from '../../experiment/lab/queries.ts';
import type { Trace, TraceTensor } from '../../experiment/lab/trace.ts';
import { roundExtent } from '../../geometry/diverging.ts';
import { blocksOf, type WeightBlock } from '../../geometry/lab/weightsBlocks.ts';

export type Mode = 'values' | 'gradient' | 'update';
export const modes: readonly Mode[] = ['values', 'gradient', 'update'];

export type Part =
  | 'weight_ih'
  | 'weight_hh'
  | 'bias_ih'
  | 'bias_hh'
  | 'embedding.weight'
  | 'out.weight'
  | 'out.bias';

export interface ParameterName {
  readonly part: Part;
  /** Null outside the recurrent layers. */
  readonly layer: number | null;
  readonly backward: boolean;
  /** What its layer's parameters have in common, `_l0_reverse`; '' outside. */
  readonly suffix: string;
}

const recurrent = /^rnn\.(weight_ih|weight_hh|bias_ih|bias_hh)(_l(\d+)(_reverse)?)$/;

export function parseName(name: string): ParameterName {
  const [, part, suffix = '', layer, reverse] = recurrent.exec(name) ?? [];
  if (part === undefined) return { part: name as Part, layer: null, backward: false, suffix: '' };
  return { part: part as Part, layer: Number(layer), backward: reverse !== undefined, suffix };
}

/** As it is written in a picture: `weight_hh_l0`. */
export const shortName = (name: string): string => name.replace(/^rnn\./, '');

/** Rows and columns; a bias is one column. */
export const sidesOf = ({ shape }: ParameterState): readonly [rows: number, columns: number] => [
  shape[0] ?? 0,
  shape[1] ?? 1,
];

export interface Eigenvalues {
  readonly gate: string;
  readonly values: Float32Array;
}

/** A parameter as it is shown large, with what stands beside it. */
export interface Shown {
  readonly parameter: ParameterState;
  readonly name: ParameterName;
  readonly blocks: readonly WeightBlock[];
  /** The bias that is added to what the weight gives; undefined for a bias itself, and for the embedding. */
  readonly bias: ParameterState | undefined;
  /** Eigenvalues of the same layer's W_hh, and its name; of the first layer's outside the recurrent layers. */
  readonly recurrentName: string;
  readonly eigenvalues: readonly Eigenvalues[];
}

/** The cell's gates, in the order of their rows. */
export const gatesOf = ({ eigenvalues }: ParametersAnswer): readonly string[] => [
  ...new Set(eigenvalues.map(({ gate }) => gate)),
];

/** Gate by gate, where the parameter is one of a recurrent layer. */
export const parameterBlocks = (
  { name, shape }: ParameterState,
  gates: readonly string[],
): readonly WeightBlock[] => blocksOf(shape, parseName(name).layer === null ? [] : gates);

/** @returns undefined when there is no parameter at all */
export function shownOf(answer: ParametersAnswer, chosen: string): Shown | undefined {
  const find = (name: string) => answer.parameters.find((own) => own.name === name);
  const parameter =
    find(chosen) ?? answer.parameters.find(({ name }) => parseName(name).part === 'weight_hh');
  if (!parameter) return undefined;
  const name = parseName(parameter.name);
  const recurrentName = `rnn.weight_hh${name.suffix || '_l0'}`;
  const eigenvalues = answer.eigenvalues.filter((own) => own.name === recurrentName);
  return {
    parameter,
    name,
    blocks: parameterBlocks(parameter, gatesOf(answer)),
    bias: parameter.name.includes('weight') ? find(parameter.name.replace('weight', 'bias')) : undefined,
    recurrentName,
    eigenvalues,
  };
}

/** The end of the scale that paints a parameter and its bias. */
export function extentOf({ parameter, bias }: Shown, mode: Mode): number {
  const own = roundExtent(parameter[mode]);
  const beside = bias?.[mode].some((value) => value !== 0) ? roundExtent(bias[mode]) : 0;
  // Zeros alone have the extent 1, which must not make small numbers beside them pale.
  if (parameter[mode].every((value) => value === 0)) return beside || own;
  return Math.max(own, beside);
}

export const tensorNamed = (trace: Trace | null, name: string): TraceTensor | undefined =>
  trace?.tensors.find((tensor) => tensor.op === 'parameter' && tensor.name === name);
