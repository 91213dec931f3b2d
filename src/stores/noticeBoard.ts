// The notices of a store: one of each kind, the newest last.
import {
  type Notice,
  type NoticeCode,
  type NoticeMessage,
  withNotice,
  withoutCode,
  withoutNotice,
} from './notices.ts';

interface Noticed {
  readonly notices: readonly Notice[];
}

export class NoticeBoard {
  readonly #set: (patch: Noticed) => void;
  readonly #get: () => Noticed;
  #count = 0;

  constructor(set: (patch: Noticed) => void, get: () => Noticed) {
    this.#set = set;
    this.#get = get;
  }

  post(message: NoticeMessage): void {
    this.#set({ notices: withNotice(this.#get().notices, ++this.#count, message) });
  }

  drop(code: NoticeCode): void {
    this.#set({ notices: withoutCode(this.#get().notices, code) });
  }

  dismiss(id: number): void {
    this.#set({ notices: withoutNotice(this.#get().notices, id) });
  }
}
