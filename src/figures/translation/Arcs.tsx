// The canvas of arcs between the words. Weights glide to their new values; with reduced motion, or off the screen, they
// change at once. It knows nothing of words: only anchors and weights.
import { useEffect, useRef } from 'react';
import { type ArcOptions, layoutArcs } from '../../geometry/arcs.ts';
import { sequentialScale } from '../../geometry/sequential.ts';
import type { Anchor } from '../../geometry/words.ts';
import { repaint, soon } from '../frame/Picture.tsx';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { useReducedMotion } from '../frame/useMediaQuery.ts';
import { useOnScreen } from '../frame/useOnScreen.ts';
import { usePixelRatio } from '../frame/usePixelRatio.ts';
import type { WordCursor } from '../view.ts';
import { ease, reshaped } from './ease.ts';
import { paintArcs } from './paintArcs.ts';

interface ArcsProps {
  /** (targets, sources), row-major. */
  readonly weights: Float32Array;
  readonly columns: number;
  readonly sources: readonly Anchor[];
  readonly targets: readonly Anchor[];
  readonly options: ArcOptions;
  readonly cursor: WordCursor;
  readonly width: number;
  readonly height: number;
  /** Arcs of another phrase do not glide into this one's. */
  readonly phrase: string;
}

export function Arcs(props: ArcsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef<{ phrase: string; weights: Float32Array } | null>(null);
  const scheme = useColourScheme();
  const reduced = useReducedMotion();
  const onScreen = useOnScreen(canvas);
  const ratio = usePixelRatio();
  useEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    const { weights, columns, sources, targets, options, cursor, width, height, phrase } = props;
    const last = shown.current;
    const now =
      last === null || last.phrase !== phrase || reduced || !onScreen
        ? weights.slice()
        : reshaped(last.weights, weights);
    shown.current = { phrase, weights: now };
    const draw = () => {
      const arcs = layoutArcs(now, columns, sources, targets, options);
      repaint(target, { width, height }, ratio, (context) =>
        paintArcs(context, arcs, options.direction, sequentialScale(scheme), cursor),
      );
    };
    const calledOff = soon(onScreen, draw);
    if (reduced || !onScreen) return calledOff;
    let frame = 0;
    let before = performance.now();
    const glide = (time: number) => {
      const arrived = ease(now, weights, Math.max(0, time - before));
      before = time;
      draw();
      if (!arrived) frame = requestAnimationFrame(glide);
    };
    frame = requestAnimationFrame(glide);
    return () => cancelAnimationFrame(frame);
  }, [props, scheme, reduced, onScreen, ratio]);
  const { width, height } = props;
  return <canvas ref={canvas} className="tr-arcs" style={{ width, height }} />;
}
