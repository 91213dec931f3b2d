// The kinds of fixtures there are, under the names that fixtures give them. A new one is one file and one line here.

import { mha, sdpa } from './attention.ts';
import { cell } from './cell.ts';
import type { Kind } from './kind.ts';
import { op } from './op.ts';
import { clip, optimizer } from './optimizer.ts';
import { optimizerRaw } from './optimizerRaw.ts';
import { rnn } from './rnn.ts';
import { seq2seq } from './seq2seq.ts';
import { trajectory } from './trajectory.ts';
import {
  decoderLayer,
  decoderStack,
  encoderLayer,
  encoderStack,
  posenc,
  transformerFull,
  transformerSeq2seq,
} from './transformer.ts';
import { treeLstmChildSum, treeRecnn } from './trees.ts';
import { vanishing } from './vanishing.ts';

export const kinds: Readonly<Record<string, Kind>> = {
  op,
  vanishing,
  rnn: (fixture) => rnn(fixture),
  seq2seq: (fixture) => seq2seq(fixture),
  cell,
  clip,
  optimizer,
  optimizer_raw: optimizerRaw,
  sdpa,
  mha,
  posenc,
  transformer_encoder_layer: encoderLayer,
  transformer_encoder_stack: encoderStack,
  transformer_decoder_layer: decoderLayer,
  transformer_decoder_stack: decoderStack,
  transformer_full: transformerFull,
  transformer_seq2seq: transformerSeq2seq,
  trajectory,
  tree_lstm_childsum: treeLstmChildSum,
  tree_recnn: treeRecnn,
};
