// What jsdom lacks of a browser, for tests of figures: sizes, media queries, and a canvas that remembers what was
// painted on it.
import { afterEach, beforeEach, vi } from 'vitest';

/** One filled rectangle or stroked line, with the state it was painted in. */
export interface Mark {
  readonly kind: 'fill' | 'stroke';
  readonly colour: string;
  readonly alpha: number;
  readonly lineWidth: number;
  /** Of a filled rectangle: x, y, width, height. */
  readonly box: readonly number[];
}

type Painted = Map<HTMLCanvasElement, Mark[]>;

export interface Browser {
  /** What lies on a canvas since it was last emptied. */
  marksOn(canvas: Element | null | undefined): readonly Mark[];
  /** Elements' width from now on; told to all observers. */
  resize(width: number): void;
  /** How often the system asks for reduced motion, a dark page. */
  prefer(query: string, matches: boolean): void;
  /** Runs the next animation frames, some milliseconds apart. */
  frames(count: number, milliseconds?: number): void;
}

/** Call inside a describe: sets the browser up before each test, and takes it down after. */
export function stubBrowser(startWidth = 800): Browser {
  let width = startWidth;
  let painted: Painted = new Map();
  let matching = new Set<string>();
  const resizeListeners = new Set<() => void>();
  let waiting: FrameRequestCallback[] = [];
  let now = 0;

  beforeEach(() => {
    width = startWidth;
    painted = new Map();
    matching = new Set();
    waiting = [];
    now = 0;
    vi.stubGlobal(
      'ResizeObserver',
      class {
        private readonly changed: () => void;
        constructor(changed: () => void) {
          this.changed = changed;
        }
        observe() {
          resizeListeners.add(this.changed);
        }
        disconnect() {
          resizeListeners.delete(this.changed);
        }
      },
    );
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        observe() {}
        disconnect() {}
      },
    );
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: [...matching].some((part) => query.includes(part)),
      addEventListener() {},
      removeEventListener() {},
    }));
    vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => waiting.push(callback));
    vi.stubGlobal('cancelAnimationFrame', (id: number) => {
      waiting[id - 1] = () => {};
    });
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(
      () => ({ left: 0, top: 0, x: 0, y: 0, right: width, bottom: 300, width, height: 300 }) as DOMRect,
    );
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
      this: HTMLCanvasElement,
    ) {
      return recorder(this, painted) as unknown as null;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  return {
    marksOn: (canvas) => painted.get(canvas as HTMLCanvasElement) ?? [],
    resize: (next) => {
      width = next;
      for (const changed of resizeListeners) changed();
    },
    prefer: (query, matches) => {
      if (matches) matching.add(query);
      else matching.delete(query);
    },
    frames: (count, milliseconds = 16) => {
      for (let frame = 0; frame < count; frame++) {
        now += milliseconds;
        const callbacks = waiting;
        waiting = [];
        for (const callback of callbacks) callback(now);
      }
    },
  };
}

function recorder(canvas: HTMLCanvasElement, painted: Painted) {
  const mark = (kind: Mark['kind'], box: readonly number[]) => {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth } = context;
    const colour = kind === 'fill' ? fillStyle : strokeStyle;
    painted.set(canvas, [
      ...(painted.get(canvas) ?? []),
      { kind, colour, alpha: globalAlpha, lineWidth, box },
    ]);
  };
  const nothing = () => {};
  const context = {
    fillStyle: '',
    strokeStyle: '',
    globalAlpha: 1,
    lineWidth: 1,
    setTransform: nothing,
    clearRect: () => painted.set(canvas, []),
    fillRect: (...box: number[]) => mark('fill', box),
    stroke: () => mark('stroke', []),
    save: nothing,
    restore: nothing,
    beginPath: nothing,
    rect: nothing,
    clip: nothing,
    moveTo: nothing,
    lineTo: nothing,
    bezierCurveTo: nothing,
  };
  return context;
}
