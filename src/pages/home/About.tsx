// The row at the foot: what the run learns from, what it is, its fingerprint, and its link.
import { useMessages } from '../../i18n/useMessages.ts';
import { Fingerprint } from '../run/Fingerprint.tsx';
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

export function About() {
  return (
    <div className="about">
      <Data />
      <Model />
      <Fingerprint relaxed={useRun((state) => state.relaxed)} />
      <CopyLink />
    </div>
  );
}
