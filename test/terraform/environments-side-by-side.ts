import type { EnvironmentInput } from '@audit-bridge/config';
import { sandbox } from '@audit-bridge/stacks/environments/sandbox';
import { awsAccountId, everywhere, subscriptionId } from './example-place';

const issuerUrl = 'https://1b4e28ba.tokens.sts.global.api.aws';
const tenantId = '2c5f39cb-30b2-22e3-994f-1127e4ddb538';

/** As it is shipped, but for an address that its alarms go to, and for what only a user knows. */
const dev: EnvironmentInput = withIssuer({
  ...everywhere,
  azure: { ...everywhere.azure, tenantId },
});

/** As it is shipped, for one of its owners. */
const sandboxOf = (owner: string): EnvironmentInput =>
  withIssuer({
    ...sandbox,
    owner,
    aws: { ...sandbox.aws, accountId: awsAccountId },
    azure: { ...sandbox.azure, tenantId, subscriptionId, subscriptionIds: [subscriptionId] },
  });

/** Three that stand in one account and one subscription at the same time. */
export const sideBySide: readonly EnvironmentInput[] = [dev, sandboxOf('ada'), sandboxOf('grace')];

function withIssuer(environment: EnvironmentInput): EnvironmentInput {
  const { cloudtrailLake, accessKeys, securityLake } = environment.pipelines;
  if (cloudtrailLake === undefined || accessKeys === undefined) throw new Error(`${environment.name} lacks a pipeline.`);
  return {
    ...environment,
    pipelines: {
      securityLake,
      cloudtrailLake: { ...cloudtrailLake, authentication: { kind: 'web-identity', issuerUrl } },
      accessKeys: { ...accessKeys, transport: { kind: 'logs-ingestion', issuerUrl } },
    },
  };
}
