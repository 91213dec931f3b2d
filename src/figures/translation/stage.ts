// The hero's plan in pixels: its words' places, the ends of its arcs, and the room for the runners-up. Rows keep a strip
// for them below the words; columns unfold them under a word, and what stands below moves down.
import type { CSSProperties } from 'react';
import type { Prediction } from '../../experiment/prediction.ts';
import type { ArcOptions } from '../../geometry/arcs.ts';
import { type Anchor, anchors, layoutWords, type WordsLayout } from '../../geometry/words.ts';
import { placesFor } from './align.ts';

/** Beside the rows, for their names. */
export const gutter = 84;
/** Height of the runners-up where they unfold between two words; their width elsewhere. */
const unfolded = 204;
const panelWidth = 252;
const panelGap = 24;
/** In columns, what the probability takes beside a word. */
const probabilityWidth = 44;

const arcOptions: Record<WordsLayout['form'], ArcOptions> = {
  rows: { direction: 'down', fullWidth: 18, spread: 60 },
  columns: { direction: 'across', fullWidth: 16, spread: 36 },
};

export interface Stage {
  /** Where the runners-up stand: in rows below the words; by columns beside them, or between two where there is no room. */
  readonly panelForm: 'below' | 'beside' | 'unfolded';
  readonly layout: WordsLayout;
  /** Slots with a full place; more words than that follow small. */
  readonly places: number;
  /** Height of the line for the right word under a wrong one, in rows. */
  readonly correctionLine: number;
  readonly width: number;
  readonly height: number;
  readonly arcs: ArcOptions;
  readonly ends: { readonly source: readonly Anchor[]; readonly output: readonly Anchor[] };
  place(side: 'source' | 'output', at: number): CSSProperties;
  /** Pixels that a word may take. */
  room(side: 'source' | 'output', at: number): number;
  /** Where the runners-up of a slot stand. */
  panel(at: number): CSSProperties;
}

/** @param open the slot under which columns unfold the runners-up */
export function planStage(prediction: Prediction, width: number, open: number | undefined): Stage {
  const places = placesFor(prediction);
  const source = prediction.source.map(({ word }) => word);
  const written = prediction.steps.map((step) => step.chosen.word).filter((word) => word !== '<eos>');
  const layout = layoutWords({
    width,
    gutter,
    slots: places,
    source,
    output: prediction.reference ?? written,
    marks: prediction.source.some(({ known }) => !known),
  });
  const rows = layout.form === 'rows';
  const beside = width - layout.width >= panelWidth + panelGap;
  const panelForm = rows ? 'below' : beside ? 'beside' : 'unfolded';
  const unfolds = panelForm === 'unfolded' && open !== undefined && open < places;
  const shift = (at: number) => (unfolds && at > open ? unfolded : 0);
  const sourceWidth = layout.arcsFrom - 6;
  const slot = (at: number) => layout.slots[at] ?? { start: 0, size: 0 };
  const left = rows ? gutter : 0;
  return {
    panelForm,
    layout,
    places,
    correctionLine: Math.round(layout.correctionSize * 1.35),
    width: layout.width,
    height: layout.height + (unfolds ? unfolded : 0),
    arcs: arcOptions[layout.form],
    ends: anchors(layout, shift),
    place: (side, at) => {
      const { start, size } = slot(at);
      const across = side === 'source' ? layout.sourceStart : layout.outputStart;
      if (rows) return { left: left + start, width: size, top: across };
      const wide = side === 'source' ? sourceWidth : layout.width - across;
      return { left: across, width: wide, top: start + shift(at), height: size };
    },
    room: (side, at) =>
      rows
        ? slot(at).size - 8
        : side === 'source'
          ? sourceWidth - 4
          : layout.width - layout.outputStart - probabilityWidth,
    panel: (at) => {
      const { start, size } = slot(at);
      if (panelForm === 'beside')
        return { position: 'absolute', top: 0, left: layout.width + panelGap, width: panelWidth };
      if (panelForm === 'unfolded')
        return at < places
          ? { position: 'absolute', top: start + size, left: layout.outputStart, right: 0, height: unfolded }
          : {};
      const most = Math.max(0, width - panelWidth);
      return { width: panelWidth, marginLeft: Math.min(most, at < places ? left + start + 4 : left) };
    },
  };
}
