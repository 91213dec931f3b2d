// Every parameter as a small named picture; the one that is chosen is shown large.
import { useMemo } from 'react';
import type { ParameterState } from '../../experiment/lab/queries.ts';
import { divergingScale, roundExtent } from '../../geometry/diverging.ts';
import { planTile, tileSamples } from '../../geometry/lab/weightsTiles.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { type Paint, Picture } from '../frame/Picture.tsx';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { useRoving } from '../frame/useRoving.ts';
import { paintTile } from './paintTiles.ts';
import { type Mode, parameterBlocks, parseName, shortName, sidesOf } from './parameters.ts';

interface ThumbnailsProps {
  readonly parameters: readonly ParameterState[];
  /** Of the cell. */
  readonly gates: readonly string[];
  readonly mode: Mode;
  /** Its name. */
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

/** Longest side of a small picture, pixels. */
export const thumbnailSide = 44;

export function Thumbnails({ parameters, gates, mode, chosen, onChoose }: ThumbnailsProps) {
  const { weights: m } = useLabMessages();
  const at = Math.max(
    0,
    parameters.findIndex(({ name }) => name === chosen),
  );
  const roving = useRoving(parameters.length, at);
  return (
    <div className="weights-thumbnails" role="toolbar" aria-label={m.all} onKeyDown={roving.onKeyDown}>
      {parameters.map((parameter, index) => {
        const [rows, columns] = sidesOf(parameter);
        const { part } = parseName(parameter.name);
        return (
          <button
            key={parameter.name}
            type="button"
            className="weights-thumbnail"
            aria-pressed={parameter.name === chosen}
            aria-label={m.thumbnail(shortName(parameter.name), m.parts[part], rows, columns)}
            onClick={() => onChoose(parameter.name)}
            onFocus={() => roving.entered(index)}
            {...roving.item(index)}
          >
            <Thumbnail parameter={parameter} gates={gates} mode={mode} />
            <span className="weights-thumbnail-name">{shortName(parameter.name)}</span>
          </button>
        );
      })}
    </div>
  );
}

interface ThumbnailProps {
  readonly parameter: ParameterState;
  readonly gates: readonly string[];
  readonly mode: Mode;
}

function Thumbnail({ parameter, gates, mode }: ThumbnailProps) {
  const scheme = useColourScheme();
  const plan = useMemo(() => planTile(parameterBlocks(parameter, gates), thumbnailSide), [parameter, gates]);
  const paint = useMemo<Paint>(() => {
    const samples = tileSamples(parameter[mode], plan);
    const scale = divergingScale(roundExtent(parameter[mode]), scheme);
    return (context) => paintTile(context, plan, samples, scale, 0, 0);
  }, [parameter, mode, plan, scheme]);
  return (
    <span className="weights-thumbnail-picture" aria-hidden="true">
      <Picture paint={paint} width={plan.width} height={plan.height} className="weights-thumbnail-canvas" />
    </span>
  );
}
