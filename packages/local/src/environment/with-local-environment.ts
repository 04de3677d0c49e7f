import { resolve } from 'node:path';
import type { Environment } from '@audit-bridge/config';
import { type CloudConnections, cloudConnections } from '@audit-bridge/operations';
import { defaultOutput } from '../output-folder';
import { connectToLocal, environmentOf } from './connect-to-local';
import { outputVariable, readDescription } from './environment-description';
import { NoLocalEnvironmentError } from './errors';
import { localEnvironment, localEnvironmentName } from './local-environment';

/** What `runBridge` works with. */
export interface KnownEnvironments {
  readonly environments: () => readonly Environment[];
  /** @param requests ends what is asked */
  readonly connect: (environment: Environment, requests?: AbortSignal) => CloudConnections;
}

/**
 * Adds environment `local` to the deployed ones: the run that is kept now. Without one it is known all the same, and connecting to it says what to start.
 *
 * @param variables `AUDIT_BRIDGE_LOCAL` names the folder of a run that has another one than the usual
 */
export function withLocalEnvironment(deployed: () => readonly Environment[], variables = process.env): KnownEnvironments {
  const given = variables[outputVariable]?.trim();
  // pnpm runs a script in the checkout's root; a relative path is relative to where it was called.
  const output = given ? resolve(variables.INIT_CWD ?? process.cwd(), given) : defaultOutput;
  const description = readDescription(output);
  return {
    environments: () => [...deployed(), description === undefined ? localEnvironment() : environmentOf(description)],
    connect: (environment, requests) => {
      if (environment.name !== localEnvironmentName) return cloudConnections(environment, requests);
      if (description === undefined) throw new NoLocalEnvironmentError(output);
      return connectToLocal(description, requests);
    },
  };
}
