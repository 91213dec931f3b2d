// Speed, seed, learning rate, the model's size and its arithmetic. Ranges and choices come from the one table of hyperparameters.
import { hyperparameters } from '../../experiment/hyperparameters.ts';
import { Choice } from '../../figures/frame/Choice.tsx';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { NumberField } from '../run/NumberField.tsx';
import { RateField } from '../run/RateField.tsx';
import { useRun, useRunStore } from '../run/runContext.ts';
import { Speed } from '../run/Speed.tsx';
import { takeSetting } from './takeSetting.ts';

function LearningRate() {
  const store = useRunStore();
  const { min, max } = hyperparameters.learningRate;
  return <RateField min={min} max={max} onChoose={(rate) => takeSetting(store, 'learningRate', rate)} />;
}

function Seed() {
  const m = useMessages().controls;
  const store = useRunStore();
  const seed = useRun((state) => state.config.seed);
  const { min, max } = hyperparameters.seed;
  return (
    <NumberField
      id="seed"
      className="field-narrow"
      label={m.seed}
      value={seed}
      min={min}
      max={max}
      step={1}
      inWords={String}
      onCommit={(value) => takeSetting(store, 'seed', value)}
    />
  );
}

function Size({ name }: { readonly name: 'layers' | 'heads' | 'width' }) {
  const m = useMessages().controls;
  const numbers = useNumbers();
  const store = useRunStore();
  const value = useRun((state) => state.config[name]);
  return (
    <Choice
      id={name}
      label={m[name]}
      value={String(value)}
      options={hyperparameters[name].choices.map((choice) => ({
        id: String(choice),
        words: numbers.integer(choice),
      }))}
      onChoose={(id) => takeSetting(store, name, Number(id))}
    />
  );
}

function Relaxed() {
  const m = useMessages().controls.relaxed;
  const store = useRunStore();
  const relaxed = useRun((state) => state.relaxed);
  const can = useRun((state) => state.canRelax);
  return (
    <div className="check">
      <label>
        <input
          type="checkbox"
          checked={relaxed}
          aria-disabled={!can}
          aria-describedby="relaxed-why"
          onChange={(event) => store.getState().setRelaxed(event.target.checked)}
        />
        {m.label}
      </label>
      <p id="relaxed-why" className="fine">
        {can ? m.why : m.missing}
      </p>
    </div>
  );
}

export function Settings() {
  const m = useMessages().controls;
  return (
    <section className="block" aria-labelledby="settings-title">
      <h2 id="settings-title">{m.settings}</h2>
      <div className="settings">
        <Speed />
        <Seed />
        <LearningRate />
        <Size name="layers" />
        <Size name="heads" />
        <Size name="width" />
        <Relaxed />
      </div>
      <p className="fine">{m.rebuildNote}</p>
    </section>
  );
}
