// One control for whatever kind of setting the table has: a list of names or numbers, a number to type, yes or no.
import type { LabConfig } from '../../experiment/lab/config.ts';
import { type SettingName, settings } from '../../experiment/lab/settings.ts';
import { Choice } from '../../figures/frame/Choice.tsx';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { lengths } from '../../tasks/prediction/lengths.ts';
import { NumberField } from '../run/NumberField.tsx';
import { RateField } from '../run/RateField.tsx';
import { useLab, useLabStore } from './labContext.ts';

/** Takes a setting over, and takes away what is still said about an older value of it. */
function useConfigure(): (patch: Partial<LabConfig>) => void {
  const store = useLabStore();
  return (patch) => {
    const { notices, configure, dismissNotice, pin, setText } = store.getState();
    pin(null); // another network has other numbers
    if ('task' in patch) setText(null); // another task reads other words
    configure(patch);
    const stale = notices.filter(
      ({ message }) =>
        message.code === 'link-problems' && message.problems.every(({ field }) => field in patch),
    );
    for (const { id } of stale) dismissNotice(id);
  };
}

/** The words for one of a setting's names. */
export function useChoiceWords(): (name: SettingName, value: LabConfig[SettingName]) => string {
  const { choices, flag } = useLabMessages().page.settings;
  const numbers = useNumbers();
  const named: Partial<Record<SettingName, Readonly<Record<string, string>>>> = choices;
  return (name, value) => {
    if (typeof value === 'number') return numbers.rate(value);
    return (typeof value === 'boolean' ? flag[`${value}`] : named[name]?.[value]) ?? String(value);
  };
}

function Options({ name, ids }: { readonly name: SettingName; readonly ids: LabConfig[SettingName][] }) {
  const m = useLabMessages().page.settings;
  const value = useLab((state) => state.view.config[name]);
  const configure = useConfigure();
  const words = useChoiceWords();
  return (
    <Choice
      id={`lab-${name}`}
      label={m.names[name]}
      value={String(value)}
      options={ids.map((id) => ({ id: String(id), words: words(name, id) }))}
      onChoose={(chosen) => configure({ [name]: ids.find((id) => String(id) === chosen) })}
    />
  );
}

type NumberName = 'seed' | 'length' | 'spectralRadius' | 'clipNorm' | 'truncation';

function Typed({
  name,
  min,
  max,
}: {
  readonly name: NumberName;
  readonly min: number;
  readonly max: number;
}) {
  const m = useLabMessages().page.settings;
  const numbers = useNumbers();
  const value = useLab((state) => state.view.config[name]);
  const configure = useConfigure();
  const zero: Partial<Record<SettingName, string>> = m.zero;
  const { kind } = settings[name];
  return (
    <NumberField
      id={`lab-${name}`}
      label={m.names[name]}
      value={value}
      min={min}
      max={max}
      step={kind === 'integer' ? 1 : 0.1}
      hint={zero[name]}
      inWords={kind === 'integer' ? String : numbers.rate}
      onCommit={(typed) => configure({ [name]: typed })}
    />
  );
}

function Length() {
  const task = useLab((state) => state.view.config.task);
  const length = lengths[task];
  return length.kind === 'chosen' ? <Typed name="length" min={length.min} max={length.max} /> : null;
}

/** The control of a setting; nothing where it has no effect on the present run. */
export function Setting({ name }: { readonly name: SettingName }) {
  const configure = useConfigure();
  if (name === 'learningRate') {
    const { min, max } = settings.learningRate;
    return <RateField min={min} max={max} onChoose={(learningRate) => configure({ learningRate })} />;
  }
  if (name === 'length') return <Length />;
  const setting = settings[name];
  switch (setting.kind) {
    case 'name':
    case 'choice':
      return <Options name={name} ids={[...setting.choices]} />;
    case 'flag':
      return <Options name={name} ids={[false, true]} />;
    case 'integer':
    case 'continuous':
      return <Typed name={name as NumberName} min={setting.min} max={setting.max} />;
  }
}
