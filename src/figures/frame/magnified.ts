// A figure of the lab that fills the screen is read from the back row: all of it is magnified (labFrame.css). What is higher
// than the screen then is scrolled to.
import { type RefObject, useEffect } from 'react';

/** Of a screen this large, in CSS pixels, type is 24 px high, as on a laptop; of a smaller one it is less. */
const screen = { width: 1440, height: 900 };
const to24 = 24 / 14;
const most = 2;

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
      const by = to24 * Math.min(innerWidth / screen.width, innerHeight / screen.height);
      figure.style.setProperty('--magnified', String(Math.max(1, Math.min(most, by))));
    };
    document.addEventListener('fullscreenchange', changed);
    addEventListener('resize', changed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      removeEventListener('resize', changed);
    };
  }, [place]);
}
