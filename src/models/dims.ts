// The dimension letters and what they mean. Tensors carry them, errors and figures print them.

export const dims = {
  B: 'batch',
  T: 'time step of the target',
  S: 'time step of the source',
  D: 'model width (d_model)',
  F: 'feed-forward width',
  V: 'vocabulary',
  N: 'attention head',
  I: 'input feature of a recurrent layer',
  E: "number of a word's vector",
  H: 'hidden unit',
  A: 'unit of additive attention',
  O: 'output',
} as const;
