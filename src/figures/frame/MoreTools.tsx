// A figure's tools folded into one button. The button is there from the start, what it opens is fetched when first asked
// for: no visitor waits for it before.
import { type ComponentType, useRef, useState } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';
import type { MenuProps } from './tools/FoldedTools.tsx';
import type { ToolsProps } from './tools/props.ts';

export function MoreTools(props: ToolsProps) {
  const { frame } = useMessages().figures;
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [missing, setMissing] = useState(false);
  const [Menu, setMenu] = useState<ComponentType<MenuProps>>();
  const press = () => {
    setOpen(!open);
    setMissing(false);
    if (Menu) return;
    import('./tools/FoldedTools.tsx').then(
      ({ FoldedTools }) => setMenu(() => FoldedTools),
      () => {
        setOpen(false);
        setMissing(true);
      },
    );
  };
  return (
    <div className="figure-menu">
      <button
        type="button"
        ref={button}
        className="figure-tool"
        aria-expanded={open}
        aria-label={frame.moreOf(props.title)}
        onClick={press}
      >
        {frame.more}
      </button>
      {Menu && <Menu {...props} open={open} setOpen={setOpen} button={button} />}
      {missing && (
        <p role="alert" className="figure-menu-list figure-said">
          {frame.notLoaded}
        </p>
      )}
    </div>
  );
}
