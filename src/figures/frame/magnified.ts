// A figure of the lab that fills the screen is read from the back row: all of it is magnified (labFrame.css), as far as the
// screen holds its width and, where that leaves the type large enough, its height.
import { type RefObject, useEffect } from 'react';

/** Magnified so much, type is 24 px high; less is still half as large again as on the page. */
const most = 2;
const least = 1.25;
/** What a figure is comfortable in, in its own pixels. */
const room = { width: 880, height: 540 };

export function useMagnified(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    // Where the browser does not say how much it magnifies, pointing would be off.
    if (!('currentCSSZoom' in Element.prototype)) return;
    const changed = () => {
      const figure = place.current?.querySelector<HTMLElement>('.figure');
      if (!figure) return;
      if (document.fullscreenElement !== figure) {
        figure.style.removeProperty('--magnified');
        return;
      }
      const fits = Math.min(innerWidth / room.width, innerHeight / room.height);
      figure.style.setProperty('--magnified', String(Math.max(least, Math.min(most, fits))));
    };
    document.addEventListener('fullscreenchange', changed);
    addEventListener('resize', changed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      removeEventListener('resize', changed);
    };
  }, [place]);
}
