import { missingUserValues, parseShared, requireUserValues, userValues } from '../src/index';
import { production } from './example-environments';

const { aws, azure, state } = production;
const shared = { aws, azure: { tenantId: azure.tenantId }, state };

describe('parseShared', () => {
  it('fills in what is left out', () => {
    expect(parseShared(shared)).toMatchObject({
      name: 'shared',
      aws: { partition: 'aws' },
      azure: { cloud: 'public' },
      oidcProvider: 'created',
    });
  });

  it('says what is wrong, as with an environment, and refuses what only environments have', () => {
    expect(() => parseShared({ ...shared, name: 'Shared' })).toThrow(/'Shared' has one problem:\n {2}name: write the name/);
    expect(() => parseShared({ ...shared, azure })).toThrow(/azure\.subscriptionId: is no setting/);
    expect(() => parseShared({ ...shared, aws: { ...aws, region: 'us-gov-west-1' } })).toThrow(/aws\.region: 'us-gov-west-1' is no Region/);
  });

  it('asks for the values that only the user knows, and for none that it goes without', () => {
    const examples = parseShared({ ...shared, aws: { ...aws, accountId: userValues.awsAccountId.example } });
    expect(missingUserValues(examples)).toEqual(['awsAccountId']);
    expect(() => requireUserValues(examples)).toThrow('stacks/environments/shared.ts');
  });
});
