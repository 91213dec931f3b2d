// Tells the page which word a figure points at, so that the other figures can show the same one. A figure that keeps a
// word pinned speaks up again once the others have fallen silent.
import { useEffect, useEffectEvent, useRef } from 'react';
import { noCursor, type WordCursor } from './view.ts';

export const isEmpty = ({ source, target }: WordCursor): boolean =>
  source === undefined && target === undefined;

export function useLinkedCursor(
  own: WordCursor,
  shared: WordCursor,
  onCursor: ((cursor: WordCursor) => void) | undefined,
): void {
  const spoke = useRef(false);
  const { source, target } = own;
  const silent = isEmpty(shared);
  const speak = useEffectEvent((cursor: WordCursor, _heardNobody: boolean) => {
    if (isEmpty(cursor) && !spoke.current) return;
    spoke.current = !isEmpty(cursor);
    onCursor?.(spoke.current ? cursor : noCursor);
  });
  useEffect(() => {
    speak(
      { ...(source === undefined ? {} : { source }), ...(target === undefined ? {} : { target }) },
      silent,
    );
  }, [source, target, silent]);
}
