import type { z } from 'zod';
import { accessKeysRules } from './access-keys-rules';
import { awsRules } from './aws-rules';
import { coverageRules } from './coverage-rules';
import type { Environment } from './environment';
import { kindRules } from './kind-rules';
import { retentionRules } from './retention-rules';
import { securityLakeRules } from './security-lake-rules';

export interface Problem {
  /** Dots between keys: `pipelines.cloudtrailLake.stateTtlDays`. */
  readonly path: string;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

/** A rule between settings. */
export interface CrossFieldRule {
  /** The settings that it looks at: the rule stays silent while one of them is wrong by itself. */
  readonly reads: readonly string[];
  readonly problems: (environment: Environment) => readonly Problem[];
}

const rules: readonly CrossFieldRule[] = [
  ...kindRules,
  ...retentionRules,
  ...securityLakeRules,
  ...accessKeysRules,
  ...awsRules,
  ...coverageRules,
];

/** Applies each rule whose settings are right by themselves, so that these problems are reported together with the structural ones. */
export function crossFieldRules(payload: z.core.ParsePayload<Environment>): void {
  // An unknown key beside a setting says nothing about the setting.
  const wrong = payload.issues.filter(issue => issue.code !== 'unrecognized_keys').map(issue => issue.path?.join('.') ?? '');
  for (const rule of rules) {
    if (wrong.some(path => rule.reads.some(read => isSameOrInside(path, read) || isSameOrInside(read, path)))) continue;
    for (const problem of rule.problems(payload.value)) {
      payload.issues.push({ code: 'custom', path: problem.path.split('.'), message: problem.message, input: payload.value });
    }
  }
}

function isSameOrInside(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}.`);
}
