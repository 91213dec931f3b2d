// The presets of `gradient-lab` do what they are there for: measured, on the task that is trained beside the curve.
import { expect, test } from 'vitest';
import type { LabConfig } from '../../../src/experiment/lab/config.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfigFor } from '../../../src/experiment/lab/settings.ts';
import { gradientLab } from '../../../src/figures/gradient-lab/definition.ts';
import { isPreset, type PresetId, presets } from '../../../src/figures/gradient-lab/presets.ts';

const start: LabConfig = { ...defaultLabConfigFor('firstToken'), ...gradientLab.setting };

/** Best held-out share of the run's judgements, and the step of the first that is (nearly) perfect. */
function trained(
  config: LabConfig,
  steps: number,
): { readonly best: number; readonly knownAt: number | null } {
  const session = LabSession.create(config);
  let best = 0;
  while (session.stepCount < steps) {
    if (session.step().diverged) break;
    if (!session.evaluationDue) continue;
    best = Math.max(best, session.evaluate().metric);
    if (best >= 0.98) return { best, knownAt: session.stepCount };
  }
  return { best, knownAt: null };
}

const ids = Object.keys(presets) as PresetId[];

test.each(ids)('%s is the same run whatever came before it', (id) => {
  const fresh = { ...start, ...presets[id] };
  for (const before of ids) expect({ ...start, ...presets[before], ...presets[id] }).toEqual(fresh);
  expect(ids.filter((own) => isPreset(fresh, own))).toEqual([id]);
});

// Chance is 0.25. A share of 200 examples strays from it by 0.03; over all the judgements of a run twice that is usual.
test.each(['vanishing', 'exploding'] as const)('%s: does not get beyond guessing in 400 updates', (id) => {
  expect(trained({ ...start, ...presets[id] }, 400).best).toBeLessThan(0.4);
});

// About half as many updates again as were needed when this was written.
test.each([
  ['irnn', presets.irnn, 80],
  ['clipping', presets.clipping, 100],
  ['lstm', presets.lstm, 180],
  ['gru', presets.gru, 400],
] as const)('%s: knows the first token after 24 steps', (_, patch, steps) => {
  expect(trained({ ...start, ...patch }, steps).knownAt).not.toBeNull();
});
