// The models there are. A new one is one file and one line here; load.ts says what of them a page must wait for.

import { seq2seqModels } from './seq2seq/definition.ts';
import type { ModelDefinition } from './sequenceToSequence.ts';
import { transformer } from './transformer/definition.ts';

export const models = { transformer, ...seq2seqModels } as const satisfies Record<string, ModelDefinition>;

export type ModelId = keyof typeof models;
