// Words of the time machine, wherever it stands.
import { format } from '../format.ts';

export const machine = {
  scrub: 'Step shown',
  back: 'Back to the newest',
  fork: 'Fork a new run from here',
  brief: { back: 'Newest', fork: 'Fork' },
  replaying: (step: number) => `Still on its way to step ${format.integer(step)}.`,
  going: (step: number) => `Recomputing step ${format.integer(step)} …`,
};
