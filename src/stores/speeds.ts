// The speeds a visitor may choose. The page's words for them are in i18n.

/** Identifies a speed; also what is kept in storage. */
export type SpeedId = 'one' | 'five' | 'watch' | 'hundred' | 'full';

export interface Speed {
  readonly id: SpeedId;
  /** Updates a second; null: as fast as the machine can. */
  readonly stepsPerSecond: number | null;
}

/** Slowest first. */
export const speeds: readonly Speed[] = [
  { id: 'one', stepsPerSecond: 1 },
  { id: 'five', stepsPerSecond: 5 },
  { id: 'watch', stepsPerSecond: 25 },
  { id: 'hundred', stepsPerSecond: 100 },
  { id: 'full', stepsPerSecond: null },
];

/** Slow enough to watch: about six seconds to fluency. */
export const defaultSpeed: SpeedId = 'watch';

/** The speed of that id; the default for anything else, as it may come from storage. */
export function speedOf(id: unknown): Speed {
  const found = speeds.find((speed) => speed.id === id) ?? speeds.find((speed) => speed.id === defaultSpeed);
  if (!found) throw new Error('speeds: the default is not in the table');
  return found;
}
