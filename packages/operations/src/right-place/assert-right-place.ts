import { RestApiError } from '@audit-bridge/azure-rest-api/rest-api-error';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { EnvironmentContext } from '../bridge-command';
import { WrongPlaceError } from './errors';

export type Cloud = 'aws' | 'azure';

type Place = Pick<EnvironmentContext, 'environment' | 'clouds'>;

/**
 * Before a command changes anything: are these credentials of the environment's account, and of its tenant?
 *
 * @param clouds those that the command changes something in
 * @throws {WrongPlaceError}
 */
export async function assertRightPlace(context: Place, clouds: readonly Cloud[] = ['aws', 'azure']): Promise<void> {
  await Promise.all(clouds.map(cloud => (cloud === 'aws' ? assertRightAccount(context) : assertRightSubscription(context))));
}

/** Needs no permission at all: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
async function assertRightAccount({ clouds, environment }: Place): Promise<void> {
  const problem = describeWrongAccount(environment, await clouds.aws.client(STSClient).send(new GetCallerIdentityCommand({})));
  if (problem !== undefined) throw new WrongPlaceError(problem);
}

/** @returns undefined when the caller is of the environment's account */
export function describeWrongAccount(
  { aws: { accountId }, name }: EnvironmentContext['environment'],
  { Account, Arn }: { readonly Account?: string | undefined; readonly Arn?: string | undefined },
): string | undefined {
  if (Account === accountId) return undefined;
  return `The environment '${name}' is in the AWS account ${accountId}, and these credentials are of ${Account} (${Arn}). Nothing was changed. Choose another profile: export AWS_PROFILE=<profile of ${accountId}>`;
}

interface Subscription {
  readonly tenantId?: string;
  readonly state?: string;
}

/**
 * The subscription answers only to who has a role in it, and only to a token of its own tenant.
 *
 * @see https://learn.microsoft.com/rest/api/resources/subscriptions/get
 */
async function assertRightSubscription({ clouds, environment }: Place): Promise<void> {
  const { subscriptionId, tenantId } = environment.azure;
  const login = `az login --tenant ${tenantId}`;
  try {
    const found = await clouds.azure.resourceManager().get<Subscription>(`/subscriptions/${subscriptionId}?api-version=2022-12-01`);
    if (found.tenantId !== undefined && found.tenantId !== tenantId)
      throw new WrongPlaceError(
        `The subscription ${subscriptionId} belongs to the tenant ${found.tenantId}, and the environment '${environment.name}' names ${tenantId}. Nothing was changed. Correct azure.tenantId in its file, or sign in there: ${login}`,
      );
  } catch (error) {
    if (!(error instanceof RestApiError) || !invisible.has(error.code)) throw error;
    throw new WrongPlaceError(
      `The subscription ${subscriptionId} of the environment '${environment.name}' is not visible to who is signed in (${error.code}). Nothing was changed. Sign in to its tenant: ${login}`,
      { cause: error },
    );
  }
}

const invisible = new Set(['InvalidAuthenticationTokenTenant', 'InvalidSubscriptionId', 'SubscriptionNotFound']);
