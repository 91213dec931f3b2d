// What a change of settings makes of a run's config.
import type { LabConfig } from '../../experiment/lab/config.ts';
import { parseLabConfig } from '../../experiment/lab/parseLabConfig.ts';
import { defaultLabConfigFor, type SettingName, settings } from '../../experiment/lab/settings.ts';
import type { ConfigProblem } from '../../experiment/problems.ts';

/**
 * The config with the patch, and what of the patch could not be used as given. Where the task changes, a setting that was
 * at the old task's default comes to the new one's.
 */
export function configured(
  config: LabConfig,
  patch: Partial<LabConfig>,
): { readonly config: LabConfig; readonly problems: readonly ConfigProblem[] } {
  const before = defaultLabConfigFor(config.task);
  const after = defaultLabConfigFor(parseLabConfig({ task: patch.task ?? config.task }).config.task);
  const kept = Object.fromEntries(
    (Object.keys(settings) as SettingName[]).map((name) => [
      name,
      config[name] === before[name] ? after[name] : config[name],
    ]),
  );
  const parsed = parseLabConfig({ ...kept, ...patch, changes: [] });
  return {
    config: parsed.config,
    problems: parsed.problems.filter(({ field }) => Object.hasOwn(patch, field)),
  };
}

/** Whether two configs build the same network from the same data: all that is not live is equal. */
export function sameModel(a: LabConfig, b: LabConfig): boolean {
  return (Object.keys(settings) as SettingName[]).every(
    (name) => settings[name].effect === 'live' || a[name] === b[name],
  );
}
