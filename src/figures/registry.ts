// The figures of the lab, in the order in which they are offered. A new one is a folder with its definition.ts, a line
// here, and its words in i18n (`lab/<id>.ts`, with a `title` and a `tab`; its line in lab/index.ts is named like the id).
import { cell } from './cell/definition.ts';
import type { LabFigureDefinition } from './definition.ts';
import { embedding } from './embedding/definition.ts';
import { gates } from './gates/definition.ts';
import { gradientLab } from './gradient-lab/definition.ts';
import { impulse } from './impulse/definition.ts';
import { loss } from './loss/definition.ts';
import { unrolled } from './unrolled/definition.ts';
import { weights } from './weights/definition.ts';

export const labFigures: readonly LabFigureDefinition[] = [
  unrolled,
  cell,
  gates,
  gradientLab,
  impulse,
  weights,
  embedding,
  loss,
];
