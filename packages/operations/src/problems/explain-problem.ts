import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsConnections } from '../clouds/aws-connections';
import { describeWrongAccount } from '../right-place/assert-right-place';
import { readAwsLogin } from './aws-login';
import { readAwsRights } from './aws-rights';
import { readAzureLogin } from './azure-login';
import { readAzureRights } from './azure-rights';
import { readMissingResource } from './missing-resource';
import { readNetwork } from './network';
import type { ProblemPlace, ReadProblem } from './problem-place';

/** What stands in the way, and what to do about it. */
export interface ExplainedProblem {
  /** Of the error that the SDK has thrown. */
  readonly name: string;
  readonly message: string;
}

const readers: readonly ReadProblem[] = [readAwsLogin, readAzureLogin, readAwsRights, readAzureRights, readMissingResource, readNetwork];

/** How many errors inside one another are looked at: a guard against one that contains itself. */
const maxDepth = 8;

/** @returns undefined for an error that has nothing to do with who asks, from where, and what is deployed: its own message tells it */
export function explainProblem(error: unknown, place: ProblemPlace): ExplainedProblem | undefined {
  for (const one of chainOf(error)) {
    for (const read of readers) {
      const message = read(one, place);
      if (message !== undefined) return { name: one.name, message };
    }
  }
  return undefined;
}

/** The error, what caused it, and what was tried before it. */
function* chainOf(error: unknown): Generator<Error> {
  let one = error;
  for (let depth = 0; one instanceof Error && depth < maxDepth; depth++) {
    yield one;
    const inside: unknown = one instanceof AggregateError ? one.errors[0] : one.cause;
    one = inside;
  }
}

/**
 * What is missing or denied is often there and allowed, in another account.
 *
 * @returns undefined when the credentials are of the environment's account, or cannot say whose they are
 */
export async function explainByAccount(
  error: unknown,
  { environment }: ProblemPlace,
  aws: AwsConnections,
): Promise<ExplainedProblem | undefined> {
  const place = { environment };
  const isSuspicious = [...chainOf(error)].some(one => [readAwsRights, readMissingResource].some(read => read(one, place) !== undefined));
  if (!isSuspicious) return undefined;
  try {
    const message = describeWrongAccount(environment, await aws.client(STSClient).send(new GetCallerIdentityCommand({})));
    return message === undefined ? undefined : { name: 'WrongPlaceError', message };
  } catch {
    // Whose they are is not known then: the error itself is told.
    return undefined;
  }
}
