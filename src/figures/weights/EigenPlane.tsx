// Eigenvalues of one block of W_hh on the complex plane, with the unit circle and where they were before.
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import {
  circles,
  type Eigenvalue,
  eigenvaluesOf,
  nearestEigenvalue,
  planPlane,
} from '../../geometry/lab/weightsPlane.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { placed } from '../frame/placed.ts';
import { pointIn } from '../frame/pointIn.ts';
import { lookOf } from '../lab/quantities.ts';

interface EigenPlaneProps {
  /** What the block is called. */
  readonly name: string;
  readonly gate: string;
  /** [re, im, re, im …] of the frames before, oldest first, and now last. */
  readonly trail: readonly Float32Array[];
  readonly extent: number;
  readonly size: number;
  /** What the largest modulus means, and the same in few words where it stands under every plane. */
  readonly meaning: (modulus: number) => string;
  readonly brief: (modulus: number) => string;
  readonly onRead: (words: string | undefined) => void;
}

const none: Eigenvalue = { re: 0, im: 0, modulus: 0 };

/** A finger's or pointer's reach, pixels. */
const reach = 16;

export function EigenPlane({ name, gate, trail, extent, size, meaning, brief, onRead }: EigenPlaneProps) {
  const { weights: m } = useLabMessages();
  const [at, setAt] = useState<number>();
  const plane = useMemo(() => planPlane(size, extent), [size, extent]);
  const now = trail.at(-1);
  const values = useMemo(() => eigenvaluesOf(now ?? []), [now]);
  const faint = useMemo(
    () => trail.slice(0, -1).map((pairs) => circles(plane, eigenvaluesOf(pairs), 1.5)),
    [trail, plane],
  );
  const dots = useMemo(() => circles(plane, values, 3), [plane, values]);
  const words = (index: number) => {
    const { re, im, modulus } = values[index] ?? none;
    return m.plane.one(name, index, values.length, re, im, modulus);
  };
  const point = (index: number | undefined) => {
    setAt(index);
    onRead(index === undefined ? undefined : words(index));
  };
  const walk = (event: KeyboardEvent) => {
    const last = values.length - 1;
    const to = {
      ArrowRight: (at ?? -1) + 1,
      ArrowDown: (at ?? -1) + 1,
      ArrowLeft: (at ?? 0) - 1,
      ArrowUp: (at ?? 0) - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === 'Escape') point(undefined);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    point(Math.min(last, Math.max(0, to)));
  };
  const hover = (event: PointerEvent) => {
    const nearest = nearestEigenvalue(plane, values, pointIn(event), reach);
    if (nearest !== at) point(nearest);
  };
  const role = lookOf(gate)?.role ?? 'hidden';
  const label = m.plane.block(name);
  const reader = {
    role: 'img',
    tabIndex: 0,
    'aria-label': at === undefined ? `${label}. ${meaning(values[0]?.modulus ?? 0)}` : words(at),
  } as const;
  const handlers = {
    onKeyDown: walk,
    onBlur: () => point(undefined),
    onPointerMove: hover,
    onPointerLeave: () => point(undefined),
  };
  return (
    <figure className="weights-plane" style={{ width: size }}>
      <figcaption className="weights-block-name" style={{ color: roleColour(role) }}>
        {name}
      </figcaption>
      <div className="weights-plane-stage" {...reader} {...handlers}>
        <svg className="weights-picture" width={size} height={size} aria-hidden="true">
          <path className="weights-cross" d={`M0 ${plane.centre}H${size}M${plane.centre} 0V${size}`} />
          <circle className="weights-circle" cx={plane.centre} cy={plane.centre} r={plane.unit} />
          <text className="weights-tick" x={plane.x(1) + 4} y={plane.centre - 5}>
            1
          </text>
          <text className="weights-tick" x={plane.centre + 4} y={plane.y(1) - 5}>
            i
          </text>
          <g style={{ color: roleColour(role) }}>
            {placed(faint).map(({ item, at: age }) => (
              <path key={age} className="weights-faint" d={item} opacity={(0.5 * (age + 1)) / faint.length} />
            ))}
            <path className="weights-dots" d={dots} />
            {at !== undefined && <Ring plane={plane} value={values[at]} />}
          </g>
        </svg>
      </div>
      <p className="weights-note weights-told">
        {at === undefined ? brief(values[0]?.modulus ?? 0) : m.plane.value(values[at] ?? none)}
      </p>
    </figure>
  );
}

function Ring({
  plane,
  value,
}: {
  readonly plane: ReturnType<typeof planPlane>;
  readonly value: Eigenvalue | undefined;
}) {
  return value && <circle className="weights-ring" cx={plane.x(value.re)} cy={plane.y(value.im)} r={7} />;
}
