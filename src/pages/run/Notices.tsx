// Messages beside the run. They never cover it, never stop it, and each can be dismissed.

import { Powers } from '../../figures/frame/Powers.tsx';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import type { Notice } from '../../stores/notices.ts';
import { CloseIcon } from '../shell/icons.tsx';
import { useAnyRun, useAnyRunContext } from './anyRun.ts';
import { noticeWords } from './noticeWords.ts';

function NoticeItem({ notice }: { readonly notice: Notice }) {
  const { notices: m } = useMessages();
  const { store, linkDefaults, fieldNames = {} } = useAnyRunContext();
  // A field comes from a link: `constructor` is no name of ours.
  const own = (field: string) => (Object.hasOwn(fieldNames, field) ? fieldNames[field] : undefined);
  const words = { ...m, field: (field: string) => own(field) ?? m.field(field) };
  const { sentence, list, action } = noticeWords(notice.message, words, useNumbers(), linkDefaults());
  return (
    <div className={`notice notice-${notice.kind}`} role={notice.kind === 'warning' ? 'alert' : 'status'}>
      <div className="notice-words">
        <p>
          <Powers text={sentence} />
        </p>
        {list.length > 0 && (
          <ul>
            {list.map((item) => (
              <li key={item}>
                <Powers text={item} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="notice-actions">
        {action !== null && (
          <button type="button" className="button" onClick={() => store.getState()[action]()}>
            {m[action]}
          </button>
        )}
        <button
          type="button"
          className="button button-quiet"
          aria-label={m.dismiss}
          onClick={() => store.getState().dismissNotice(notice.id)}
        >
          <CloseIcon />
        </button>
      </div>
    </div>
  );
}

export function Notices() {
  const notices = useAnyRun((state) => state.notices);
  return notices.map((notice) => <NoticeItem key={notice.id} notice={notice} />);
}
