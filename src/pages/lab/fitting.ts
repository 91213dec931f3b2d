// Which figure the page shows, which run a figure begins with, and what a run would need for a figure to fit it.
import type { LabConfig } from '../../experiment/lab/config.ts';
import { defaultLabConfig, defaultLabConfigFor } from '../../experiment/lab/settings.ts';
import type { LabFigureDefinition } from '../../figures/definition.ts';
import { labFigures } from '../../figures/registry.ts';
import type { FigureChoices, Opening } from '../../stores/lab/labStore.ts';

/** The page without a figure in its link opens with the first. */
export const firstFigure = labFigures[0] as LabFigureDefinition;

/** undefined for an id that no figure has. */
export const figureOf = (id: string | null): LabFigureDefinition | undefined =>
  id === null ? firstFigure : labFigures.find((figure) => figure.id === id);

function openingOf({ setting, warmUp }: LabFigureDefinition): Opening {
  const start = setting.task === undefined ? defaultLabConfig : defaultLabConfigFor(setting.task);
  return { config: { ...start, ...setting }, step: warmUp };
}

/** What the store has to know of the figures. A figure that does not exist stands for the first. */
export const figureChoices: FigureChoices = {
  fits: (id, config) => figureOf(id)?.fits(config) ?? true,
  // A visitor who asked for nothing sees a network that knows nothing yet.
  opening: (id) =>
    id === null ? { ...openingOf(firstFigure), step: 0 } : openingOf(figureOf(id) ?? firstFigure),
};

/**
 * The least of a figure's setting with which it can show this run: one field where one is enough, else all that differ.
 * Empty where it fits already.
 */
export function missingFor(figure: LabFigureDefinition, config: LabConfig): Partial<LabConfig> {
  const { setting } = figure;
  if (figure.fits(config)) return {};
  const names = Object.keys(setting) as (keyof LabConfig)[];
  const patches = names
    .filter((name) => setting[name] !== config[name])
    .map((name): Partial<LabConfig> => ({ [name]: setting[name] }));
  const enough = patches.find((patch) => figure.fits({ ...config, ...patch }));
  return enough ?? Object.assign({}, ...patches);
}
