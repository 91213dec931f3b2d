// Beam search: keeps the best few beginnings of a target at each step instead of the single best. It returns the whole
// tree that it looked at, because a lesson wants to show what was given up and when.

import { exponential, logarithm } from '../engine/numeric.ts';
import { requireWithin } from '../engine/ops/checks.ts';
import type { Tape } from '../engine/tape.ts';
import { type DecodingOptions, hide, lastRow } from './decoding.ts';
import { type Ids, padIds, type SequenceToSequence } from './sequenceToSequence.ts';

export interface BeamOptions extends DecodingOptions {
  /** How many beginnings are kept at each step, and how many continuations of each are looked at. */
  readonly width: number;
  /**
   * A finished target's score is its log-probability divided by lengthᵃ (Wu et al. 2016, without their constant). Default 0:
   * the log-probability itself, which favours short targets; 1: the mean over tokens.
   */
  readonly lengthExponent?: number;
}

/** One token that the search looked at. */
export interface BeamNode {
  /** Place in `nodes`; parents come before their children. */
  readonly index: number;
  /** The token before it; −1 for the root, which is `bos`. */
  readonly parent: number;
  readonly token: number;
  /** Tokens written up to here, this one included; 0 for the root. */
  readonly length: number;
  /** ln p(token | source, tokens before). */
  readonly logProbability: number;
  /** Sum of the log-probabilities from the root to here. */
  readonly total: number;
  /** Whether it was among the best of its step. What is not kept has no children. */
  readonly kept: boolean;
  /** Ends with `eos`, or was cut off at the greatest length. Only such nodes are in `hypotheses`. */
  readonly ending: 'eos' | 'cut' | 'none';
}

export interface Hypothesis {
  /** Its last token's place in `nodes`. */
  readonly node: number;
  /** With `eos` where it was reached. */
  readonly tokens: readonly number[];
  readonly logProbability: number;
  /** What hypotheses are ordered by; see `lengthExponent`. */
  readonly score: number;
}

export interface BeamTree {
  readonly nodes: readonly BeamNode[];
  /** All kept targets, finished ones before those that were cut off, the best first. */
  readonly hypotheses: readonly Hypothesis[];
}

/**
 * Searches for the most probable target of one source, without gradients. Ties go to the earlier parent, then to the
 * smaller id. A width that nothing is cut at makes it exhaustive; width 1 is greedy.
 * @param source one sequence
 * @throws RangeError for options out of range, or more than one source
 */
export function beamSearch(
  tape: Tape,
  model: SequenceToSequence,
  source: Ids,
  options: BeamOptions,
): BeamTree {
  const { bos, eos, maxLength, width, lengthExponent = 0 } = options;
  if (!Number.isInteger(width) || width < 1)
    throw new RangeError(`beamSearch: the width must be a positive integer, not ${width}`);
  requireWithin('maxLength', maxLength, 0, Number.MAX_SAFE_INTEGER);
  if (source.batch !== 1)
    throw new RangeError(`beamSearch: it searches for one source at a time, not ${source.batch}`);
  const root: BeamNode = {
    index: 0,
    parent: -1,
    token: bos,
    length: 0,
    logProbability: 0,
    total: 0,
    kept: true,
    ending: 'none',
  };
  const nodes: BeamNode[] = [root];
  return tape.withoutGradients(() => {
    const copies = Array.from({ length: width }, () => Array.from(source.values));
    const encoded = model.encode(tape, padIds(copies));
    let alive = [root];
    let places = width; // a finished target keeps its place
    for (let length = 1; length <= maxLength && alive.length > 0; length++) {
      const rows = tape.withoutGradients(() => {
        const beginnings = alive.map((node) => tokensTo(nodes, node));
        const padded = Array.from({ length: width }, (_, row) => [
          bos,
          ...(beginnings[row] ?? beginnings[0] ?? []),
        ]);
        const { logits } = model.decode(tape, encoded, padIds(padded));
        hide(tape, logits, options.never);
        return alive.map((_, row) => logProbabilities(lastRow(tape, logits, row)));
      });
      const candidates = alive.flatMap((parent, row) =>
        best(rows[row] as Float64Array, width).map(({ token, logProbability }) => ({
          parent: parent.index,
          token,
          logProbability,
          total: parent.total + logProbability,
        })),
      );
      // A stable sort: candidates come parent by parent and by id among equals.
      const ranked = [...candidates].sort((a, b) => b.total - a.total).slice(0, places);
      const kept = new Set(ranked);
      const added = candidates.map((candidate, i): BeamNode => {
        const cut = length === maxLength ? 'cut' : 'none';
        const ending = candidate.token === eos ? 'eos' : cut;
        return { ...candidate, index: nodes.length + i, length, kept: kept.has(candidate), ending };
      });
      nodes.push(...added);
      const going = added.filter((node) => node.kept);
      alive = going.filter((node) => node.ending === 'none').sort((a, b) => b.total - a.total);
      places -= going.length - alive.length;
    }
    const ended = nodes.filter((node) => node.kept && node.ending !== 'none');
    return { nodes, hypotheses: rank(nodes, ended, lengthExponent) };
  });
}

/** Finished targets first, by score; where scores are equal, the one found first. */
function rank(nodes: readonly BeamNode[], ended: readonly BeamNode[], exponent: number): Hypothesis[] {
  return ended
    .map((node) => ({
      node: node.index,
      tokens: tokensTo(nodes, node),
      logProbability: node.total,
      score: node.total / exponential(exponent * logarithm(node.length)),
      cut: node.ending === 'cut' ? 1 : 0,
    }))
    .sort((a, b) => a.cut - b.cut || b.score - a.score)
    .map(({ cut: _cut, ...hypothesis }) => hypothesis);
}

/** The tokens written from the root to here. */
function tokensTo(nodes: readonly BeamNode[], node: BeamNode): number[] {
  const tokens: number[] = [];
  for (let at = node; at.parent >= 0; at = nodes[at.parent] as BeamNode) tokens.push(at.token);
  return tokens.reverse();
}

/** ln softmax in double precision; −∞ stays −∞. */
function logProbabilities(logits: Float32Array): Float64Array {
  const highest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const sum = logits.reduce((total, logit) => total + exponential(logit - highest), 0);
  const shift = highest + logarithm(sum);
  return Float64Array.from(logits, (logit) => logit - shift);
}

/** The most probable tokens, at most `count`; none that has no probability. */
function best(values: Float64Array, count: number) {
  return Array.from(values, (logProbability, token) => ({ token, logProbability }))
    .filter(({ logProbability }) => logProbability > Number.NEGATIVE_INFINITY)
    .sort((a, b) => b.logProbability - a.logProbability || a.token - b.token)
    .slice(0, count);
}
