// English for the lab and its figures: a catalogue of its own, so that the first page does not carry it.
import { cell } from './cell.ts';
import { embedding } from './embedding.ts';
import { frame } from './frame.ts';
import { gates, quantities } from './gates.ts';
import { gradientLab } from './gradientLab.ts';
import { impulse } from './impulse.ts';
import { inspector } from './inspector.ts';
import { loss } from './loss.ts';
import { machine } from './machine.ts';
import { page } from './page.ts';
import { unrolled } from './unrolled.ts';
import { weights } from './weights.ts';

const lab = {
  page,
  frame,
  inspector,
  quantities,
  gates,
  impulse,
  machine,
  loss,
  'gradient-lab': gradientLab,
  cell,
  unrolled,
  weights,
  embedding,
};

export default lab;
