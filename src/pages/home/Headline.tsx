// The title and the line under it that follows the run.
import { useMessages } from '../../i18n/useMessages.ts';
import { useRun } from '../run/runContext.ts';
import { announcement, headline } from './headline.ts';

function Line() {
  const m = useMessages().home;
  const words = useRun((state) => headline(state, m.headline));
  return <p className="headline">{words}</p>;
}

function Announcer() {
  const m = useMessages().home;
  const words = useRun((state) => announcement(state, m));
  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  );
}

export function Headline() {
  const m = useMessages().home;
  return (
    <div className="intro">
      <h1>{m.title}</h1>
      <Line />
      <Announcer />
    </div>
  );
}
