// What the figures of the page share: the word that one of them points at, and whose attention each kind shows.
import { createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AttentionKind } from '../../experiment/prediction.ts';
import { type AttentionView, noCursor, type WordCursor, wholeView } from '../../figures/view.ts';

interface Pointing {
  readonly cursor: WordCursor;
  readonly views: Readonly<Record<AttentionKind, AttentionView>>;
  setCursor(cursor: WordCursor): void;
  setView(kind: AttentionKind, view: AttentionView): void;
}

export const createPointing = (): StoreApi<Pointing> =>
  createStore<Pointing>()((set) => ({
    cursor: noCursor,
    views: { encoderSelf: wholeView, decoderSelf: wholeView, cross: wholeView },
    setCursor: (cursor) => set({ cursor }),
    setView: (kind, view) => set(({ views }) => ({ views: { ...views, [kind]: view } })),
  }));

export const PointingContext = createContext<StoreApi<Pointing> | null>(null);

export function usePointed<T>(select: (pointing: Pointing) => T): T {
  const store = useContext(PointingContext);
  if (store === null) throw new Error('usePointed: no PointingContext above');
  return useStore(store, select);
}
