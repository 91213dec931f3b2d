// A sign for each figure, beside its name: what kind of picture it is, at a glance. Ornament: hidden from assistive
// technology, and a figure without one has its name.
import type { ReactNode } from 'react';

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.4 } as const;

const signs: Readonly<Record<string, ReactNode>> = {
  unrolled: (
    <g {...line}>
      <path d="M6.5 10 H9 M13 10 H15.5 M4 7.5 V3.5 M10.8 7.5 V3.5 M17.5 7.5 V3.5" />
      <rect x="1.7" y="7.7" width="4.6" height="4.6" rx="1" />
      <rect x="8.6" y="7.7" width="4.6" height="4.6" rx="1" />
      <rect x="15.3" y="7.7" width="4.2" height="4.6" rx="1" />
    </g>
  ),
  cell: (
    <g {...line}>
      <rect x="2" y="3" width="16" height="14" rx="3" />
      <path d="M2 7 H18" />
      <circle cx="7" cy="7" r="1.8" fill="currentColor" />
      <circle cx="13" cy="12.5" r="2" />
    </g>
  ),
  gates: (
    <g fill="currentColor">
      {[0.9, 0.2, 0.6, 0.35, 0.8, 0.15, 0.5, 1, 0.3].map((opacity, at) => (
        <rect
          key={`${opacity}`}
          x={2 + (at % 3) * 5.6}
          y={2 + Math.floor(at / 3) * 5.6}
          width="4.8"
          height="4.8"
          opacity={opacity}
        />
      ))}
    </g>
  ),
  'gradient-lab': <path {...line} d="M2 16 C9 15 14 10 18 3 M2 18.5 H18 M2 18.5 V2" />,
  impulse: <path {...line} d="M1.5 14 H5 L6.5 2.5 L8 14 L10 9 L12 14 L14 11.5 L16 14 H18.5" />,
  weights: (
    <g {...line}>
      <circle cx="10" cy="10" r="7.5" />
      <path d="M10 2.5 V17.5 M2.5 10 H17.5" strokeOpacity="0.5" />
      <circle cx="13.5" cy="6.5" r="1.4" fill="currentColor" />
      <circle cx="13.5" cy="13.5" r="1.4" fill="currentColor" />
    </g>
  ),
  embedding: (
    <g fill="currentColor">
      <circle cx="5" cy="6" r="1.9" />
      <circle cx="8.5" cy="4" r="1.9" />
      <circle cx="14.5" cy="9" r="1.9" />
      <circle cx="12" cy="14.5" r="1.9" />
      <circle cx="16" cy="15.5" r="1.9" />
    </g>
  ),
  loss: <path {...line} d="M2 2 V18 H18 M4.5 3.5 C6 12 9 14.5 17.5 15" />,
};

export function FigureSign({ id }: { readonly id: string }) {
  const sign = signs[id];
  if (sign === undefined) return null;
  return (
    <svg className="sign" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      {sign}
    </svg>
  );
}
