// The ways in which a run comes to the page: fresh, by a link, from an earlier visit. Each says where it begins.
import { defaultConfig, type ExperimentConfig } from '../experiment/config.ts';
import { readLink } from '../experiment/link.ts';
import { examples } from '../tasks/examples.ts';
import type { RunPoint } from '../worker/runClient.ts';
import { maxPhraseLength } from './runState.ts';
import { defaultSpeed, type SpeedId, speedOf } from './speeds.ts';
import type { SavedRun } from './storage.ts';

/** A run that can be begun or had back. */
export interface Way {
  readonly point: RunPoint;
  /** Whether its steps are shown while they are recomputed. */
  readonly shown: boolean;
  readonly phrase: string;
  readonly speed: SpeedId;
}

/** Step 0 of a config. */
export function freshWay(config: ExperimentConfig, phrase: string, speed: SpeedId, relaxed: boolean): Way {
  return { point: { config, relaxed, snapshot: null, step: 0 }, shown: true, phrase, speed };
}

/** What the page begins with when nobody asks for anything else. */
export function firstWay(relaxed = false): Way {
  return freshWay(defaultConfig, examples[defaultConfig.task].input, defaultSpeed, relaxed);
}

/** The run of a link, always with the plain kernels; without a phrase of its own, with the task's example. */
export function linkedWay(
  { config, step, phrase }: Pick<ReturnType<typeof readLink>, 'config' | 'step' | 'phrase'>,
  speed: SpeedId,
): Way {
  return {
    point: { config, relaxed: false, snapshot: null, step },
    shown: true,
    phrase: phrase ?? examples[config.task].input,
    speed,
  };
}

/** The run that storage keeps, if it had come anywhere; a relaxed one is plain where the browser no longer `canRelax`. */
export function previousWay(saved: SavedRun | null, canRelax: boolean): Way | null {
  if (!saved) return null;
  const link = readLink(saved.link);
  if (!link.present || link.step === 0) return null;
  const way = linkedWay(link, speedOf(saved.speed).id);
  const relaxed = saved.relaxed && canRelax;
  return { ...way, point: { ...way.point, relaxed }, phrase: cutPhrase(saved.phrase) };
}

/** The phrase as the page keeps it: not longer than it can hold, and not cut through a character. */
export function cutPhrase(text: string): string {
  if (text.length <= maxPhraseLength) return text;
  const last = text.charCodeAt(maxPhraseLength - 1);
  const splitsPair = last >= 0xd800 && last < 0xdc00;
  return text.slice(0, splitsPair ? maxPhraseLength - 1 : maxPhraseLength);
}
