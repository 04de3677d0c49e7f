import { checkSettings, InvalidEnvironmentsError } from '../check-settings';
import { dev } from '../environments/dev';
import { prod } from '../environments/prod';
import { sandbox } from '../environments/sandbox';
import { shared } from '../environments/shared';

describe('checkSettings', () => {
  it('tells what is wrong with each environment, and with what they share, at once', () => {
    const check = () =>
      checkSettings({
        environments: [{ ...dev, logRetentionDays: 2 as never }, prod, { ...sandbox, owner: 'Zoë' }],
        shared: shared.map(one => ({ ...one, name: 'All' })),
      });
    expect(check).toThrow(InvalidEnvironmentsError);
    expect(check).toThrow(
      /'dev' has one problem:\n {2}logRetentionDays: [^\n]+\nThe environment 'sandbox' has one problem:\n {2}owner: [^\n]+\nThe environment 'All' has one problem:\n {2}name: /,
    );
  });

  it('takes those of the repository', () => {
    const checked = checkSettings({ environments: [dev, prod, sandbox], shared });
    expect([...checked.environments, ...checked.shared].map(({ name }) => name)).toEqual(['dev', 'prod', 'sandbox', 'shared']);
  });
});
