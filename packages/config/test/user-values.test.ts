import { MissingUserValuesError, missingUserValues, parseEnvironment, requireUserValues, userValue, userValues } from '../src/index';
import { production, sandbox } from './example-environments';

describe('userValue', () => {
  it('comes from its variable, and is an example otherwise', () => {
    expect(userValue('awsAccountId', { AUDIT_BRIDGE_AWS_ACCOUNT_ID: ' 123456789012\n' })).toBe('123456789012');
    expect(userValue('awsAccountId', {})).toBe('000000000000');
    expect(userValue('awsAccountId', { AUDIT_BRIDGE_AWS_ACCOUNT_ID: '' })).toBe('000000000000');
  });
});

describe('requireUserValues', () => {
  const examples = parseEnvironment({
    ...production,
    aws: { ...production.aws, accountId: userValues.awsAccountId.example },
    azure: {
      ...production.azure,
      subscriptionIds: [production.azure.subscriptionId, userValues.azureSubscriptionIds.example],
    },
    state: { ...production.state, bucket: userValues.stateBucket.example },
  });

  it('names each example with its path, its variable and the file', () => {
    expect(missingUserValues(examples)).toEqual(['awsAccountId', 'azureSubscriptionIds', 'stateBucket']);
    expect(() => requireUserValues(examples)).toThrow(MissingUserValuesError);
    for (const part of ['aws.accountId', 'AUDIT_BRIDGE_AWS_ACCOUNT_ID', 'AUDIT_BRIDGE_STATE_BUCKET', 'stacks/environments/prod.ts']) {
      expect(() => requireUserValues(examples)).toThrow(part);
    }
  });

  it("asks for no value that the environment goes without, and accepts a person's own", () => {
    expect(missingUserValues(parseEnvironment(sandbox))).toEqual([]);
    expect(() => requireUserValues(parseEnvironment(production))).not.toThrow();
  });
});
