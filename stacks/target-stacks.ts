import type { Environment, SharedSettings } from '@audit-bridge/config';
import { stackId } from '@audit-bridge/naming';
import type { RunningCommand } from './running-command';
import { stackPattern } from './stack-pattern';

/** Whether a command of the CLI acts on a stack of these settings. */
export function isTarget(settings: Environment | SharedSettings, command: RunningCommand | undefined): boolean {
  if (command === undefined) return false;
  const { patterns } = command;
  return patterns.length === 0 || stackIdsOf(settings).some(id => patterns.some(pattern => stackPattern(pattern).test(id)));
}

/** The ids of the stacks that settings become: one for each pipeline of an environment, one for what environments share. */
export function stackIdsOf(settings: Environment | SharedSettings): readonly string[] {
  if (!('pipelines' in settings)) return [settings.name];
  return Object.keys(settings.pipelines).map(pipeline => stackId(settings, asWords(pipeline)));
}

/** `cloudtrailLake` is the key of `cloudtrail-lake`. */
function asWords(key: string): string {
  return key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
