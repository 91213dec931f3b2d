// Small helpers that several tasks share.

import { logarithm } from '../../engine/numeric.ts';
import type { Random } from '../../engine/random.ts';

/** One of the list, each as likely as the others. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[random.below(list.length)] as T;
}

/** The loss in nats of knowing only how often each answer comes: the entropy of their shares. */
export function entropyOf(answers: Iterable<string | number>): number {
  const counts = new Map<string | number, number>();
  let total = 0;
  for (const answer of answers) {
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
    total += 1;
  }
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / total) * logarithm(count / total);
  return entropy;
}
