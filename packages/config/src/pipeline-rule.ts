import type { CrossFieldRule, Problem } from './cross-field-rules';
import type { Environment } from './environment';

type Pipelines = Environment['pipelines'];

/** Evidence must outlast the year in which somebody asks for it. */
export const minEvidenceDays = 365;

/** Writes rules of one pipeline: silent where an environment goes without it, with paths that begin at its settings. */
export function rulesOf<Key extends keyof Pipelines>(pipeline: Key) {
  const folder = `pipelines.${pipeline}`;

  /** @param reads settings of any environment (`kind`, `aws...`), or of this pipeline */
  return (
    reads: readonly string[],
    check: (environment: Environment, settings: NonNullable<Pipelines[Key]>) => Problem | undefined,
  ): CrossFieldRule => ({
    reads: reads.map(path => (/^(kind|aws)\b/.test(path) ? path : `${folder}.${path}`)),
    problems: environment => {
      const settings: Pipelines[Key] = environment.pipelines[pipeline];
      const problem = settings && check(environment, settings);
      return problem === undefined ? [] : [{ ...problem, path: `${folder}.${problem.path}` }];
    },
  });
}

/** What production says of a retention that is too short. */
export function forgetsTooEarly(path: string, days: number): Problem {
  return { path, message: `is ${days}: write ${minEvidenceDays} or more in production, for audit evidence` };
}
