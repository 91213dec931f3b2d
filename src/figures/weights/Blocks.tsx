// One parameter large: its gates' blocks apart, each in its gate's colour, with the bias that belongs to it as a strip.
import { useMemo } from 'react';
import type { ParameterState } from '../../experiment/lab/queries.ts';
import { divergingScale } from '../../geometry/diverging.ts';
import { blocksGap, planBlocks, type WeightBlock } from '../../geometry/lab/weightsBlocks.ts';
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

/** Of a row that carries a word. */
export const nameHeight = 14;
/** Of a bias alone: one row of cells. */
const lyingCell = 24;

export function Blocks(props: BlocksProps) {
  const { shown, mode, extent, width } = props;
  const words = useLabMessages();
  const scheme = useColourScheme();
  const scale = useMemo(() => divergingScale(extent, scheme), [extent, scheme]);
  const { parameter, bias, blocks } = shown;
  const lying = parameter.shape.length === 1;
  const gates = useMemo(() => blocks.flatMap(({ gate }) => gate ?? []), [blocks]);
  const { rows, columns } = blocks[0] ?? { rows: 0, columns: 0 };
  const rowHeight = parameter.labels[0] ? nameHeight : 0;
  const count = blocks.length;
  const strip = bias !== undefined;
  const { room, perRow } = useMemo(() => {
    if (lying) return { room: { width, tallest: lyingCell, largest: lyingCell }, perRow: 1 };
    const plan = planBlocks({ count, rows, columns, width, strip, rowHeight });
    return { room: { width, tallest: plan.cell * rows, largest: plan.cell }, perRow: plan.perRow };
  }, [lying, count, rows, columns, width, strip, rowHeight]);
  const matrix = (own: ParameterState, block: WeightBlock, title: string, first: boolean) => (
    <WeightMatrix
      name={title}
      parameter={own}
      block={block}
      mode={mode}
      scale={scale}
      room={room}
      named={own === parameter && first && !lying}
      lying={lying}
      linked={props.linked}
      describe={(index) => cellWords(own, index, mode, gates, words)}
      onPoint={props.onPoint}
      onPin={props.onPin}
    />
  );
  return (
    <div
      className="weights-blocks"
      style={{ gridTemplateColumns: `repeat(${perRow}, max-content)`, columnGap: blocksGap }}
    >
      {blocks.map((block, at) => {
        const look = block.gate === null ? undefined : lookOf(block.gate);
        const gate = block.gate === null ? '' : gateName(block.gate, words.quantities);
        const title = (own: ParameterState) => [shortName(own.name), gate].filter(Boolean).join(', ');
        return (
          <div key={block.first}>
            {gate !== '' && (
              <h5 className="weights-block-name" style={look && { color: roleColour(look.role) }}>
                {gate} {look && <i>{symbolOf(block.gate, look.symbol, gates)}</i>}
              </h5>
            )}
            <div className="weights-block">
              {matrix(parameter, block, title(parameter), at % perRow === 0)}
              {bias && matrix(bias, block, title(bias), false)}
            </div>
          </div>
        );
      })}
    </div>
  );
}

/** A GRU, which alone has a reset gate, writes its candidate n. */
const symbolOf = (gate: string | null, symbol: string, gates: readonly string[]): string =>
  gate === 'candidate' && gates.includes('reset') ? 'n' : symbol;
