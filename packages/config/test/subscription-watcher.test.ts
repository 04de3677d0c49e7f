import { type EnvironmentInput, InvalidEnvironmentError, parseEnvironment, subscriptionWatcher } from '../src/index';
import { accessKeys, production, sandbox, securityLake } from './example-environments';

const managementGroupId = production.azure.tenantId;
const { cloudtrailLake } = production.pipelines;
const withSecret = {
  ...cloudtrailLake,
  authentication: {
    kind: 'connection-string',
    secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:audit-bridge-AbCdEf',
  },
} as const;

const watching = (pipelines: EnvironmentInput['pipelines'], id: string | undefined = managementGroupId): EnvironmentInput => ({
  ...production,
  azure: { ...production.azure, managementGroupId: id },
  pipelines,
});

const problemsOf = (input: EnvironmentInput) => {
  try {
    parseEnvironment(input);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidEnvironmentError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
};

describe('azure.managementGroupId', () => {
  it.each<readonly [string, EnvironmentInput, ReturnType<typeof subscriptionWatcher>]>([
    ['the forwarder, which is an identity of Azure already', watching({ cloudtrailLake, securityLake }), 'securityLake'],
    ['the forwarder alone', watching({ securityLake }), 'securityLake'],
    ['the forwarder beside a connection string', watching({ cloudtrailLake: withSecret, securityLake }), 'securityLake'],
    ['a function on AWS, where there is no forwarder', watching({ cloudtrailLake }), 'cloudtrailLake'],
    ['nobody, where no activity log is collected', watching({ accessKeys }), undefined],
    ['nobody without the setting', { ...production, pipelines: { cloudtrailLake, securityLake } }, undefined],
  ])('lets %s look for subscriptions that nobody collects from', (_, input, expected) => {
    expect(subscriptionWatcher(parseEnvironment(input))).toBe(expected);
  });

  it.each<readonly [string, EnvironmentInput, RegExp]>([
    [
      'by a connection string alone',
      watching({ cloudtrailLake: withSecret }),
      /^azure\.managementGroupId: leave it out: a connection string/,
    ],
    [
      'of a sandbox',
      { ...sandbox, azure: { ...sandbox.azure, managementGroupId } },
      /^azure\.managementGroupId: leave it out of a sandbox/,
    ],
    ['by its display name', watching({ securityLake }, 'Tenant Root Group'), /^azure\.managementGroupId: .*not its display name/],
  ])('is refused %s', (_, input, message) => {
    expect(problemsOf(input)).toEqual([expect.stringMatching(message)]);
  });
});
