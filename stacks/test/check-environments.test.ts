import { checkEnvironments, InvalidEnvironmentsError } from '../check-environments';
import { dev } from '../environments/dev';
import { prod } from '../environments/prod';
import { sandbox } from '../environments/sandbox';

describe('checkEnvironments', () => {
  it('tells what is wrong with each environment at once', () => {
    const check = () => checkEnvironments([{ ...dev, logRetentionDays: 2 as never }, prod, { ...sandbox, owner: 'Zoë' }]);
    expect(check).toThrow(InvalidEnvironmentsError);
    expect(check).toThrow(/'dev' has one problem:\n {2}logRetentionDays: [^\n]+\nThe environment 'sandbox' has one problem:\n {2}owner: /);
  });

  it('takes the environments of the repository', () => {
    expect(checkEnvironments([dev, prod, sandbox]).map(({ name }) => name)).toEqual(['dev', 'prod', 'sandbox']);
  });
});
