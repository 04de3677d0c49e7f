import { possibleWatcher, subscriptionWatcher, watchedOrganization } from '@audit-bridge/config';
import { isOpen, uncoveredAccounts } from '@audit-bridge/coverage/accounts';
import { listSubscriptions } from '@audit-bridge/coverage/azure-lists';
import { subscriptionCoverage } from '@audit-bridge/coverage/subscriptions';
import { type Account, OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import type { EnvironmentContext } from '../bridge-command';
import { describeProblem } from '../preflight/describe-problem';
import type { Coverage } from './pipeline-status';

type Context = Pick<EnvironmentContext, 'clouds' | 'environment'>;
type Found = Omit<Coverage, 'kind' | 'unknown'>;

/** What of the tenant and the organization no pipeline of this environment collects from. */
export async function readCoverage(context: Context): Promise<readonly Coverage[]> {
  const { accessKeys, cloudtrailLake, securityLake } = context.environment.pipelines;
  const readers = [
    ...(cloudtrailLake === undefined && securityLake === undefined ? [] : [['subscriptions', readSubscriptions] as const]),
    ...(accessKeys === undefined ? [] : [['accounts', readAccounts] as const]),
  ];
  return Promise.all(
    readers.map(async ([kind, read]): Promise<Coverage> => {
      try {
        return { kind, ...(await read(context)) };
      } catch (error) {
        return { kind, covered: 0, uncovered: [], unknown: describeProblem(error).text };
      }
    }),
  );
}

/** Of those that the person may see. */
async function readSubscriptions({ clouds, environment }: Context): Promise<Found> {
  const { alarms, azure } = environment;
  const { uncovered } = subscriptionCoverage(await listSubscriptions(clouds.azure.resourceManager()), azure);
  const isWatched = alarms.noAlarms || subscriptionWatcher(environment) !== undefined;
  return { covered: azure.subscriptionIds.length, uncovered, ...(isWatched ? {} : { unwatchedWithout: settingOf(environment) }) };
}

const settingOf = ({ pipelines }: Context['environment']): string =>
  possibleWatcher(pipelines) === undefined
    ? "azure.managementGroupId, which takes securityLake or the authentication 'web-identity'"
    : 'azure.managementGroupId';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
async function readAccounts({ clouds, environment }: Context): Promise<Found> {
  const accounts = environment.pipelines.accessKeys?.accounts;
  const own = environment.aws.accountId;
  const reported = new Set(accounts?.kind === 'members' ? [own, ...accounts.accountIds] : [own]);
  const listed: Account[] = [];
  try {
    for await (const { Accounts = [] } of paginateListAccounts({ client: clouds.aws.client(OrganizationsClient) }, {}))
      listed.push(...Accounts);
  } catch (error) {
    // An account on its own: there is nothing else to cover.
    if (!(error instanceof Error) || error.name !== 'AWSOrganizationsNotInUseException') throw error;
  }
  if (accounts?.kind === 'organization') return { covered: listed.filter(isOpen).length, uncovered: [] };
  const isWatched = environment.alarms.noAlarms || watchedOrganization(environment) !== undefined;
  return {
    covered: reported.size,
    uncovered: uncoveredAccounts(listed, reported),
    ...(isWatched ? {} : { unwatchedWithout: 'aws.organizationId' }),
  };
}
