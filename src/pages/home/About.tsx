// The row at the foot: what the run learns from, what it is, its fingerprint, and its link.
import { useId } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';
import { useRun } from '../run/runContext.ts';
import { CopyLink } from './CopyLink.tsx';

function Data() {
  const m = useMessages().home.about;
  const split = useRun((state) => state.split);
  const seed = useRun((state) => state.config.seed);
  return (
    <section className="about-part" aria-labelledby="about-data">
      <h2 id="about-data">{m.data}</h2>
      <p className="about-fact">{split !== null && m.split(split.train, split.heldOut, seed)}</p>
      <p className="fine">{m.splitWhy}</p>
      <details>
        <summary>{m.showHeldOut}</summary>
        <ul className="phrase-list" lang="en">
          {(split?.heldOutExamples ?? []).map((phrase) => (
            <li key={phrase}>{phrase}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Model() {
  const m = useMessages().home.about;
  const count = useRun((state) => state.parameterCount);
  const { layers, heads, width } = useRun((state) => state.config);
  return (
    <section className="about-part" aria-labelledby="about-model">
      <h2 id="about-model">{m.model}</h2>
      <p className="about-fact">{count !== null && m.parameters(count)}</p>
      <p className="fine">{m.shape(layers, heads, width)}</p>
    </section>
  );
}

function Fingerprint() {
  const m = useMessages().home.about;
  const title = useId();
  const fingerprint = useRun((state) => state.fingerprint);
  const relaxed = useRun((state) => state.relaxed);
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
      <p className="fine">{relaxed ? m.fingerprintNoneWhy : m.fingerprintWhy}</p>
    </section>
  );
}

export function About() {
  return (
    <div className="about">
      <Data />
      <Model />
      <Fingerprint />
      <CopyLink />
    </div>
  );
}
