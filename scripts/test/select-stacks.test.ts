import { NoSuchStackError, selectStacks } from '../cloud-program/select-stacks';

const stacks = ['shared', 'dev-cloudtrail-lake', 'dev-security-lake', 'prod-cloudtrail-lake'].map(name => ({
  name,
  path: `stacks/${name}/cdk.tf.json`,
  resourceCount: 1,
  targets: [],
}));

function selected(...patterns: string[]): readonly string[] {
  return selectStacks(stacks, patterns).map(({ name }) => name);
}

describe('selectStacks', () => {
  it('takes all of them without a pattern', () => {
    expect(selected()).toHaveLength(4);
  });

  it('takes names and patterns, each stack once and in the order of the program', () => {
    expect(selected('dev-*', 'shared', 'dev-security-lake')).toEqual(['shared', 'dev-cloudtrail-lake', 'dev-security-lake']);
    expect(selected('*-cloudtrail-lake')).toEqual(['dev-cloudtrail-lake', 'prod-cloudtrail-lake']);
  });

  it('does not take a name that only begins alike', () => {
    expect(() => selected('dev')).toThrow(NoSuchStackError);
  });

  it('refuses everything when one pattern names nothing', () => {
    expect(() => selected('dev-*', 'sandbox-*')).toThrow('No stack is named sandbox-*. There are: shared, dev-cloudtrail-lake');
  });
});
