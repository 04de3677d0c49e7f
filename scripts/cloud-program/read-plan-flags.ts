import { resolve } from 'node:path';
import { offlineFlag } from '@audit-bridge/stacks/running-command';

export interface PlanFlags {
  /** Absolute path of the folder that takes the plans. */
  readonly folder: string;
  readonly lock: boolean;
  /** With Terraform alone, as if nothing were there: no provider, no network, no credentials. */
  readonly offline: boolean;
}

/** `plan` was called with flags that it does not have. */
export class PlanFlagsError extends Error {
  override readonly name = 'PlanFlagsError';
}

/** @param from what a relative folder starts at. @throws {PlanFlagsError} */
export function readPlanFlags(flags: readonly string[], from = process.env.INIT_CWD ?? process.cwd()): PlanFlags {
  const [, folder] = flags.map(flag => /^--out=(.+)$/.exec(flag)).find(match => match !== null) ?? [];
  const unknown = flags.filter(flag => !flag.startsWith('--out=') && flag !== '--no-lock' && flag !== offlineFlag);
  if (unknown.length > 0) throw new PlanFlagsError(`plan has no flag ${unknown[0]}. It has --out=DIR, --no-lock and ${offlineFlag}.`);
  if (folder === undefined) throw new PlanFlagsError('Say where the plans go: --out=DIR.');
  return { folder: resolve(from, folder), lock: !flags.includes('--no-lock'), offline: flags.includes(offlineFlag) };
}
