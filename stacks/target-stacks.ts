import type { Environment } from '@audit-bridge/config';
import { stackId } from '@audit-bridge/naming';
import type { RunningCommand } from './running-command';
import { stackPattern } from './stack-pattern';

/** Whether a command of the CLI acts on a stack of this environment. */
export function isTarget(environment: Environment, command: RunningCommand | undefined): boolean {
  if (command === undefined) return false;
  const { patterns } = command;
  const ids = Object.keys(environment.pipelines).map(pipeline => stackId(environment, asWords(pipeline)));
  return patterns.length === 0 || ids.some(id => patterns.some(pattern => stackPattern(pattern).test(id)));
}

/** `cloudtrailLake` is the key of `cloudtrail-lake`. */
function asWords(key: string): string {
  return key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
