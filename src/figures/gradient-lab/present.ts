// What the figure reads out of an answer: the curve that is looked at, what theory says of it, how well the task is done.
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { GradientNormsAnswer } from '../../experiment/lab/queries.ts';
import { arriving, byHops, contradicts, geometric, isDrawable, startOf } from '../../geometry/lab/decay.ts';
import type { LabEvaluation, LabView } from '../definition.ts';

/** Which gradient: of a layer under all losses together, or of the top layer under the loss of one step. */
export type Looked =
  | { readonly kind: 'layer'; readonly layer: number }
  | { readonly kind: 'source'; readonly source: number };

/** Of the answer that is shown; the nearest there is where another run has fewer layers or sources. */
export function hopsOf(answer: GradientNormsAnswer, looked: Looked): number[] {
  const { layers, flows } = answer;
  if (looked.kind === 'source' && flows.length > 0) {
    const flow = flows.find(({ source }) => source === looked.source) ?? flows.at(-1);
    return byHops(flow?.norms ?? []);
  }
  const layer = looked.kind === 'layer' ? looked.layer : layers.length - 1;
  return byHops(layers[Math.min(layer, layers.length - 1)] ?? []);
}

/** The same of the cell state's gradient ∂L/∂c; undefined for a cell that has none. */
export function cellHopsOf(answer: GradientNormsAnswer, looked: Looked): number[] | undefined {
  const { cells, flows } = answer;
  if (cells.length === 0) return undefined;
  const own = flows.map(({ source, cell }) => ({ source, norms: cell ?? new Float32Array(0), cell }));
  return hopsOf({ ...answer, layers: cells, flows: own }, looked);
}

/** The whole loss where every step adds one of its own: the size at a step tells nothing of how far a gradient came. */
export const overlaps = (answer: GradientNormsAnswer, looked: Looked): boolean =>
  looked.kind === 'layer' && answer.flows.length > 1;

/** The state whose gradient is judged: what an LSTM remembers is in its cell state. */
export type State = 'hidden' | 'cell';

/** Why no theoretical slope is drawn. */
export type NoTheory = 'gated' | 'layers' | 'overlap' | 'truncated' | 'nothing';

export interface Theory {
  readonly radius: number;
  readonly slope: number;
  /** `mean` of the activation's slopes, or the square `root` of that. */
  readonly kind: 'mean' | 'root';
  /** radius · slope: what one hop multiplies by, by this rule of thumb. */
  readonly factor: number;
  readonly hops: readonly number[];
}

/**
 * (spectral radius · slope)^hops, from the first gradient there is (after Pascanu, Mikolov & Bengio 2013, section 2.1). It
 * means something where one loss goes back alone through one plain layer, all the way.
 *
 * The slope of tanh is the mean one. ReLU's is 0 or 1: where a share p of the units is open, p of a gradient's squares
 * come through, so that √p of its norm does. With p itself, a radius of 1.5 would be told to vanish while it explodes.
 */
export function theoryOf(
  config: LabConfig,
  answer: GradientNormsAnswer,
  looked: Looked,
  hops: readonly number[],
): Theory | NoTheory {
  const { spectralRadius: radius, meanSlope } = answer;
  if (radius === null || meanSlope === null) return 'gated';
  if (config.layers > 1) return 'layers';
  if (config.truncation > 0) return 'truncated';
  if (overlaps(answer, looked)) return 'overlap';
  const kind = config.cell === 'rnn_relu' ? 'root' : 'mean';
  const slope = kind === 'root' ? Math.sqrt(meanSlope) : meanSlope;
  const factor = radius * slope;
  const start = startOf(hops);
  const first = hops[start];
  if (!isDrawable(first) || !Number.isFinite(factor)) return 'nothing';
  return { radius, slope, kind, factor, hops: geometric(first, factor, start, hops.length) };
}

/** What would reach the first step by theory, and what does, where the two do not say the same. */
export function disagreementOf(
  theory: Theory | NoTheory,
  hops: readonly number[],
): { readonly foretold: number; readonly measured: number } | undefined {
  if (typeof theory === 'string') return undefined;
  const [foretold, measured] = [arriving(theory.hops.slice(startOf(hops))), arriving(hops)];
  return contradicts(foretold, measured) ? { foretold, measured } : undefined;
}

export interface Task {
  /** `share`: of right answers; `error`: mean squared. */
  readonly metric: 'share' | 'error';
  /** What blind guessing comes to, where the loss of guessing tells it. */
  readonly chance: number | undefined;
}

const words: readonly LabConfig['task'][] = ['firstToken', 'sentiment', 'nextCharacter', 'nextWord'];

export const metricOf = (task: LabConfig['task']): Task['metric'] =>
  words.includes(task) ? 'share' : 'error';

/** Of what comes next the commonest answer is not known here, so neither is its share. */
export function taskOf({ config: { task }, blindLoss }: Pick<LabView, 'config' | 'blindLoss'>): Task {
  const metric = metricOf(task);
  if (!Number.isFinite(blindLoss)) return { metric, chance: undefined };
  if (metric === 'error') return { metric, chance: blindLoss };
  // All answers come equally often: guessing loses ln n, and is right once in n.
  const even = task === 'firstToken' || task === 'sentiment';
  return { metric, chance: even ? Math.exp(-blindLoss) : undefined };
}

/** The last judgement up to a step. */
export const judgedAt = (evaluations: readonly LabEvaluation[], step: number): LabEvaluation | undefined =>
  evaluations.findLast((own) => own.step <= step);
