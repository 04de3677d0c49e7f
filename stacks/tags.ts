import type { Environment } from '@audit-bridge/config';
import { project } from '@audit-bridge/naming';

/** What every resource of a stack carries, on both clouds. */
export function stackTags({ name, owner, tags }: Environment, pipeline: string): Record<string, string> {
  return {
    ...tags,
    Project: project,
    Environment: name,
    Pipeline: pipeline,
    ManagedBy: 'terraform',
    ...(owner === undefined ? {} : { Owner: owner }),
  };
}
