import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DestinationName } from '../cloudtrail-lake/destination-name';
import type { PipelineName } from '../pipelines/pipeline-name';

/** What another process must know to reach the emulators of a kept run. The keys in it are examples, or good for nothing but these emulators. */
export interface EnvironmentDescription {
  /** The process that keeps the emulators up. */
  readonly pid: number;
  /** UTC ISO 8601. */
  readonly startedAt: string;
  /** Folder of the run. */
  readonly output: string;
  readonly pipelines: readonly PipelineName[];
  readonly subscriptionIds: readonly string[];
  /** Whose access keys are reported, beside the own account. */
  readonly memberAccountIds: readonly string[];
  /** Of cloudtrail-lake. */
  readonly destination: DestinationName;
  /** All of AWS. */
  readonly awsEndpoint: string;
  /** A file: the one certificate that the stand-ins of Azure have. */
  readonly certificatePath: string;
  readonly authorityHost: string;
  readonly resourceManagerUrl: string;
  readonly graphUrl: string;
  readonly logAnalyticsUrl: string;
  /** The storage account; absent where no pipeline of the run has one. */
  readonly storageUrl?: string;
  /** Of the Event Hubs namespace; absent where no pipeline of the run has one. */
  readonly eventHubsConnectionString?: string;
}

/** Names the folder of a kept run, for `bridge`. */
export const outputVariable = 'AUDIT_BRIDGE_LOCAL';

const fileName = 'environment.json';

export async function writeDescription(description: EnvironmentDescription): Promise<string> {
  const path = join(description.output, fileName);
  await writeFile(path, `${JSON.stringify(description, undefined, 2)}\n`, { mode: 0o600 });
  return path;
}

/** @returns undefined where no run is kept, or none is any more */
export function readDescription(output: string): EnvironmentDescription | undefined {
  try {
    const description: EnvironmentDescription = JSON.parse(readFileSync(join(output, fileName), 'utf8'));
    return isAlive(description.pid) ? description : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // There, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
