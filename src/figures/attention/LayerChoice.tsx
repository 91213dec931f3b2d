// Which layer is shown, where there is more than one.
import { useId } from 'react';
import { useMessages } from '../../i18n/useMessages.ts';

interface LayerChoiceProps {
  readonly layers: number;
  readonly layer: number;
  onLayer(layer: number): void;
}

export function LayerChoice({ layers, layer, onLayer }: LayerChoiceProps) {
  const { attention } = useMessages().figures;
  const group = useId();
  return (
    <fieldset className="at-layers">
      <legend>{attention.layer}</legend>
      {Array.from({ length: layers }, (_, each) => (
        <label key={attention.layerNumber(each)}>
          <input
            type="radio"
            className="figure-unseen"
            name={group}
            checked={each === layer}
            onChange={() => onLayer(each)}
            aria-label={`${attention.layer} ${attention.layerNumber(each)}`}
          />
          <span>{attention.layerNumber(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}
