// One fact of the browser: whether an element is on the screen, or close to it. What is not need not be painted.
import { type RefObject, useEffect, useState } from 'react';

/** True until the browser says otherwise. */
export function useOnScreen(element: RefObject<Element | null>): boolean {
  const [onScreen, setOnScreen] = useState(true);
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new IntersectionObserver(
      (entries) => setOnScreen(entries.at(-1)?.isIntersecting ?? true),
      { rootMargin: '128px' },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return onScreen;
}
