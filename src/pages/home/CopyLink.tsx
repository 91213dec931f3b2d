// Copy link: the present run in one URL. When the browser lets no page copy, the link itself is shown.
import { useState } from 'react';
import { copyText } from '../../figures/frame/copyText.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { useRun, useRunStore } from '../run/runContext.ts';

type Outcome = { readonly kind: 'none' | 'copied' } | { readonly kind: 'refused'; readonly link: string };

export function CopyLink() {
  const { home, figures } = useMessages();
  const m = home.about;
  const { frame } = figures;
  const store = useRunStore();
  const relaxed = useRun((state) => state.relaxed);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const copy = async () => {
    setOutcome({ kind: 'none' });
    const link = store.getState().link();
    setOutcome((await copyText(link)) ? { kind: 'copied' } : { kind: 'refused', link });
  };
  return (
    <section className="about-part" aria-labelledby="about-link">
      <h2 id="about-link">{m.link}</h2>
      <p className="fine">{relaxed ? m.linkSettingsWhy : m.linkWhy}</p>
      <button type="button" className="button copy-link" onClick={() => void copy()}>
        {frame.copyLink}
      </button>
      <p role="status" className="copy-link-outcome">
        {outcome.kind === 'copied' && frame.copied}
        {outcome.kind === 'refused' && frame.copyByHand}
      </p>
      {outcome.kind === 'refused' && (
        <input
          type="text"
          className="copy-link-field"
          readOnly
          aria-label={m.linkField}
          value={outcome.link}
          onFocus={(event) => event.target.select()}
        />
      )}
    </section>
  );
}
