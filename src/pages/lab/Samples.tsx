// Held-out examples as the network answers them now: what was learnt, beside the number that says how much.
import { useId } from 'react';
import type { Sample, SamplesAnswer } from '../../experiment/lab/queries.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { between, useSamples } from './samples.ts';

/** Steps of one example that are written out. */
const longest = 24;

const cut = (labels: readonly string[]) => labels.slice(-longest);

function Verdict({ said, wanted }: { readonly said: string; readonly wanted: string }) {
  const m = useLabMessages().page.samples;
  if (said === wanted) {
    return (
      <ins className="lab-right">
        {said} <span className="visually-hidden">({m.right})</span>
      </ins>
    );
  }
  return (
    <>
      <del className="lab-wrong">
        {said} <span className="visually-hidden">({m.wrong})</span>
      </del>{' '}
      <span className="lab-wanted">{wanted}</span>
    </>
  );
}

/** One answer at the end of the sequence. */
function AtEnd({ sample: { labels, said, wanted, right } }: { readonly sample: Sample }) {
  const m = useLabMessages().page.samples;
  const answer = said.at(-1) ?? '';
  const best = wanted.at(-1) ?? '';
  return (
    <>
      <p className="lab-sample-read">
        {labels.length > longest && '… '}
        {cut(labels).join(' ')}
      </p>
      <p className="lab-sample-said">
        <span className="lab-says">{m.says}</span>{' '}
        {right === null ? m.numbers(answer, best) : <Verdict said={answer} wanted={best} />}
      </p>
    </>
  );
}

/** One answer after each step: all that was said in one line, wrong ones marked; of numbers the last. */
function EveryStep({ sample }: { readonly sample: Sample }) {
  const m = useLabMessages().page.samples;
  const { labels, said, wanted, right } = sample;
  const from = Math.max(0, labels.length - longest);
  const space = between(labels);
  if (right === null) return <AtEnd sample={sample} />;
  return (
    <>
      <p className="lab-sample-read">
        {from > 0 && '… '}
        {labels.slice(from).join(space)}
      </p>
      <p className="lab-sample-said">
        <span className="lab-says">{m.says}</span>{' '}
        {said.slice(from).map((word, at) => {
          const isRight = wanted[from + at] === null || wanted[from + at] === word;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place.
            <span key={at} className={isRight ? '' : 'lab-off'}>
              {word}
              {space}
            </span>
          );
        })}
      </p>
    </>
  );
}

const isAtEnd = ({ said }: Sample) => said.filter((word) => word !== null).length === 1;

function List({ answer }: { readonly answer: SamplesAnswer }) {
  const m = useLabMessages().page.samples;
  const { samples, continued } = answer;
  return (
    <>
      {continued && (
        <p className="lab-continued">
          <span className="lab-sample-label">{m.continued}</span>
          <q>{continued.join(between(continued))}</q>
        </p>
      )}
      <ul className="lab-sample-list">
        {samples.map((sample) => (
          <li key={sample.labels.join(' ')}>
            {isAtEnd(sample) ? <AtEnd sample={sample} /> : <EveryStep sample={sample} />}
          </li>
        ))}
      </ul>
    </>
  );
}

export function Samples() {
  const m = useLabMessages().page.samples;
  const title = useId();
  const answer = useSamples();
  return (
    <section className="lab-samples" aria-labelledby={title}>
      <h2 id={title} className="lab-small-title">
        {m.title}
      </h2>
      {answer ? <List answer={answer} /> : <p className="fine">{m.waiting}</p>}
    </section>
  );
}
