// All of a figure's tools in one menu, for figures with little room. What came of one stands where the menu stood.
import type { RefObject } from 'react';
import { useMessages } from '../../../i18n/useMessages.ts';
import { MenuList, useDismissal } from './MenuList.tsx';
import { Outcome } from './Outcome.tsx';
import type { ToolsProps } from './props.ts';
import { useFullScreen, useTools } from './useTools.ts';

export interface MenuProps extends ToolsProps {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly button: RefObject<HTMLButtonElement | null>;
}

export function FoldedTools(props: MenuProps) {
  const { open, setOpen, button } = props;
  const { frame } = useMessages().figures;
  const { said, hush, copy, ways } = useTools(props);
  const { full, toggle } = useFullScreen(props.figure);
  useDismissal(button, hush, said.words !== '' && !open);
  const screen = toggle && { words: full ? frame.leaveFullScreen : frame.fullScreen, act: toggle };
  const acts = [...ways, { words: frame.copyLink, act: copy }, ...(screen ? [screen] : [])];
  return (
    <>
      {open && <MenuList acts={acts} button={button} onClose={() => setOpen(false)} />}
      <Outcome said={open ? { words: '' } : said} className="figure-menu-list figure-said" />
    </>
  );
}
