// The column of choices that make the run: all of them from the table of settings, grouped, and out of the way when
// the stage needs the room.
import { useState } from 'react';
import { type SettingName, settings } from '../../experiment/lab/settings.ts';
import { useMediaQuery } from '../../figures/frame/useMediaQuery.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { remember, remembered } from '../shell/storage.ts';
import { useLab } from './labContext.ts';
import { Setting } from './Setting.tsx';
import { taskFacts } from './tasks.ts';

type Group = 'task' | 'model' | 'training';

/** Every setting is in one of them: the types keep it so. */
const groupOf: Readonly<Record<SettingName, Group>> = {
  task: 'task',
  length: 'task',
  cell: 'model',
  hiddenSize: 'model',
  layers: 'model',
  bidirectional: 'model',
  embeddingSize: 'model',
  initialisation: 'model',
  spectralRadius: 'model',
  optimiser: 'training',
  learningRate: 'training',
  clipNorm: 'training',
  truncation: 'training',
  batchSize: 'training',
  seed: 'training',
};
const names = Object.keys(groupOf) as SettingName[];
const groups: readonly Group[] = ['task', 'model', 'training'];

function Fields({ group }: { readonly group: Group }) {
  const m = useLabMessages().page.settings;
  const config = useLab((state) => state.view.config);
  const idle: Partial<Record<SettingName, boolean>> = {
    embeddingSize: !taskFacts[config.task].tokens,
    spectralRadius: config.initialisation !== 'spectral',
  };
  return (
    <fieldset className="lab-group">
      <legend>{m.groups[group]}</legend>
      {names
        .filter((name) => groupOf[name] === group && !idle[name] && name in settings)
        .map((name) => (
          <Setting key={name} name={name} />
        ))}
    </fieldset>
  );
}

const key = 'lab.settings';

export function Settings() {
  const m = useLabMessages().page.settings;
  // Beside the stage from the start where there is room for it; below it, and closed, where there is not.
  const roomy = useMediaQuery('(min-width: 1360px)');
  const [chosen, setChosen] = useState(() => remembered(key));
  const open = roomy ? chosen !== 'closed' : chosen === 'open';
  const toggle = () => {
    const next = open ? 'closed' : 'open';
    setChosen(next);
    remember(key, next);
  };
  return (
    <section className="lab-settings" aria-labelledby="lab-settings-title" data-open={open}>
      <div className="lab-settings-head">
        <h2 id="lab-settings-title">{m.title}</h2>
        <button
          type="button"
          className="button lab-fold"
          aria-expanded={open}
          aria-controls="lab-settings-fields"
          aria-label={m.fold(open ? m.hide : m.show)}
          onClick={toggle}
        >
          {open ? m.hide : m.show}
        </button>
      </div>
      <div id="lab-settings-fields" className="lab-settings-fields" hidden={!open}>
        {groups.map((group) => (
          <Fields key={group} group={group} />
        ))}
        <p className="fine">{m.note}</p>
      </div>
    </section>
  );
}
