import type { Environment } from '@audit-bridge/config';
import { readAwsLogin } from '../problems/aws-login';
import { readAzureLogin } from '../problems/azure-login';
import { readNetwork } from '../problems/network';

/** @returns what every command says of a sign-in that is missing, over or out of reach; undefined: it is something else */
export function signInProblem(error: unknown, environment: Environment): string | undefined {
  if (!(error instanceof Error)) return undefined;
  for (const read of [readAwsLogin, readAzureLogin, readNetwork]) {
    const message = read(error, { environment });
    if (message !== undefined) return message;
  }
  return undefined;
}
