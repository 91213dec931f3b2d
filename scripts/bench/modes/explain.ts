// --explain: what it takes to explain one example, and to pack it for the page. The first time counts by itself: nothing is
// warm then, and it is the one that a visitor waits for.

import { packTrace } from '../../../src/experiment/lab/packedTrace.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfigFor } from '../../../src/experiment/lab/settings.ts';
import type { Mode } from '../mode.ts';
import { rounded, writeLine } from '../report.ts';
import { median } from '../statistics.ts';

/** The one that has a limit comes first, while everything is cold. */
const sizes = [
  { length: 12, hiddenSize: 32, layers: 1, bidirectional: false },
  { length: 64, hiddenSize: 128, layers: 1, bidirectional: false },
  { length: 64, hiddenSize: 128, layers: 3, bidirectional: true },
] as const;

export const explain: Mode = {
  flag: 'explain',
  help: 'milliseconds to explain an example of next characters with an LSTM: first, least and middle',
  takes: ['rounds'],
  async run({ rounds }) {
    for (const size of sizes) {
      const config = { ...defaultLabConfigFor('nextCharacter'), cell: 'lstm', ...size } as const;
      const session = LabSession.create(config);
      const times = Array.from({ length: 4 * rounds }, () => {
        const start = performance.now();
        packTrace(session.answer({ kind: 'trace', request: { text: null, clamps: {}, truncation: 0 } }));
        return performance.now() - start;
      });
      const [first = Number.NaN] = times;
      writeLine({
        explain: `lstm, ${size.length} steps of ${size.hiddenSize}, ${size.layers} layers${size.bidirectional ? ', both ways' : ''}`,
        first_ms: rounded(first),
        least_ms: rounded(Math.min(...times)),
        median_ms: rounded(median(times)),
      });
    }
    return 0;
  },
};
