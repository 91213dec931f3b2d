// What can be done with any figure: save it, link to it, fill the screen with it.
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { copyText } from './copyText.ts';
import type { Exportable, ExportKind } from './export/index.ts';

interface FrameToolsProps {
  readonly title: string;
  readonly figure: RefObject<HTMLElement | null>;
  readonly exportable: () => Exportable;
  readonly link: () => string;
}

const kinds: readonly ExportKind[] = ['svg', 'png', 'csv'];

/** What was done last, said where a screen reader hears it. */
interface Said {
  readonly words: string;
  /** For whoever must copy by hand. */
  readonly link?: string;
}

export function FrameTools({ title, figure, exportable, link }: FrameToolsProps) {
  const m = useLabMessages().frame;
  const [said, setSaid] = useState<Said>({ words: '' });
  const save = async (kind: ExportKind) => {
    setSaid({ words: '' });
    try {
      const { exporters } = await import('./export/index.ts');
      await exporters[kind](exportable());
      setSaid({ words: m.saved });
    } catch (error) {
      setSaid({ words: m.notSaved(error instanceof Error ? error.message : String(error)) });
    }
  };
  const copy = async () => {
    const url = link();
    setSaid((await copyText(url)) ? { words: m.copied } : { words: m.copyByHand, link: url });
  };
  return (
    <>
      <SaveMenu title={title} onSave={(kind) => void save(kind)} />
      <button type="button" className="figure-tool" onClick={() => void copy()}>
        {m.copyLink}
      </button>
      <FullScreen figure={figure} />
      <span className={said.words === '' ? 'figure-unseen' : 'figure-said'} role="status">
        {said.words}
        {said.link !== undefined && (
          <input
            type="text"
            className="figure-link"
            readOnly
            aria-label={m.copyLink}
            value={said.link}
            onFocus={(event) => event.target.select()}
          />
        )}
      </span>
    </>
  );
}

/** A disclosure of three buttons: closes on Escape, on a click elsewhere, and once one is chosen. */
function SaveMenu({ title, onSave }: { title: string; onSave: (kind: ExportKind) => void }) {
  const m = useLabMessages().frame;
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);
  return (
    <div className="figure-menu" ref={box}>
      <button
        type="button"
        ref={button}
        className="figure-tool"
        aria-expanded={open}
        aria-label={`${m.save}: ${title}`}
        onClick={() => setOpen(!open)}
      >
        {m.save}
      </button>
      {open && (
        <div className="figure-menu-list">
          {kinds.map((kind) => (
            <button
              type="button"
              key={kind}
              className="figure-menu-item"
              onClick={() => {
                setOpen(false);
                button.current?.focus();
                onSave(kind);
              }}
            >
              {m.saveAs[kind]}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Not where the browser has none (iPhones). */
function FullScreen({ figure }: { figure: RefObject<HTMLElement | null> }) {
  const m = useLabMessages().frame;
  const [full, setFull] = useState(false);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement === figure.current);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, [figure]);
  if (typeof document === 'undefined' || !document.fullscreenEnabled) return null;
  const toggle = () => {
    const done = full ? document.exitFullscreen() : figure.current?.requestFullscreen();
    done?.catch(() => setFull(false)); // refused: the figure stays where it is
  };
  return (
    <button type="button" className="figure-tool" aria-pressed={full} onClick={toggle}>
      {full ? m.leaveFullScreen : m.fullScreen}
    </button>
  );
}
