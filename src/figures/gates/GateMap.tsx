// One gate or state as a heatmap: units down, words across.
import { useMemo } from 'react';
import { divergingScale } from '../../geometry/diverging.ts';
import type { Cell } from '../../geometry/heatmap.ts';
import { reordered } from '../../geometry/lab/sorting.ts';
import { roleColour } from '../../geometry/palette.ts';
import { sequentialScale } from '../../geometry/sequential.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import type { Quantity } from '../lab/quantities.ts';
import { Matrix } from '../matrix/Matrix.tsx';

interface GateMapProps {
  readonly quantity: Quantity;
  /** units × words. */
  readonly values: Float32Array;
  readonly order: readonly number[];
  readonly labels: readonly string[];
  readonly extent: number;
  /** The last word that has been read. */
  readonly beat: number;
  /** Pixels there are for it. */
  readonly width: number;
  readonly linked: Cell | undefined;
  readonly describe: (cell: Cell) => string;
  readonly onCell: (cell: Cell | undefined) => void;
  readonly onPin: (cell: Cell | undefined) => void;
}

/** How large a map may be, beside the width there is. */
export const mapRoom = { tallest: 256, largest: 32, stretch: 3 } as const;

export function GateMap(props: GateMapProps) {
  const { quantity, values, order, labels, extent, width } = props;
  const { quantities: names } = useLabMessages();
  const scheme = useColourScheme();
  const scale = useMemo(
    () => (quantity.range === 'unit' ? sequentialScale(scheme) : divergingScale(extent, scheme)),
    [quantity.range, extent, scheme],
  );
  const sorted = useMemo(() => reordered(values, order, labels.length), [values, order, labels.length]);
  const units = useMemo(() => order.map((unit) => String(unit + 1)), [order]);
  const room = useMemo(() => ({ width, ...mapRoom }), [width]);
  return (
    <div className="gates-map">
      <h4 className="gates-name" style={{ color: roleColour(quantity.role) }}>
        {names[quantity.id]} <i>{quantity.symbol}</i>
      </h4>
      <Matrix
        name={names[quantity.id]}
        values={sorted}
        rows={order.length}
        columns={labels.length}
        scale={scale}
        rowLabels={units}
        columnLabels={labels}
        room={room}
        describe={props.describe}
        linked={props.linked}
        column={props.beat}
        until={props.beat + 1}
        onCell={props.onCell}
        onPin={props.onPin}
      />
    </div>
  );
}
