// Which gradient can be looked at: one id for each choice, so that a native list can offer it.
import type { GradientNormsAnswer } from '../../experiment/lab/queries.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { Looked } from './present.ts';

export interface Look {
  readonly id: string;
  readonly words: string;
  readonly looked: Looked;
}

/**
 * Where several steps have a loss, that of the last one alone comes first: only of a single loss can be told how far its
 * gradient reaches. Then the other steps', then the whole loss, the top layer first.
 */
export function looksOf(
  m: LabMessages['gradient-lab'],
  { layers, flows }: GradientNormsAnswer,
): readonly Look[] {
  const several = layers.length > 1;
  const single = flows.length > 1 ? [...flows].reverse() : [];
  return [
    ...single.map(({ source }, at) => ({
      id: at === 0 ? 'last' : `source-${source}`,
      words: at === 0 ? m.looks.last(source) : m.looks.source(source),
      looked: { kind: 'source', source } as const,
    })),
    ...layers
      .map((_, layer) => ({
        id: `layer-${layer}`,
        words: several ? m.looks.layer(layer) : m.looks.all,
        looked: { kind: 'layer', layer } as const,
      }))
      .reverse(),
  ];
}
