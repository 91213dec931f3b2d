// Takes over a setting that was chosen by hand, and takes away what is still said about an older value of it.
import type { HyperparameterName } from '../../experiment/hyperparameters.ts';
import type { RunStore } from '../run/runContext.ts';

export function takeSetting(store: RunStore, name: HyperparameterName, value: number): void {
  const stale = store
    .getState()
    .notices.filter(
      ({ message }) =>
        message.code === 'link-problems' && message.problems.every(({ field }) => field === name),
    );
  store.getState().setHyperparameter(name, value);
  for (const { id } of stale) store.getState().dismissNotice(id);
}
