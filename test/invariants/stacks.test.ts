import './example-values-only';

import type { EnvironmentInput } from '@audit-bridge/config';
import { wildcardReasons } from '@audit-bridge/constructs';
import { dev } from '@audit-bridge/stacks/environments/dev';
import { alarmInvariants } from './alarms';
import { azureHalfInvariants } from './azure-half';
import { beforeADeployInvariants } from './before-a-deploy';
import { dataProtectionInvariants } from './data-protection';
import { encryptionInvariants } from './encryption';
import { eventHubInvariants } from './event-hub';
import { forwarderAppInvariants } from './forwarder-app';
import { forwarderTrustInvariants } from './forwarder-trust';
import { functionInvariants } from './functions';
import { healthInvariants } from './health';
import { nameAndTagInvariants } from './names-and-tags';
import { permissionInvariants, statementsOf } from './permissions';
import { publicAccessInvariants } from './public-access';
import { queueInvariants } from './queues';
import { reportTableInvariants } from './report-table';
import { runbookInvariants } from './runbooks';
import { sandboxSweepInvariants } from './sandbox-sweep';
import { sharedStackInvariants } from './shared-stack';
import { jsonInvariants, stateInvariants } from './state-and-secrets';
import { streamJobInvariants } from './stream-job';
import { subscriptionWatchInvariants } from './subscription-watch';
import { synthesize, synthesizeShared } from './synthesized-stacks';
import { resourcesOf } from './terraform-json';

/** Loading the providers' types costs more than all the checks, so that every invariant runs in this one file. */
const stacks = synthesize();
const sharedStacks = synthesizeShared();

for (const stack of stacks) {
  queueInvariants(stack);
  functionInvariants(stack);
  alarmInvariants(stack);
  healthInvariants(stack);
  encryptionInvariants(stack);
  publicAccessInvariants(stack);
  permissionInvariants(stack);
  nameAndTagInvariants(stack);
  dataProtectionInvariants(stack);
  azureHalfInvariants(stack);
  eventHubInvariants(stack);
  reportTableInvariants(stack);
  forwarderAppInvariants(stack);
  forwarderTrustInvariants(stack);
  streamJobInvariants(stack);
  stateInvariants(stack, stack.environment.state);
  jsonInvariants(stack);
  sandboxSweepInvariants(stack);
}

/** Whose pipelines cannot look for subscriptions of the management group. */
const unwatchedDev = { ...dev, azure: { ...dev.azure, managementGroupId: undefined } };

/** What no environment has as cloned: one that reports every account of its organization. */
const organizationStacks = synthesize([
  {
    ...unwatchedDev,
    pipelines: { accessKeys: { ...accessKeysOf(dev), accounts: { kind: 'organization', roleName: 'access-key-reader' } } },
  },
]).map(stack => ({ ...stack, id: `${stack.id} of an organization` }));

for (const stack of organizationStacks) permissionInvariants(stack);

/** Nor this: one whose account may list its organization, and that looks for accounts that it does not read. */
const watchingStacks = synthesize([
  {
    ...unwatchedDev,
    name: 'watching',
    aws: { ...dev.aws, organizationId: 'o-exampleorgid' },
    pipelines: { accessKeys: accessKeysOf(dev) },
  },
]);

/** And one with cloudtrail-lake alone, which then looks for subscriptions that nobody collects from. */
const lakeStacks = synthesize([{ ...dev, name: 'lake', pipelines: { cloudtrailLake: cloudtrailLakeOf(dev) } }]);

for (const stack of lakeStacks) {
  queueInvariants(stack);
  functionInvariants(stack);
  encryptionInvariants(stack);
  azureHalfInvariants(stack);
  stateInvariants(stack, stack.environment.state);
}

for (const stack of [...stacks, ...lakeStacks]) subscriptionWatchInvariants(stack);

for (const stack of [...watchingStacks, ...lakeStacks]) {
  alarmInvariants(stack);
  healthInvariants(stack);
  permissionInvariants(stack);
  nameAndTagInvariants(stack);
}

beforeADeployInvariants([...stacks, ...watchingStacks, ...lakeStacks]);

runbookInvariants([...stacks, ...watchingStacks, ...lakeStacks]);

for (const stack of sharedStacks) {
  sharedStackInvariants(stack);
  stateInvariants(stack, stack.settings.state);
  jsonInvariants(stack);
}

describe('synthesis', () => {
  it('gives the same JSON twice', () => {
    const texts = [...synthesize(), ...synthesizeShared()].map(({ text }) => text);
    expect(texts).toEqual([...stacks, ...sharedStacks].map(({ text }) => text));
  });

  it('gives each environment its stacks, with the owner in the id of a sandbox, and what they share one', () => {
    expect([...stacks, ...sharedStacks].map(({ id }) => id)).toEqual([
      'dev-access-keys',
      'dev-cloudtrail-lake',
      'dev-security-lake',
      'prod-access-keys',
      'prod-cloudtrail-lake',
      'prod-security-lake',
      'sandbox-example-access-keys',
      'sandbox-example-cloudtrail-lake',
      'sandbox-example-security-lake',
      'shared',
    ]);
  });

  // A reviewer sees at a glance which resources come and go with a change.
  it.each([...stacks, ...sharedStacks])('has these resources in $id', ({ json }) => {
    expect(resourcesOf(json).map(({ type, id }) => `${type}.${id.replace(/_[0-9A-F]{8}$/, '')}`)).toMatchSnapshot();
  });
});

describe('Azure half in secret mode', () => {
  const lake = dev.pipelines.cloudtrailLake;
  const secretArn = `arn:aws:secretsmanager:eu-central-1:${dev.aws.accountId}:secret:audit-bridge-AbCdEf`;
  const [stack] = synthesize(
    lake === undefined
      ? []
      : [{ ...unwatchedDev, pipelines: { cloudtrailLake: { ...lake, authentication: { kind: 'connection-string', secretArn } } } }],
  );

  // Whoever goes without federation must not leave an identity behind that somebody could still use.
  it('has shared keys, and neither identity nor role', () => {
    const types = stack === undefined ? [] : resourcesOf(stack.json).map(({ type }) => type);
    expect(types).toContain('azurerm_storage_account');
    expect(types).not.toContain('azurerm_user_assigned_identity');
    expect(types).not.toContain('azurerm_role_assignment');
  });

  it('lets the functions read that one secret, and hands its name over, never its content', () => {
    const policies = resourcesOf(stack?.json ?? {}, 'aws_iam_role_policy').map(({ values }) => String(values.policy));
    expect(policies.filter(policy => policy.includes('"secretsmanager:GetSecretValue"'))).toHaveLength(2);
    for (const policy of policies) expect(policy).not.toContain('sts:GetWebIdentityToken');
    for (const { values } of resourcesOf(stack?.json ?? {}, 'aws_lambda_function')) {
      const { variables } = values.environment as { variables: Record<string, string> };
      expect(variables.CONNECTION_STRING_SECRET_ARN).toBe(secretArn);
      expect(variables).not.toHaveProperty('AZURE_CLIENT_ID');
    }
  });
});

describe('wildcardReasons', () => {
  it('lists no statement that does not exist', () => {
    const sids = new Set([...stacks, ...organizationStacks].flatMap(({ json }) => statementsOf(json).map(({ Sid }) => Sid)));
    expect(Object.keys(wildcardReasons).filter(sid => !sids.has(sid))).toEqual([]);
  });
});

function accessKeysOf({ pipelines: { accessKeys }, name }: EnvironmentInput) {
  if (accessKeys === undefined) throw new Error(`${name} has no pipeline access-keys`);
  return accessKeys;
}

function cloudtrailLakeOf({ pipelines: { cloudtrailLake }, name }: EnvironmentInput) {
  if (cloudtrailLake === undefined) throw new Error(`${name} has no pipeline cloudtrail-lake`);
  return cloudtrailLake;
}
