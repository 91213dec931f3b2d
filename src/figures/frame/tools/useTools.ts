// What can be done with any figure: save it, link to it, fill the screen with it.
import { type RefObject, useEffect, useState } from 'react';
import { useMessages } from '../../../i18n/useMessages.ts';
import { copyText } from '../copyText.ts';
import type { Exportable, ExportKind } from '../export/index.ts';
import type { ToolsProps } from './props.ts';

/** What was done last, said where a screen reader hears it. */
export interface Said {
  readonly words: string;
  /** For whoever must copy by hand. */
  readonly link?: string;
}

const silent: Said = { words: '' };
const kinds: readonly ExportKind[] = ['svg', 'png', 'csv'];

export function useTools({ figure, drawn, saved }: ToolsProps) {
  const { frame } = useMessages().figures;
  const [said, setSaid] = useState(silent);
  const exportable = (): Exportable => {
    const now = saved();
    if (!now) throw new Error(frame.gone);
    return {
      name: `unrolled-${now.name}-${now.step}`,
      words: { title: now.heading ?? now.title, caption: frame.madeBy(now.step) },
      parts: [...(figure.current?.querySelectorAll('.figure-stage, .legend') ?? [])],
      data: now.data,
    };
  };
  const save = async (kind: ExportKind) => {
    setSaid(silent);
    try {
      const { exporters } = await import('../export/index.ts');
      await exporters[kind](exportable()); // only now: a run goes on meanwhile
      setSaid({ words: frame.saved });
    } catch (error) {
      setSaid({ words: frame.notSaved(error instanceof Error ? error.message : String(error)) });
    }
  };
  const copy = async () => {
    const link = saved()?.link() ?? location.href;
    setSaid((await copyText(link)) ? { words: frame.copied } : { words: frame.copyByHand, link });
  };
  return {
    said,
    hush: () => setSaid(silent),
    copy: () => void copy(),
    /** Pictures only where there is one. */
    ways: kinds
      .filter((kind) => drawn || kind === 'csv')
      .map((kind) => ({ words: frame.saveAs[kind], act: () => void save(kind) })),
  };
}

/** `toggle` is null where the browser cannot fill the screen with a part of a page (iPhones). */
export function useFullScreen(figure: RefObject<HTMLElement | null>) {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const changed = () =>
      setFull(document.fullscreenElement !== null && document.fullscreenElement === figure.current);
    changed();
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, [figure]);
  if (typeof document === 'undefined' || !document.fullscreenEnabled) return { full, toggle: null };
  const toggle = () => {
    const done = full ? document.exitFullscreen() : figure.current?.requestFullscreen();
    done?.catch(() => setFull(false)); // refused: the figure stays where it is
  };
  return { full, toggle };
}
