// One parameter large: its gates' blocks apart, each in its gate's colour, with the bias that belongs to it as a strip.
import { useMemo } from 'react';
import type { ParameterState } from '../../experiment/lab/queries.ts';
import { divergingScale } from '../../geometry/diverging.ts';
import { cellSize } from '../../geometry/heatmap.ts';
import { blocksPerRow, type WeightBlock } from '../../geometry/lab/weightsBlocks.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { lookOf } from '../lab/quantities.ts';
import { cellWords, gateName } from './naming.ts';
import { type Mode, type Shown, shortName } from './parameters.ts';
import { type PointedWeight, WeightMatrix } from './WeightMatrix.tsx';

interface BlocksProps {
  readonly shown: Shown;
  readonly mode: Mode;
  readonly extent: number;
  readonly width: number;
  readonly linked: PointedWeight | undefined;
  readonly onPoint: (pointed: PointedWeight | undefined) => void;
  readonly onPin: (pointed: PointedWeight | undefined) => void;
}

const gap = 24;
/** Pixels of a cell below which blocks go under one another. */
const least = 5;
/** Of a named row. */
const nameHeight = 14;
/** Names of rows, and the bias beside a block. */
const beside = 64;

export function Blocks(props: BlocksProps) {
  const { shown, mode, extent, width } = props;
  const words = useLabMessages();
  const scheme = useColourScheme();
  const scale = useMemo(() => divergingScale(extent, scheme), [extent, scheme]);
  const { parameter, bias, blocks } = shown;
  const lying = parameter.shape.length === 1;
  const gates = useMemo(() => blocks.flatMap(({ gate }) => gate ?? []), [blocks]);
  const { rows, columns } = blocks[0] ?? { rows: 0, columns: 0 };
  const namesHeight = parameter.labels[0] ? rows * nameHeight : 0;
  const perRow = lying ? 1 : blocksPerRow(blocks.length, columns + beside / least, width, gap, least);
  const room = useMemo(() => {
    const own = Math.floor((width + gap) / perRow) - gap - (bias ? 32 : 0);
    // Square cells: as large as the width lets them be, and no taller together than a screen takes.
    const largest = cellSize(lying ? rows : columns, own - (lying ? 0 : 32), 24);
    return { width: own, tallest: Math.max(384, Math.min(1120, namesHeight)), largest };
  }, [width, perRow, bias, lying, rows, columns, namesHeight]);
  const narrow = useMemo(() => ({ ...room, width: room.largest }), [room]);
  const matrix = (own: ParameterState, block: WeightBlock, title: string) => (
    <WeightMatrix
      name={title}
      parameter={own}
      block={block}
      mode={mode}
      scale={scale}
      room={own === bias ? narrow : room}
      named={own === parameter && !lying}
      lying={lying}
      linked={props.linked}
      describe={(index) => cellWords(own, index, mode, gates, words)}
      onPoint={props.onPoint}
      onPin={props.onPin}
    />
  );
  return (
    <div className="weights-blocks">
      {blocks.map((block) => {
        const look = block.gate === null ? undefined : lookOf(block.gate);
        const gate = block.gate === null ? '' : gateName(block.gate, words.quantities);
        const title = (own: ParameterState) => [shortName(own.name), gate].filter(Boolean).join(', ');
        return (
          <div key={block.first}>
            {gate !== '' && (
              <h5 className="weights-block-name" style={look && { color: roleColour(look.role) }}>
                {gate} {look && <i>{look.symbol}</i>}
              </h5>
            )}
            <div className="weights-block">
              {matrix(parameter, block, title(parameter))}
              {bias && matrix(bias, block, title(bias))}
            </div>
          </div>
        );
      })}
    </div>
  );
}
