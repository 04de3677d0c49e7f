import type { Environment } from '@audit-bridge/config';
import { Names, operatedNames, project } from '@audit-bridge/naming';
import { type Finding, missing, ok } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';

interface GlobalName {
  readonly name: string;
  /** As Azure spells it. */
  readonly type: 'Microsoft.Storage/storageAccounts' | 'Microsoft.EventHub/namespaces' | 'Microsoft.Web/sites';
}

/** What a deploy makes whose name is taken in the whole cloud. */
export function globalNamesOf(environment: Environment): readonly GlobalName[] {
  const { cloudtrailLake, securityLake } = environment.pipelines;
  const names = operatedNames(Names.ofEnvironment(environment));
  const account = (name: string): GlobalName => ({ name, type: 'Microsoft.Storage/storageAccounts' });
  return [
    ...(cloudtrailLake === undefined ? [] : [account(names.activityLogAccount)]),
    ...(securityLake === undefined
      ? []
      : [account(names.parkingAccount), account(names.hostAccount), { name: names.functionApp, type: 'Microsoft.Web/sites' } as const]),
    ...(securityLake?.eventHub.kind === 'created'
      ? [{ name: names.eventHubsNamespace, type: 'Microsoft.EventHub/namespaces' } as const]
      : []),
  ];
}

/**
 * How each provider is asked.
 *
 * @see https://learn.microsoft.com/rest/api/storagerp/storage-accounts/check-name-availability
 * @see https://learn.microsoft.com/rest/api/eventhub/namespaces/check-name-availability
 * @see https://learn.microsoft.com/rest/api/appservice/check-name-availability/check-name-availability
 */
const questions: Readonly<Record<GlobalName['type'], { readonly path: string; readonly body: (name: string) => object }>> = {
  'Microsoft.Storage/storageAccounts': {
    path: 'Microsoft.Storage/checkNameAvailability?api-version=2023-05-01',
    body: name => ({ name, type: 'Microsoft.Storage/storageAccounts' }),
  },
  'Microsoft.EventHub/namespaces': {
    path: 'Microsoft.EventHub/checkNameAvailability?api-version=2024-01-01',
    body: name => ({ name }),
  },
  'Microsoft.Web/sites': {
    path: 'Microsoft.Web/checknameavailability?api-version=2024-04-01',
    body: name => ({ name, type: 'Microsoft.Web/sites' }),
  },
};

export const azureNames: PreflightCheck = {
  id: 'azure-names',
  title: 'Names of storage accounts, namespace and function app',
  cloud: 'azure',
  reads: [
    'Microsoft.Storage/checknameavailability/read',
    'Microsoft.EventHub/checkNameAvailability/action',
    'Microsoft.Web/checknameavailability/read',
    'Microsoft.Resources/subscriptions/resources/read',
  ],
  applies: environment => globalNamesOf(environment).length > 0,
  run: context => Promise.all(globalNamesOf(context.environment).map(name => ask(context, name))),
};

async function ask({ clouds, environment }: PreflightContext, { name, type }: GlobalName): Promise<Finding> {
  const api = clouds.azure.resourceManager();
  const subscription = `/subscriptions/${environment.azure.subscriptionId}`;
  const { body, path } = questions[type];
  const answer = await api.send<{ readonly nameAvailable?: boolean; readonly message?: string }>(
    'POST',
    `${subscription}/providers/${path}`,
    body(name),
  );
  if (answer.nameAvailable === true) return ok(`${name} is free.`);
  const filter = encodeURIComponent(`resourceType eq '${type}' and name eq '${name}'`);
  for await (const { tags } of api.list<{ readonly tags?: Readonly<Record<string, string>> }>(
    `${subscription}/resources?$filter=${filter}&api-version=2021-04-01`,
  )) {
    if (tags?.Project === project && tags.Environment === environment.name && tags.Owner === environment.owner)
      return ok(`${name} is this environment's already.`);
  }
  return missing(
    `${name} is taken: ${answer.message ?? 'no reason given'}`,
    'Give the environment another name, or delete what is left over.',
    `az resource list --name ${name} --output table`,
  );
}
