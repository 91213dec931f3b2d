// Every kind of question that figures ask, and what answers it.

import type { LabParts } from '../parts.ts';
import type { Answers, Query, QueryKind } from '../queries.ts';
import { gradientNorms } from './gradientNorms.ts';
import { impulse } from './impulse.ts';
import { parameters } from './parameters.ts';
import { samples } from './samples.ts';
import { trace } from './trace.ts';

export type Answerer<Kind extends QueryKind> = (
  parts: LabParts,
  query: Extract<Query, { readonly kind: Kind }>,
) => Answers[Kind];

export const answerers: { readonly [Kind in QueryKind]?: Answerer<Kind> } = {
  trace,
  parameters,
  gradientNorms,
  impulse,
  samples,
};
