import { readTestArguments } from '../testing/test-arguments';

describe('the arguments of the test command', () => {
  it('select kinds and pass everything else to the runner', () => {
    expect(readTestArguments(['--kind', 'quick', 'packages/naming', '--kind=contract', '-t', 'limits'])).toEqual({
      kind: 'run',
      selection: { kinds: ['quick', 'contract'], filters: ['packages/naming', '-t', 'limits'] },
    });
  });

  it('name the kinds that there are when another one is asked for', () => {
    expect(readTestArguments(['--kind', 'slow'])).toEqual({
      kind: 'mistake',
      message: '--kind "slow": say one of quick, contract, integration.',
    });
    expect(readTestArguments(['--kind'])).toMatchObject({ kind: 'mistake' });
  });
});
