// One matrix, many steps: a tile of it for each step of the worked example, all of them the same numbers, and under each
// what the step adds to the gradient.
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Trace } from '../../experiment/lab/trace.ts';
import { divergingScale } from '../../geometry/diverging.ts';
import type { Strip } from '../../geometry/lab/weightsStrip.ts';
import { outerSamples, type TilePlan, tilePlace, tileSamples } from '../../geometry/lab/weightsTiles.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { type Paint, Picture } from '../frame/Picture.tsx';
import { Powers } from '../frame/Powers.tsx';
import { pointIn } from '../frame/pointIn.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import { paintTile } from './paintTiles.ts';
import { type Mode, type Shown, shortName } from './parameters.ts';
import { StripMarks } from './StripMarks.tsx';
import type { Shares } from './shares.ts';

interface StepStripProps {
  readonly shown: Shown;
  readonly trace: Trace;
  readonly shares: Shares;
  readonly plan: Strip;
  readonly tile: TilePlan;
  /** Of the stage. */
  readonly width: number;
  readonly mode: Mode;
  /** Ends of the scales of the matrix, and of its shares. */
  readonly extent: number;
  readonly shareExtent: number;
  /** Steps in the order of the beats, those that have come. */
  readonly included: readonly number[];
  /** Of the shares of those steps. */
  readonly sum: Float32Array;
  /** Index of the weight that is pointed at. */
  readonly weight: number | undefined;
  readonly onStep: (step: number | undefined) => void;
  readonly onSeek: (step: number) => void;
}

export function StepStrip(props: StepStripProps) {
  const { shown, trace, shares, plan, tile, mode, extent, shareExtent, included, sum, weight } = props;
  const { weights: m } = useLabMessages();
  const scheme = useColourScheme();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number>();
  const { parameter, name } = shown;
  const gradient = mode === 'gradient';
  const samples = useMemo(() => {
    if (gradient)
      return Array.from(shares.norms, (_, t) => {
        const factors = shares.factors(t);
        return factors ? outerSamples(factors.flow, factors.read, tile) : tileSamples(shares.of(t), tile);
      });
    const same = tileSamples(parameter[mode], tile);
    return Array.from(shares.norms, () => same);
  }, [gradient, shares, parameter, mode, tile]);
  const whole = useMemo(() => (gradient ? tileSamples(sum, tile) : undefined), [gradient, sum, tile]);
  const paint = useMemo<Paint>(() => {
    const scale = divergingScale(gradient ? shareExtent : extent, scheme);
    return (context) => {
      for (const t of included) {
        const own = samples[t];
        if (own) paintTile(context, tile, own, scale, plan.tiles[t] ?? 0, 1);
      }
      if (whole) paintTile(context, tile, whole, scale, plan.sum, 1);
    };
  }, [samples, whole, plan, tile, included, gradient, shareExtent, extent, scheme]);

  const last = included.at(-1);
  const seen = at ?? (included.length < trace.labels.length ? last : undefined);
  useEffect(() => {
    // The step of the beat, or the one the keys are at, stays in view where the strip is longer than the page is wide.
    const view = box.current;
    const left = seen === undefined ? undefined : plan.tiles[seen];
    if (!view || left === undefined) return;
    if (left - plan.pitch < view.scrollLeft) view.scrollLeft = left - plan.pitch;
    else if (left + plan.pitch > view.scrollLeft + view.clientWidth)
      view.scrollLeft = left + plan.pitch - view.clientWidth;
  }, [seen, plan]);
  const point = (step: number | undefined) => {
    setAt(step);
    props.onStep(step);
  };
  const walk = (event: KeyboardEvent) => {
    const end = trace.labels.length - 1;
    const from = at ?? -1;
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: end }[event.key];
    if (event.key === 'Escape') point(undefined);
    if ((event.key === 'Enter' || event.key === ' ') && at !== undefined) {
      event.preventDefault();
      props.onSeek(at);
    }
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    point(Math.min(end, Math.max(0, to)));
  };
  const stepUnder = (event: Parameters<typeof pointIn>[0]) => {
    const { x } = pointIn(event);
    const middle = plan.tile.width / 2;
    const step = plan.tiles.findIndex((left) => Math.abs(left + middle - x) <= plan.pitch / 2);
    return step < 0 ? undefined : step;
  };
  const hover = (event: PointerEvent) => {
    const step = stepUnder(event);
    if (step !== at) point(step);
  };
  const title = m.strip.title(shortName(parameter.name));
  const note = gradient && name.backward ? m.strip.notes.gradientBackwards : m.strip.notes[mode];
  const told =
    at === undefined
      ? undefined
      : m.strip.reads(trace.labels[at] ?? '', shares.norms[at] ?? 0, partOf(shares, at));
  const reader = {
    role: 'img',
    tabIndex: 0,
    'aria-label': told === undefined ? title : `${title}: ${told}`,
  } as const;
  const handlers = {
    onKeyDown: walk,
    onBlur: () => point(undefined),
    onPointerMove: hover,
    onPointerLeave: () => point(undefined),
    onClick: (event: MouseEvent) => {
      const step = stepUnder(event);
      if (step !== undefined) props.onSeek(step);
    },
  };
  return (
    <div className="weights-part" style={{ width: Math.min(plan.width, props.width) }}>
      <h4 className="weights-name">{title}</h4>
      <p className="weights-note weights-told">
        <Powers text={told ?? note} />
      </p>
      <p className="figure-unseen">{m.strip.hint}</p>
      <div className="weights-scroll" ref={box}>
        <div
          className="weights-strip"
          {...reader}
          style={{ width: plan.width, height: plan.height }}
          {...handlers}
        >
          <Picture
            paint={paint}
            width={plan.width}
            height={plan.tile.height + 2}
            className="weights-strip-tiles"
          />
          <StripMarks
            plan={plan}
            labels={trace.labels}
            shares={shares}
            included={included}
            pointed={at}
            weight={weight}
            lit={weight === undefined ? undefined : tilePlace(tile, weight)}
            sum={gradient ? sum : undefined}
          />
        </div>
      </div>
    </div>
  );
}

/** A step's part in the sizes of all shares. */
export function partOf({ norms }: Shares, step: number): number {
  const all = norms.reduce((total, norm) => total + norm, 0);
  return all > 0 ? (norms[step] ?? 0) / all : 0;
}
