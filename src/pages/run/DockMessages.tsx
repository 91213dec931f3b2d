// The messages beside the transport. They take a part of the window and no more; where there are more of them than fit,
// the box scrolls, and its lower edge fades for as long as something is below it.
import { useEffect, useRef } from 'react';
import { Notices } from './Notices.tsx';
import { StatusMessage } from './StatusMessage.tsx';

/** Pixels below the edge that are nothing worth scrolling for. */
const slack = 4;

export function DockMessages() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const look = () => {
      const below = element.scrollHeight - element.clientHeight - element.scrollTop;
      element.toggleAttribute('data-more', below > slack);
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const contents = new MutationObserver(look);
    contents.observe(element, { childList: true, subtree: true, characterData: true });
    addEventListener('resize', look);
    return () => {
      element.removeEventListener('scroll', look);
      contents.disconnect();
      removeEventListener('resize', look);
    };
  }, []);
  return (
    <div className="dock-messages" ref={box}>
      <StatusMessage />
      <Notices />
    </div>
  );
}
