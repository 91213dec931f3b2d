// Which gradient can be looked at: one id for each choice, so that a native list can offer it.
import type { GradientNormsAnswer } from '../../experiment/lab/queries.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { Looked } from './present.ts';

export interface Look {
  readonly id: string;
  readonly words: string;
  readonly looked: Looked;
}

/** The top layer under the whole loss comes first; single losses only where there are several. */
export function looksOf(
  m: LabMessages['gradient-lab'],
  { layers, flows }: GradientNormsAnswer,
): readonly Look[] {
  const several = layers.length > 1;
  return [
    ...layers
      .map((_, layer) => ({
        id: `layer-${layer}`,
        words: several ? m.looks.layer(layer) : m.looks.all,
        looked: { kind: 'layer', layer } as const,
      }))
      .reverse(),
    ...(flows.length > 1 ? flows : []).map(({ source }) => ({
      id: `source-${source}`,
      words: m.looks.source(source),
      looked: { kind: 'source', source } as const,
    })),
  ];
}
