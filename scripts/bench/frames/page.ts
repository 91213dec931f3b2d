// Runs in the page: collects when frames come, and how long input waits.

/** What one press of the mouse took, in milliseconds. */
interface Press {
  /** From the event to its handler. */
  readonly delay: number;
  /** From the event to the frame after its handler. */
  readonly toFrame: number;
}

export interface Seen {
  /** Between one animation frame and the next, milliseconds. */
  readonly frames: number[];
  readonly presses: Press[];
}

export interface Watched extends Window {
  seen?: Seen;
}

/** Begins to watch. Playwright sends its text to the page, so it refers to nothing outside itself. */
export function watch(): void {
  const seen: Seen = { frames: [], presses: [] };
  (window as Watched).seen = seen;
  let last = performance.now();
  // A method, because esbuild gives a named function's text a helper that the page does not have.
  const clock = {
    frame() {
      const now = performance.now();
      seen.frames.push(now - last);
      last = now;
      requestAnimationFrame(clock.frame);
    },
  };
  requestAnimationFrame(clock.frame);
  addEventListener(
    'pointerdown',
    ({ timeStamp }) => {
      const delay = performance.now() - timeStamp;
      requestAnimationFrame(() => seen.presses.push({ delay, toFrame: performance.now() - timeStamp }));
    },
    { capture: true },
  );
}
