import { createHash } from 'node:crypto';
import type { Job } from '@aws-sdk/client-glue';

/**
 * The SHA-256 of everything that a run takes from its job's definition: the script and the package by their places, whose names carry their own hashes, the
 * arguments, the workers, the role. Not in it is what changes nothing for a run: description, times, the retries of Glue.
 *
 * @returns lower-case hex
 */
export function definitionHash(job: Job): string {
  const definition = {
    command: job.Command,
    role: job.Role,
    defaultArguments: job.DefaultArguments,
    nonOverridableArguments: job.NonOverridableArguments,
    connections: job.Connections?.Connections,
    glueVersion: job.GlueVersion,
    workerType: job.WorkerType,
    workers: job.NumberOfWorkers,
    maxCapacity: job.MaxCapacity,
    timeoutMinutes: job.Timeout,
    executionClass: job.ExecutionClass,
    securityConfiguration: job.SecurityConfiguration,
  };
  return createHash('sha256').update(JSON.stringify(definition, sortedMembers)).digest('hex');
}

/** For `JSON.stringify`: the order in which Glue answers members means nothing. */
function sortedMembers(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
