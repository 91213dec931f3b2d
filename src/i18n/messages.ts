// The shape every locale must fill: English gives the keys, and each string becomes any string.
import type { en } from './en/index.ts';

export type Widened<T> = T extends string
  ? string
  : T extends (...values: infer A) => string
    ? (...values: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type Messages = Widened<typeof en>;

export interface Locale {
  /** The folder's name. */
  readonly id: string;
  /** BCP 47 tag, for `lang` and for Intl. */
  readonly tag: string;
  readonly messages: Messages;
}
