// What a decoder reads at each step of training: the right word (teacher forcing), the word it wrote itself (free
// running), or now one, now the other (scheduled sampling, Bengio et al. 2015).

import { requireOneOf } from '../../engine/ops/checks.ts';
import type { Random } from '../../engine/random.ts';

export type Feeding =
  | { readonly kind: 'teacher' }
  | { readonly kind: 'free' }
  | {
      readonly kind: 'mixed';
      /** Probability that a token is the right one, drawn for every token anew; 0 to 1. */
      readonly teacherShare: number;
      readonly random: Random;
    };

/** Whether the next token is the right one. One draw a call where there is chance in it. */
export function fromTeacher(feeding: Feeding): boolean {
  switch (feeding.kind) {
    case 'teacher':
      return true;
    case 'free':
      return false;
    case 'mixed':
      return feeding.random.float() < feeding.teacherShare;
  }
}

/** @throws RangeError for a share that is no probability, or a kind that there is not */
export function checkFeeding(feeding: Feeding): void {
  requireOneOf('the feeding', feeding.kind, ['teacher', 'free', 'mixed']);
  if (feeding.kind === 'mixed' && !(feeding.teacherShare >= 0 && feeding.teacherShare <= 1))
    throw new RangeError(`the teacher's share must be from 0 to 1, not ${feeding.teacherShare}`);
}
