// What a figure's tools are given.
import type { RefObject } from 'react';
import type { FigureData } from '../DataTable.tsx';

export interface RunShare {
  /** The step whose state is drawn. */
  readonly step: number;
  /** The absolute URL that opens this run, as it is. */
  readonly link: () => string;
}

export interface Share extends RunShare {
  /** In files' names. */
  readonly name: string;
  /** Over the picture, where the title alone does not say what is shown. */
  readonly heading?: string;
}

export interface ToolsProps {
  readonly title: string;
  readonly figure: RefObject<HTMLElement | null>;
  /** Whether there is a picture, and not the table in its place. */
  readonly drawn: boolean;
  /** As what the figure is saved if it is saved now; null when there is nothing any more. */
  readonly saved: () => (Share & { readonly title: string; readonly data: () => FigureData }) | null;
}
