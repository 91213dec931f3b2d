// What a figure has beyond the run: its beat and its choices. Held here, they are in the link, and whoever opens it sees the
// same picture. A link's value that the figure does not know is told to the page, and the figure opens as it always does.
import { createContext, useCallback, useContext, useEffect, useState } from 'react';

export interface Linked {
  /** What the link says; undefined for nothing. */
  readonly given: (name: string) => string | undefined;
  /** Null: as the figure opens by itself. */
  readonly keep: (name: string, value: string | null) => void;
  /** The figure has such a choice. */
  readonly claim: (name: string) => void;
  /** It has no such value. */
  readonly miss: (name: string) => void;
}

const nowhere = () => {};

export const LinkedContext = createContext<Linked>({
  given: () => undefined,
  keep: nowhere,
  claim: nowhere,
  miss: nowhere,
});

/**
 * @param known whether all values are known by now, so that a link's may be judged
 * @param isThere whether a text is one of them
 */
function useLinkedText(name: string, known: boolean, isThere: (text: string) => boolean) {
  const linked = useContext(LinkedContext);
  const [text, setText] = useState(() => linked.given(name));
  const [judged, setJudged] = useState(text === undefined);
  const there = known && text !== undefined && isThere(text);
  const keep = useCallback(
    (next: string | undefined) => {
      setText(next);
      setJudged(true);
      linked.keep(name, next ?? null);
    },
    [linked, name],
  );
  useEffect(() => {
    linked.claim(name);
  }, [linked, name]);
  useEffect(() => {
    if (judged || !known) return;
    setJudged(true);
    if (there) return;
    setText(undefined);
    linked.miss(name);
  }, [judged, known, there, linked, name]);
  return [judged || there ? text : undefined, keep] as const;
}

/**
 * A choice by name, like useState.
 * @param choices undefined before they are known
 */
export function useLinked<T extends string>(
  name: string,
  choices: readonly T[] | undefined,
  initial: T,
): [T, (next: T) => void] {
  const [text, keep] = useLinkedText(
    name,
    choices !== undefined,
    (given) => choices?.some((choice) => choice === given) ?? false,
  );
  const set = useCallback((next: T) => keep(next === initial ? undefined : next), [keep, initial]);
  return [choices?.find((choice) => choice === text) ?? initial, set];
}

export interface LinkedRange {
  readonly min: number;
  readonly max: number;
}

/**
 * A number that somebody chose; undefined for none. Links write it as it is.
 * @param range undefined before it is known. It may shrink later: a number chosen before may then lie outside it
 */
export function useLinkedNumber(
  name: string,
  range: LinkedRange | undefined,
): [number | undefined, (next: number | undefined) => void] {
  const [text, keep] = useLinkedText(
    name,
    range !== undefined,
    (given) =>
      range !== undefined &&
      /^(0|[1-9]\d{0,5})(\.\d{1,3})?$/.test(given) &&
      Number(given) >= range.min &&
      Number(given) <= range.max,
  );
  const set = useCallback((next: number | undefined) => keep(next?.toString()), [keep]);
  return [text === undefined ? undefined : Number(text), set];
}

/**
 * One of the same few values for each of some names, or none.
 * @param names may change: what another name was given is not forgotten
 */
export function useLinkedMany<T extends string | number>(
  names: readonly string[],
  values: readonly T[],
): [Readonly<Record<string, T>>, (next: Readonly<Record<string, T>>) => void] {
  const linked = useContext(LinkedContext);
  const valueFor = (text: string | undefined) => values.find((value) => String(value) === text);
  const [chosen, setChosen] = useState(() =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = valueFor(linked.given(name));
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is judged once, as the figure is opened.
  useEffect(() => {
    for (const name of names) {
      linked.claim(name);
      const given = linked.given(name);
      if (given !== undefined && valueFor(given) === undefined) linked.miss(name);
    }
  }, []);
  const set = (next: Readonly<Record<string, T>>) => {
    setChosen(next);
    for (const name of new Set([...Object.keys(chosen), ...Object.keys(next)]))
      linked.keep(name, next[name]?.toString() ?? null);
  };
  return [chosen, set];
}
