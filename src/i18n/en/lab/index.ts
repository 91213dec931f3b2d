// English for the lab and its figures: a catalogue of its own, so that the first page does not carry it.
import { embedding } from './embedding.ts';
import { frame } from './frame.ts';
import { gates, quantities } from './gates.ts';
import { impulse } from './impulse.ts';
import { inspector } from './inspector.ts';
import { page } from './page.ts';
import { weights } from './weights.ts';

const lab = { page, frame, inspector, quantities, gates, impulse, weights, embedding };

export default lab;
