// The figures of the lab, in the order in which they are offered. A new one is a folder with its definition.ts, a line
// here, and its words in i18n (`lab/<id>.ts`, with a `title`; its line in lab/index.ts is named like the id).
import type { LabFigureDefinition } from './definition.ts';
import { embedding } from './embedding/definition.ts';
import { gates } from './gates/definition.ts';
import { impulse } from './impulse/definition.ts';
import { weights } from './weights/definition.ts';

export const labFigures: readonly LabFigureDefinition[] = [gates, impulse, weights, embedding];
