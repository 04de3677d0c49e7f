import type { EnvironmentInput } from '@audit-bridge/config';
import { testRegion } from '@audit-bridge/local/emulators/test-account';
import { sandboxInput } from '../operations/sandbox-on-stand-ins';
import { everywhere } from './example-place';

const issuerUrl = 'https://1b4e28ba.tokens.sts.global.api.aws';
const tenantId = '2c5f39cb-30b2-22e3-994f-1127e4ddb538';

const { accessKeys, cloudtrailLake, securityLake } = everywhere.pipelines;
if (cloudtrailLake === undefined || accessKeys === undefined) throw new Error(`${everywhere.name} lacks a pipeline.`);

/** As it is shipped, but for an address that its alarms go to, and for what only a user knows. */
export const dev: EnvironmentInput = {
  ...everywhere,
  aws: { ...everywhere.aws, region: testRegion },
  azure: { ...everywhere.azure, tenantId },
  pipelines: {
    securityLake,
    cloudtrailLake: { ...cloudtrailLake, authentication: { kind: 'web-identity', issuerUrl } },
    accessKeys: { ...accessKeys, transport: { kind: 'logs-ingestion', issuerUrl } },
  },
};

/** Three that stand in one account at the same time. */
export const sideBySide: readonly EnvironmentInput[] = [dev, sandboxInput('ada'), sandboxInput('grace')];
