// Every parameter as a small named picture; the one that is chosen is shown large.
import { useMemo } from 'react';
import type { ParameterState } from '../../experiment/lab/queries.ts';
import { divergingScale, roundExtent } from '../../geometry/diverging.ts';
import { sampledMatrix } from '../../geometry/lab/weightsBlocks.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { type Paint, Picture } from '../frame/Picture.tsx';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { useRoving } from '../frame/useRoving.ts';
import { paintTile } from './paintTiles.ts';
import { type Mode, parseName, shortName, sidesOf } from './parameters.ts';

interface ThumbnailsProps {
  readonly parameters: readonly ParameterState[];
  readonly mode: Mode;
  /** Its name. */
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

const side = 40;
/** Rows and columns of a small picture. */
export const thumbnailCells = 20;

export function Thumbnails({ parameters, mode, chosen, onChoose }: ThumbnailsProps) {
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
            <Thumbnail parameter={parameter} mode={mode} />
            <span className="weights-thumbnail-name">{shortName(parameter.name)}</span>
          </button>
        );
      })}
    </div>
  );
}

function Thumbnail({ parameter, mode }: { readonly parameter: ParameterState; readonly mode: Mode }) {
  const scheme = useColourScheme();
  const [rows, columns] = sidesOf(parameter);
  const longest = Math.max(rows, columns);
  const size = {
    width: Math.max(6, Math.round((side * columns) / longest)),
    height: Math.max(6, Math.round((side * rows) / longest)),
  };
  const paint = useMemo<Paint>(() => {
    const values = parameter[mode];
    const sample = sampledMatrix(values, rows, columns, thumbnailCells);
    const scale = divergingScale(roundExtent(values), scheme);
    return (context, box) => paintTile(context, sample, scale, { x: 0, y: 0, ...box });
  }, [parameter, mode, rows, columns, scheme]);
  return (
    <span className="weights-thumbnail-picture" aria-hidden="true">
      <Picture paint={paint} {...size} className="weights-thumbnail-canvas" />
    </span>
  );
}
