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
  tools: (title: string) => `Tools: ${title}`,
  save: 'Save',
  saveAs: { svg: 'Picture (SVG)', png: 'Picture (PNG)', csv: 'Numbers (CSV)' },
  saved: 'Saved.',
  notSaved: (why: string) => `It could not be saved: ${why}`,
  copyLink: 'Copy link',
  copied: 'The link is copied.',
  copyByHand: 'The browser lets no page copy. Here is the link:',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  rows: (shown: number, all: number) =>
    `The first ${format.integer(shown)} of ${format.integer(all)} rows; the CSV has them all.`,
  empty: 'Nothing to show yet.',
  computing: 'Computing…',
  failed: 'This figure could not be drawn.',
  noRun: 'There is no run to draw. The page’s message says why.',
  again: 'Try again',
  madeBy: (step: number) =>
    `Unrolled, step ${format.integer(step)}. Every mark is a number of the live model.`,
};
