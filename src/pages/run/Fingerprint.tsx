// What tells one run from another, to the bit.
import { useId } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';
import { useAnyRun } from './anyRun.ts';

/** @param relaxed the run is this machine's alone, and has none @param note what the page adds to it */
export function Fingerprint({
  relaxed = false,
  note,
}: {
  readonly relaxed?: boolean;
  readonly note?: string;
}) {
  const m = useMessages().home.about;
  const title = useId();
  const fingerprint = useAnyRun((state) => state.fingerprint);
  return (
    <section className="about-part" aria-labelledby={title}>
      <h2 id={title}>{m.fingerprint}</h2>
      <p className="about-fact">
        {relaxed ? (
          m.fingerprintNone
        ) : fingerprint === null ? (
          m.fingerprintPending
        ) : (
          <code className="fingerprint">{fingerprint}</code>
        )}
      </p>
      <p className="fine">
        {relaxed ? m.fingerprintNoneWhy : m.fingerprintWhy} {note}
      </p>
    </section>
  );
}
