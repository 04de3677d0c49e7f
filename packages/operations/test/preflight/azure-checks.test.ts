import type { Environment } from '@audit-bridge/config';
import { Names, operatedNames, tokenRole } from '@audit-bridge/naming';
import { azureLocation } from '../../src/preflight/checks/azure-location';
import { azureNames } from '../../src/preflight/checks/azure-names';
import { azureQuotas } from '../../src/preflight/checks/azure-quotas';
import { azureRights } from '../../src/preflight/checks/azure-rights';
import { azureSubscriptions } from '../../src/preflight/checks/azure-subscriptions';
import { diagnosticSettings } from '../../src/preflight/checks/diagnostic-settings';
import { givenResources } from '../../src/preflight/checks/given-resources';
import { managementGroup } from '../../src/preflight/checks/management-group';
import { resourceProviders } from '../../src/preflight/checks/resource-providers';
import { tokenApplication } from '../../src/preflight/checks/token-application';
import type { PreflightCheck } from '../../src/preflight/preflight-check';
import { otherSubscriptionId, subscriptionId, tenantId, watching, whole, withLake, withSecret } from './environments';
import { type AzureAnswers, fakeClouds } from './fake-clouds';

const own = `/subscriptions/${subscriptionId}`;
const other = `/subscriptions/${otherSubscriptionId}`;
const enabled = { displayName: 'Main', tenantId, state: 'Enabled' };
const location = (geographyGroup: string, zones: readonly object[]) => ({
  value: [{ name: 'westeurope', metadata: { geographyGroup }, availabilityZoneMappings: zones }],
});
const flex = (...displayNames: readonly string[]) => ({ value: displayNames.map(displayName => ({ properties: { displayName } })) });
const names = operatedNames(Names.ofEnvironment(whole));
const availability = (nameAvailable: boolean): AzureAnswers => ({
  [`${own}/providers/Microsoft.Storage/checkNameAvailability`]: { nameAvailable, message: 'Already taken.' },
  [`${own}/providers/Microsoft.EventHub/checkNameAvailability`]: { nameAvailable, message: 'Already taken.' },
  [`${own}/providers/Microsoft.Web/checknameavailability`]: { nameAvailable, message: 'Already taken.' },
});
const settings = (...found: readonly string[]) => ({ value: found.map(name => ({ name })) });
const settingsPath = (subscription: string) => `${subscription}/providers/Microsoft.Insights/diagnosticSettings`;
const permissionsPath = (subscription: string) => `${subscription}/providers/Microsoft.Authorization/permissions`;
const contributor = { actions: ['*'], notActions: ['Microsoft.Authorization/*/Write', 'Microsoft.Authorization/*/Delete'] };
const data = { actions: [], dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*'] };
const accessAdministrator = { actions: ['Microsoft.Authorization/roleAssignments/*'] };
const registered = (state: string) =>
  Object.fromEntries(
    [
      `${other}/providers/Microsoft.Insights`,
      ...['EventHub', 'Insights', 'ManagedIdentity', 'OperationalInsights', 'Storage', 'Web'].map(
        name => `${own}/providers/Microsoft.${name}`,
      ),
    ].map(path => [path, { registrationState: path.includes('Web') ? state : 'Registered' }]),
  );
const hubId = `/subscriptions/${otherSubscriptionId}/resourceGroups/hubs/providers/Microsoft.EventHub/namespaces/central/eventhubs/log`;
const onGivenHub = withLake({ kind: 'bucket', retentionDays: 30 }, { source: 'given', eventHub: { kind: 'given', resourceId: hubId } });
const usages = (currentValue: number) => ({ value: [{ name: { value: 'StorageAccounts' }, currentValue, limit: 250 }] });
const usagesPath = `${own}/providers/Microsoft.Storage/locations/westeurope/usages`;
const namespacesPath = `${own}/providers/Microsoft.EventHub/namespaces`;

const group = '/providers/Microsoft.Management/managementGroups/the-company';
const groupRights = (...actions: readonly string[]): AzureAnswers => ({ [group]: {}, [permissionsPath(group)]: { value: [{ actions }] } });

type Row = readonly [string, PreflightCheck, Environment, AzureAnswers, readonly (readonly [string, RegExp])[]];

const rows: readonly Row[] = [
  [
    'a management group where the deploy may give a role',
    managementGroup,
    watching('the-company'),
    groupRights('Microsoft.Authorization/*'),
    [['ok', /you may make a role/]],
  ],
  [
    'a management group where it may not',
    managementGroup,
    watching('the-company'),
    groupRights('Microsoft.Authorization/roleAssignments/write', '*/read'),
    [
      [
        'missing',
        /may not do Microsoft\.Authorization\/roleDefinitions\/write\..*User Access Administrator.*managementGroups\/the-company/,
      ],
    ],
  ],
  [
    'a management group that nobody sees',
    managementGroup,
    watching('the-company'),
    { [group]: [403, 'AuthorizationFailed'] },
    [['missing', /is not there, or you may not see it/]],
  ],
  [
    'a connection string, which cannot look for other subscriptions',
    managementGroup,
    withSecret,
    {},
    [['warning', /Sign in by 'web-identity'/]],
  ],
  ['nobody who looks for other subscriptions', managementGroup, whole, {}, [['warning', /azure\.managementGroupId is not set/]]],
  [
    'its subscriptions',
    azureSubscriptions,
    whole,
    { [own]: enabled, [other]: enabled },
    [
      ['ok', /is of the tenant/],
      ['ok', /is of the tenant/],
    ],
  ],
  [
    'a subscription of another tenant, and one that is switched off',
    azureSubscriptions,
    whole,
    { [own]: { ...enabled, tenantId: 'foreign' }, [other]: { ...enabled, state: 'Warned' } },
    [
      ['missing', /is of the tenant foreign.*az login --tenant 1111/],
      ['missing', /is Warned/],
    ],
  ],
  [
    'a subscription that nobody sees',
    azureSubscriptions,
    whole,
    { [own]: enabled, [other]: [404, 'SubscriptionNotFound'] },
    [
      ['ok', /enabled/],
      ['missing', /cannot be seen: SubscriptionNotFound.*az login/],
    ],
  ],
  [
    'a location beside the Region',
    azureLocation,
    whole,
    { [`${own}/locations`]: location('Europe', [{}]), [`${own}/providers/Microsoft.Web/geoRegions`]: flex('West Europe') },
    [
      ['ok', /is a location/],
      ['ok', /Flex Consumption/],
    ],
  ],
  [
    'a location on another continent, without zones and without the plan',
    azureLocation,
    whole,
    { [`${own}/locations`]: location('US', []), [`${own}/providers/Microsoft.Web/geoRegions`]: flex('East US') },
    [
      ['ok', /is a location/],
      ['warning', /lies in US, and eu-central-1 in Europe/],
      ['missing', /has no zones.*LRS/],
      ['missing', /does not have the plan.*list-flexconsumption-locations/],
    ],
  ],
  [
    'an unknown location',
    azureLocation,
    whole,
    { [`${own}/locations`]: { value: [] } },
    [['missing', /has no location 'westeurope'.*az account list-locations/]],
  ],
  ['free names', azureNames, whole, availability(true), Array.from({ length: 5 }, () => ['ok', /is free/] as const)],
  [
    'names that are taken, one of them by the environment itself',
    azureNames,
    { ...whole, pipelines: { cloudtrailLake: whole.pipelines.cloudtrailLake } },
    { ...availability(false), [`${own}/resources`]: { value: [{ tags: { Project: 'audit-bridge', Environment: 'dev' } }] } },
    [['ok', new RegExp(`${names.activityLogAccount} is this environment's already`)]],
  ],
  [
    "a name that is somebody else's",
    azureNames,
    { ...whole, pipelines: { cloudtrailLake: whole.pipelines.cloudtrailLake } },
    { ...availability(false), [`${own}/resources`]: { value: [{ tags: { Project: 'audit-bridge', Environment: 'prod' } }] } },
    [['missing', /is taken: Already taken\..*az resource list/]],
  ],
  ['providers', resourceProviders, whole, registered('Registered'), [['ok', /All are registered: .*Microsoft\.Web/]]],
  [
    'a provider that is not registered',
    resourceProviders,
    whole,
    registered('NotRegistered'),
    [['missing', /Microsoft\.Web is NotRegistered.*az provider register --namespace Microsoft\.Web --subscription 2222.* --wait/]],
  ],
  [
    'room for two settings, and two that are its own',
    diagnosticSettings,
    whole,
    {
      [settingsPath(own)]: settings('a', 'b', 'c'),
      [settingsPath(other)]: settings('a', 'b', 'c', 'audit-bridge-dev-cloudtrail-lake', 'audit-bridge-dev-security-lake'),
    },
    [
      ['ok', /3 of 5; the environment adds 2/],
      ['ok', /5 of 5; the environment adds 0/],
    ],
  ],
  [
    'no room for settings',
    diagnosticSettings,
    whole,
    { [settingsPath(own)]: settings('a', 'b', 'c', 'd'), [settingsPath(other)]: settings() },
    [
      ['missing', /4 of 5 \(a, b, c, d\), and the environment adds 2.*diagnostic-settings subscription delete/],
      ['ok', /0 of 5/],
    ],
  ],
  [
    'room in Azure',
    azureQuotas,
    whole,
    { [usagesPath]: usages(7), [namespacesPath]: { value: [{}] } },
    [
      ['ok', /7 of 250/],
      ['ok', /1 of 1000.*up to 10 of 40/],
    ],
  ],
  [
    'no room for accounts',
    azureQuotas,
    whole,
    { [usagesPath]: usages(249), [namespacesPath]: { value: [] } },
    [
      ['warning', /249 of 250/],
      ['ok', /0 of 1000/],
    ],
  ],
  [
    'all rights',
    azureRights,
    whole,
    { [permissionsPath(own)]: { value: [contributor, accessAdministrator, data] }, [permissionsPath(other)]: { value: [contributor] } },
    [
      ['ok', /may do the \d+ actions/],
      ['ok', /2222.*diagnostic setting/],
      ['ok', /3333.*diagnostic setting/],
    ],
  ],
  [
    'a contributor who may not assign roles, and a reader',
    azureRights,
    whole,
    { [permissionsPath(own)]: { value: [contributor] }, [permissionsPath(other)]: { value: [{ actions: ['*/read'] }] } },
    [
      [
        'missing',
        /may not do Microsoft\.Authorization\/roleAssignments\/write\..*--role "Role Based Access Control Administrator" --scope \/subscriptions\/2222/,
      ],
      ['missing', /may not write blobs.*Storage Blob Data Contributor/],
      ['ok', /2222.*diagnostic setting/],
      ['missing', /3333.*may not make a diagnostic setting.*Monitoring Contributor/],
    ],
  ],
  [
    'the application',
    tokenApplication,
    whole,
    { '/v1.0/servicePrincipals': { value: [{ appRoleAssignmentRequired: true, appRoles: [{ ...tokenRole, isEnabled: true }] }] } },
    [['ok', /assigned identities alone/]],
  ],
  ['no application', tokenApplication, whole, { '/v1.0/servicePrincipals': { value: [] } }, [['missing', /deploy shared/]]],
  [
    'an application for everybody',
    tokenApplication,
    whole,
    { '/v1.0/servicePrincipals': { value: [{ appRoleAssignmentRequired: false, appRoles: [tokenRole] }] } },
    [['missing', /gives tokens to every identity/]],
  ],
  [
    'an application without the role',
    tokenApplication,
    whole,
    { '/v1.0/servicePrincipals': { value: [{}] } },
    [['missing', /has no role AuditBridge\.Forward/]],
  ],
  ['a given hub', givenResources, onGivenHub, { [hubId]: {} }, [['ok', /event hub is there/]]],
  [
    'no given hub',
    givenResources,
    onGivenHub,
    { [hubId]: [404, 'ResourceNotFound'] },
    [['missing', /event hub is not there.*securityLake\.eventHub\.resourceId/]],
  ],
];

describe('what preflight says of Azure', () => {
  it.each(rows)('%s', async (_, check, environment, answers, expected) => {
    expect(check.applies(environment)).toBe(true);
    const findings = await check.run({ environment, clouds: fakeClouds({}, answers) });
    expect(findings.map(({ outcome }) => outcome)).toEqual(expected.map(([outcome]) => outcome));
    for (const [index, [, pattern]] of expected.entries()) {
      const { commands = [], found = '', toDo = '' } = findings[index] ?? {};
      expect([found, toDo, ...commands].join(' ')).toMatch(pattern);
    }
  });
});
