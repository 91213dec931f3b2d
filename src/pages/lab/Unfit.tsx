// In the place of a figure that cannot show this run: why, and the run that it could show.
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { SettingName } from '../../experiment/lab/settings.ts';
import type { LabFigureDefinition } from '../../figures/definition.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { useFigureTitle } from './figureTitle.ts';
import { missingFor } from './fitting.ts';
import { useLab } from './labContext.ts';
import { useChoiceWords } from './Setting.tsx';

interface Props {
  readonly figure: LabFigureDefinition;
  readonly onBegin: () => void;
  readonly onStay: () => void;
}

export function Unfit({ figure, onBegin, onStay }: Props) {
  const { figures: m, settings } = useLabMessages().page;
  const numbers = useNumbers();
  const title = useFigureTitle()(figure.id);
  const words = useChoiceWords();
  const config = useLab((state) => state.view.config);
  const missing = Object.entries(missingFor(figure, config)) as [SettingName, LabConfig[SettingName]][];
  const needs = missing.map(([name, value]) => settings.value(settings.names[name], words(name, value)));
  return (
    <div className="lab-unfit" role="status">
      <p>{m.why(title, numbers.list(needs))}</p>
      <p className="fine">{m.keep}</p>
      <p className="lab-unfit-ways">
        <button type="button" className="button" onClick={onBegin}>
          {m.begin}
        </button>
        <button type="button" className="button" onClick={onStay}>
          {m.stay}
        </button>
      </p>
    </div>
  );
}
