// What tells one run from another, to the bit.
import { useId } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';
import { useAnyRun } from './anyRun.ts';

export function Fingerprint() {
  const m = useMessages().home.about;
  const title = useId();
  const fingerprint = useAnyRun((state) => state.fingerprint);
  return (
    <section className="about-part" aria-labelledby={title}>
      <h2 id={title}>{m.fingerprint}</h2>
      <p className="about-fact">
        {fingerprint === null ? m.fingerprintPending : <code className="fingerprint">{fingerprint}</code>}
      </p>
      <p className="fine">{m.fingerprintWhy}</p>
    </section>
  );
}
