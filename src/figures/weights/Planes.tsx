// The eigenvalues of a layer's recurrent weights, a plane for each gate's block, all on one scale.
import { useMemo } from 'react';
import { planeExtent } from '../../geometry/lab/weightsPlane.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { EigenPlane } from './EigenPlane.tsx';
import { gateName } from './naming.ts';
import { type Eigenvalues, shortName } from './parameters.ts';

interface PlanesProps {
  /** Of the recurrent weights. */
  readonly name: string;
  /** Every frame's eigenvalues by gate, oldest first, now last. */
  readonly trail: readonly (readonly Eigenvalues[])[];
  readonly width: number;
  readonly onRead: (words: string | undefined) => void;
}

const gap = 24;
const largest = 304;
const least = 152;

/** How wide all planes are in one row, at least. */
export const planesWidth = (count: number): number => count * (least + gap) - gap;
/** Nearer to the unit circle than this, nothing is said to grow or shrink. */
const still = 0.005;

export function Planes({ name, trail, width, onRead }: PlanesProps) {
  const { weights: m, quantities } = useLabMessages();
  const gates = useMemo(() => trail.at(-1)?.map(({ gate }) => gate) ?? [], [trail]);
  const gated = gates.length > 1;
  const extent = useMemo(
    () => planeExtent(trail.flatMap((frame) => frame.map(({ values }) => values))),
    [trail],
  );
  const paths = useMemo(
    () => gates.map((gate) => trail.flatMap((frame) => frame.find((own) => own.gate === gate)?.values ?? [])),
    [gates, trail],
  );
  const perRow = Math.max(1, Math.min(gates.length, Math.floor((width + gap) / (least + gap))));
  const size = Math.min(largest, Math.floor((width + gap) / perRow) - gap);
  const meaning = (modulus: number) => {
    if (gated) return m.plane.gate(modulus);
    if (Math.abs(modulus - 1) < still) return m.plane.stays(modulus);
    return modulus > 1 ? m.plane.grows(modulus) : m.plane.shrinks(modulus);
  };
  return (
    <div className="weights-part">
      <h4 className="weights-name">{m.plane.title(shortName(name))}</h4>
      <p className="weights-note">
        {m.plane.note}
        {gated && ` ${m.plane.gated}`}
      </p>
      <p className="figure-unseen">{m.plane.hint}</p>
      <div className="weights-planes">
        {gates.map((gate, at) => (
          <EigenPlane
            key={gate}
            name={gateName(gate, quantities)}
            gate={gate}
            trail={paths[at] ?? []}
            extent={extent}
            size={size}
            meaning={meaning}
            brief={gated ? m.plane.largest : meaning}
            onRead={onRead}
          />
        ))}
      </div>
    </div>
  );
}
