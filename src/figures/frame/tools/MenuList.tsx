// What a button opens: a list of buttons. It closes on Escape, on a press elsewhere, and once one is chosen.
import { type RefObject, useEffect, useRef } from 'react';

export interface MenuAct {
  readonly words: string;
  readonly act: () => void;
}

interface MenuListProps {
  readonly acts: readonly MenuAct[];
  /** What opened it, and has the focus again once it is closed by key or choice. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

export function MenuList({ acts, button, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  useDismissal(button, onClose);
  useEffect(() => list.current?.scrollIntoView?.({ block: 'nearest' }), []);
  return (
    <div className="figure-menu-list" ref={list}>
      {acts.map(({ words, act }) => (
        <button
          type="button"
          key={words}
          className="figure-menu-item"
          onClick={() => {
            onClose();
            button.current?.focus({ preventScroll: true });
            act();
          }}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

/** Calls `onClose` on Escape, and on a press outside the parent of `button`. */
export function useDismissal(button: RefObject<HTMLButtonElement | null>, onClose: () => void, on = true) {
  useEffect(() => {
    if (!on) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !button.current?.parentElement?.contains(event.target)) onClose();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      if (button.current?.parentElement?.contains(document.activeElement)) button.current.focus();
      onClose();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', onKey);
    };
  });
}
