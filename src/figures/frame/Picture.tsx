// A canvas that is sharp on every screen. It repaints when what it paints has changed: at once while it can be seen, and
// once things have settled while it cannot, so that nothing stale comes into view. It is never read aloud: whoever uses
// it gives the words.
import { useLayoutEffect, useRef } from 'react';
import type { Size } from './useElementSize.ts';
import { useOnScreen } from './useOnScreen.ts';
import { usePixelRatio } from './usePixelRatio.ts';

/** Paints the whole picture, in CSS pixels, on an empty canvas. */
export type Paint = (context: CanvasRenderingContext2D, size: Size) => void;

interface PictureProps extends Size {
  /** A new function when there is something new to paint, else the same one. */
  readonly paint: Paint;
  readonly className?: string;
}

export function Picture({ paint, width, height, className }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const onScreen = useOnScreen(canvas);
  const ratio = usePixelRatio();
  useLayoutEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    return soon(onScreen, () => repaint(target, { width, height }, ratio, paint));
  }, [paint, width, height, ratio, onScreen]);
  return <canvas ref={canvas} className={className} style={{ width, height }} />;
}

/** How long things must stand still before what is off the screen is painted. */
const settled = 200;

/** Runs now, or, off the screen, after a while without another change; the answer calls that off. */
export function soon(onScreen: boolean, run: () => void): (() => void) | undefined {
  if (onScreen) {
    run();
    return;
  }
  const timer = setTimeout(run, settled);
  return () => clearTimeout(timer);
}

/** Makes the canvas as large as the screen's pixels ask for, empties it and paints. */
export function repaint(canvas: HTMLCanvasElement, size: Size, ratio: number, paint: Paint): void {
  const wide = Math.max(1, Math.round(size.width * ratio));
  const high = Math.max(1, Math.round(size.height * ratio));
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(wide / Math.max(1, size.width), 0, 0, high / Math.max(1, size.height), 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  paint(context, size);
}
