// The run's own settings that decide how far a gradient comes, where their effect is seen.
import { memo, useEffect, useState } from 'react';
import type { Initialisation, LabConfig } from '../../experiment/lab/config.ts';
import { settings } from '../../experiment/lab/settings.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import type { CellId } from '../../models/cells/registry.ts';
import { lengths } from '../../tasks/prediction/lengths.ts';
import { Choice } from '../frame/Choice.tsx';
import { Slider } from '../frame/Slider.tsx';

interface SettingsProps {
  readonly config: LabConfig;
  readonly onChange: (patch: Partial<LabConfig>) => void;
}

/** Milliseconds that a slider must rest before the run is built anew. */
const rest = 120;

interface RestingProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly words: (value: number) => string;
  readonly onRest: (value: number) => void;
}

/** A slider that is taken over when it has come to rest: each change begins a run. */
function Resting({ value, words, onRest, ...range }: RestingProps) {
  const [draft, setDraft] = useState<number>();
  useEffect(() => {
    if (draft === undefined) return;
    const timer = setTimeout(() => {
      setDraft(undefined);
      onRest(draft);
    }, rest);
    return () => clearTimeout(timer);
  });
  return <Slider {...range} value={draft ?? value} words={words} onChange={setDraft} />;
}

/** Not drawn again with every beat. */
export const Settings = memo(function Settings({ config, onChange }: SettingsProps) {
  const { 'gradient-lab': m, page } = useLabMessages();
  const numbers = useNumbers();
  const { initialisation } = config;
  const length = lengths[config.task];
  const spectral = initialisation === 'spectral';
  const { spectralRadius, clipNorm } = settings;
  return (
    <div className="glab-settings">
      <Choice<CellId>
        id="glab-cell"
        label={m.cell}
        value={config.cell}
        options={settings.cell.choices.map((id) => ({ id, words: page.settings.choices.cell[id] }))}
        onChoose={(cell) => onChange({ cell })}
      />
      <Choice<Initialisation>
        id="glab-initialisation"
        label={m.initialisation}
        value={initialisation}
        options={settings.initialisation.choices.map((id) => ({
          id,
          words: page.settings.choices.initialisation[id],
        }))}
        onChoose={(chosen) => onChange({ initialisation: chosen })}
      />
      <Resting
        label={m.radius}
        min={spectralRadius.min}
        max={spectralRadius.max}
        step={0.05}
        value={Math.min(spectralRadius.max, Math.max(spectralRadius.min, config.spectralRadius))}
        words={(value) => (spectral || value !== config.spectralRadius ? numbers.rate(value) : m.radiusUnset)}
        onRest={(radius) => onChange({ initialisation: 'spectral', spectralRadius: radius })}
      />
      {length.kind === 'chosen' && (
        <Resting
          label={m.length}
          min={length.min}
          max={length.max}
          step={1}
          value={config.length}
          words={m.lengthWords}
          onRest={(steps) => onChange({ length: steps })}
        />
      )}
      <Resting
        label={m.clip}
        min={clipNorm.min}
        max={clipNorm.max}
        step={0.5}
        value={Math.min(clipNorm.max, config.clipNorm)}
        words={(value) => (value === 0 ? m.noClip : numbers.rate(value))}
        onRest={(norm) => onChange({ clipNorm: norm })}
      />
    </div>
  );
});
