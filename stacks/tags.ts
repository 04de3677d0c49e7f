import type { Environment, SharedSettings } from '@audit-bridge/config';
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

/** What belongs to no environment and no pipeline. */
export function sharedTags({ name, tags }: SharedSettings): Record<string, string> {
  return { ...tags, Project: project, Environment: name, ManagedBy: 'terraform' };
}
