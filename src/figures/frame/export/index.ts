// The ways out of a figure, by name. Loaded when one is first asked for.
import type { FigureData } from '../DataTable.tsx';
import { drawnWhole } from '../whole.ts';
import { toCsv } from './csv.ts';
import { familiesIn, fontFaces } from './fonts.ts';
import { make } from './make.ts';
import { toPng } from './png.ts';
import { save } from './save.ts';
import { type ExportWords, toSvg } from './svg.ts';

export interface Exportable {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly words: ExportWords;
  /** What the page draws of the figure: its stage, its legend. */
  readonly parts: readonly Element[];
  readonly data: () => FigureData;
}

async function picture({ parts, words }: Exportable): Promise<string> {
  const svg = plainly(parts[0], () => drawnWhole(() => toSvg(parts, words)));
  const style = make('style');
  // As the page has it: figures of one width, and no slant that the fonts do not have.
  style.textContent = `svg{font-variant-numeric:tabular-nums;font-synthesis:none}${await fontFaces(familiesIn(svg))}`;
  svg.prepend(style);
  return new XMLSerializer().serializeToString(svg);
}

/** Looks at a figure that fills the screen as if it were not magnified (../magnified.ts). */
function plainly<T>(part: Element | undefined, look: () => T): T {
  const figure = part?.closest<HTMLElement>('.figure');
  const by = figure?.style.getPropertyValue('--magnified') ?? '';
  figure?.style.removeProperty('--magnified');
  try {
    return look();
  } finally {
    if (by !== '') figure?.style.setProperty('--magnified', by);
  }
}

export const exporters = {
  svg: async (figure: Exportable) =>
    save(new Blob([await picture(figure)], { type: 'image/svg+xml' }), `${figure.name}.svg`),
  png: async (figure: Exportable) => save(await toPng(await picture(figure)), `${figure.name}.png`),
  // With a byte order mark: without it a spreadsheet reads accents as two letters each.
  csv: async (figure: Exportable) =>
    save(new Blob(['\uFEFF', toCsv(figure.data())], { type: 'text/csv' }), `${figure.name}.csv`),
} as const;

export type ExportKind = keyof typeof exporters;
