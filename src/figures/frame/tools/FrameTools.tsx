// A figure's tools side by side, for figures with room: a menu of the ways to save it, and a button each for the rest.
import { useRef, useState } from 'react';
import { useMessages } from '../../../i18n/useMessages.ts';
import { type MenuAct, MenuList } from './MenuList.tsx';
import { Outcome } from './Outcome.tsx';
import type { ToolsProps } from './props.ts';
import { useFullScreen, useTools } from './useTools.ts';

export function FrameTools(props: ToolsProps) {
  const { frame } = useMessages().figures;
  const { said, copy, ways } = useTools(props);
  const { full, toggle } = useFullScreen(props.figure);
  return (
    <>
      <SaveMenu title={props.title} ways={ways} />
      <button type="button" className="figure-tool" onClick={copy}>
        {frame.copyLink}
      </button>
      {toggle && (
        <button type="button" className="figure-tool" aria-pressed={full} onClick={toggle}>
          {full ? frame.leaveFullScreen : frame.fullScreen}
        </button>
      )}
      <Outcome said={said} className="figure-said" />
    </>
  );
}

function SaveMenu({ title, ways }: { readonly title: string; readonly ways: readonly MenuAct[] }) {
  const { frame } = useMessages().figures;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div className="figure-menu">
      <button
        type="button"
        ref={button}
        className="figure-tool"
        aria-expanded={open}
        aria-label={`${frame.save}: ${title}`}
        onClick={() => setOpen(!open)}
      >
        {frame.save}
      </button>
      {open && <MenuList acts={ways} button={button} onClose={() => setOpen(false)} />}
    </div>
  );
}
