// What came of a tool, for eye and ear; with the link itself where the browser lets no page copy.
import { useMessages } from '../../../i18n/useMessages.ts';
import type { Said } from './useTools.ts';

export function Outcome({ said, className }: { readonly said: Said; readonly className: string }) {
  const { frame } = useMessages().figures;
  return (
    <span className={said.words === '' ? 'figure-unseen' : className} role="status">
      {said.words}
      {said.link !== undefined && (
        <input
          type="text"
          className="figure-link"
          readOnly
          aria-label={frame.copyLink}
          value={said.link}
          onFocus={(event) => event.target.select()}
        />
      )}
    </span>
  );
}
