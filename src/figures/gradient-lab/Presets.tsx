// The troubles and the remedies, a button each: before and after in one press.
import type { LabConfig } from '../../experiment/lab/config.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { isPreset, type PresetId, remedies, troubles } from './presets.ts';

interface PresetsProps {
  readonly config: LabConfig;
  readonly onChoose: (id: PresetId) => void;
}

export function Presets({ config, onChoose }: PresetsProps) {
  const { 'gradient-lab': m } = useLabMessages();
  const groups = [
    { name: m.presets.troubles, ids: troubles },
    { name: m.presets.remedies, ids: remedies },
  ];
  return (
    <div className="glab-presets">
      {groups.map(({ name, ids }) => (
        <fieldset key={name} className="glab-preset-group">
          <legend>{name}</legend>
          {ids.map((id) => (
            <button
              key={id}
              type="button"
              className="glab-preset"
              aria-pressed={isPreset(config, id)}
              onClick={() => onChoose(id)}
            >
              {m.preset[id]}
            </button>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
