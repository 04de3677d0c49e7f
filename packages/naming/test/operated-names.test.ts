import { Names, operatedNames } from '../src';

const environment = {
  name: 'sandbox',
  owner: 'ana',
  aws: { accountId: '123456789012', region: 'eu-central-1' },
  azure: { subscriptionId: '1b4e28ba-2fa1-11d2-883f-0016d3cca427' },
};

describe('operatedNames', () => {
  it('gives the two pipelines of an environment storage accounts of their own', () => {
    const { activityLogAccount, parkingAccount } = operatedNames(Names.ofEnvironment(environment));
    expect(activityLogAccount).not.toBe(parkingAccount);
    for (const account of [activityLogAccount, parkingAccount]) expect(account).toMatch(/^absandboxana[0-9a-z]{6}$/);
  });

  it('gives another owner other names wherever names are shared', () => {
    const mine = operatedNames(Names.ofEnvironment(environment));
    const other = operatedNames(Names.ofEnvironment({ ...environment, owner: 'ben' }));
    for (const key of ['activityLogAccount', 'eventHubsNamespace', 'parkingAccount', 'kinesisStream', 'quarantineBucket'] as const) {
      expect(mine[key]).not.toBe(other[key]);
    }
  });
});
