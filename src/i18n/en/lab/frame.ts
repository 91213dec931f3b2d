// What every figure of the lab has around its stage.
import { format } from '../format.ts';

export const frame = {
  beats: 'Beats of this figure',
  play: 'Play',
  pause: 'Pause',
  back: 'One beat back',
  next: 'One beat on',
  scrub: 'Beat',
  beatOf: (beat: number, count: number) => `${format.integer(beat)} of ${format.integer(count)}`,
  speed: 'Pace of the beats',
  times: (speed: number) => `${format.rate(speed)}×`,
  empty: 'Nothing to show yet.',
  computing: 'Computing…',
  failed: 'This figure could not be drawn.',
  /** `why` says how large it is, and the limit. */
  tooLarge: (why: string) =>
    `This is too large to be shown number by number. ${why} Fewer steps, units or layers fit.`,
  broken: (why: string) => `This could not be computed: ${why}`,
  noRun: 'There is no run to draw. The page’s message says why.',
  again: 'Try again',
  notLoaded:
    'This figure could not be fetched. The run is not touched. With a connection again, “Try again” loads the page anew, with this run at its step.',
  stillNot: 'There is no connection yet.',
  brokeAt: (step: number) =>
    `At step ${format.integer(step)} the numbers of this network broke down: an update was too large. The step before is whole; to train on, go back to the last good step, or begin again with a smaller learning rate or clipping.`,
  showBefore: (step: number) => `Show step ${format.integer(step)}`,
};
